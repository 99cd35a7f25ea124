/* eslint-disable no-control-regex -- commands of terminals are what is looked for */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import xterm from "@xterm/headless";
import { createScreen } from "../../../src/report/terminal/screen";

/** Lines that were written, each whole although the window breaks it. */
function wholeLines({ buffer: { active } }: xterm.Terminal): string[] {
  const lines: string[] = [];
  for (let at = 0; at < active.length; at += 1) {
    const line = active.getLine(at);
    const text = line?.translateToString(true) ?? "";
    if (line?.isWrapped === true) lines.push(`${lines.pop() ?? ""}${text}`);
    else lines.push(text);
  }
  return lines.join("\n").trimEnd().split("\n");
}

type Act = { readonly log: string } | { readonly block: readonly string[] } | { readonly columns: number };

/** What a terminal shows after all of this, and whether its cursor is there. */
async function played(acts: readonly Act[]): Promise<{ readonly lines: string[]; readonly said: string }> {
  const terminal = new xterm.Terminal({
    cols: 80,
    rows: 12,
    scrollback: 10_000,
    allowProposedApi: true,
    convertEol: true,
  });
  let said = "";
  const screen = createScreen(
    {
      write(text) {
        said += text;
        terminal.write(text);
      },
    },
    () => terminal.cols,
  );
  const settled = (): Promise<void> =>
    new Promise((done) => {
      terminal.write("", done);
    });
  for (const act of acts) {
    await settled();
    if ("log" in act) screen.write(`${act.log}\n`);
    else if ("block" in act) screen.show(act.block);
    else terminal.resize(act.columns, 12);
  }
  await settled();
  return { lines: wholeLines(terminal), said };
}

const text = fc.stringMatching(/^[a-z][a-z ]{0,100}[a-z]$/);
const line = fc.stringMatching(/^[A-Z]{1,39}$/);

describe("a log with a block below it", () => {
  it("keeps every line of the log, and nothing of the block, whatever comes in whatever order", async () => {
    const act = fc.oneof(
      fc.record({ log: text }),
      fc.record({ block: fc.array(line, { maxLength: 8 }) }),
      // No line of the block is wider than this; a terminal may break it or not.
      fc.record({ columns: fc.integer({ min: 40, max: 120 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const logged = acts.flatMap((one) => ("log" in one ? [one.log] : []));
        const { lines } = await played([...acts, { block: [] }]);
        expect(lines).toEqual(logged.length === 0 ? [""] : logged);
      }),
      { numRuns: 60 },
    );
  });

  it("takes lines away that a narrower window has broken", async () => {
    const wide = { block: ["x".repeat(70), "y".repeat(70), "z".repeat(10)] };
    const acts = [{ log: "one" }, { log: "two" }, wide, { columns: 30 }, { block: ["small"] }, { log: "three" }];
    expect((await played(acts)).lines).toEqual(["one", "two", "three", "small"]);
    expect((await played([...acts, { block: [] }])).lines).toEqual(["one", "two", "three"]);
  });

  it("hides the cursor while it is there, and shows it when it goes", async () => {
    const { said } = await played([{ block: ["a"] }, { block: ["b"] }, { log: "x" }, { block: [] }, { block: [] }]);
    expect(said.match(/\x1b\[\?25[lh]/g)).toEqual(["\x1b[?25l", "\x1b[?25h"]);
    expect((await played([{ log: "x" }, { block: [] }])).said).toBe("x\n");
  });
});
