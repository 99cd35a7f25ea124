import { describe, expect, it } from "vitest";
import { readdirSync } from "node:fs";
import { OPTIONS } from "../../../src/request/commands/options";
import { SPECS, isCommandName } from "../../../src/request/commands/specs";
import { ALIASES, ALWAYS } from "../../../src/request/entries/aliases";
import { FLAGS_INSTEAD, FLAGS_OF_COURSE, FLAG_ALIASES } from "../../../src/request/entries/flag-habits";
import { isPublic } from "../../../src/request/inputs";
import { OUTPUTS } from "../../../src/report/outputs";
import { type Left, leftFlag, leftInput } from "./left";
import { ALL, PAGES, type Row, namesIn, read, table } from "./pages";

const HERE = /^(same|always so|not there|(renamed|better): `[^`]+`(, `[^`]+`)*)$/;

/** `--tag-name`, `tag_name` → whether there is such an input, option, command or switch here. */
function exists(name: string): boolean {
  const bare = name.replace(/^--/, "").replaceAll("-", "_");
  const isSwitch = ["--json", "--quiet", "--token-env", "--help", "--debug"].includes(name);
  return isSwitch || isPublic(bare) || Object.hasOwn(OPTIONS, bare) || isCommandName(name) || name === "doctor";
}

/** Every name of a tool stands in one row, and no row names what the tool does not have. */
function expectAll(rows: readonly Row[], names: readonly string[]): void {
  expect(rows.flatMap((row) => row.names).sort()).toEqual([...names].sort());
}

/** What a row says of the names here, which must be there. */
function expectNames({ cells: [here = "", ...more], names }: Row, known: (name: string) => boolean): void {
  expect(here).toMatch(HERE);
  expect(namesIn(here).filter((name) => !known(name))).toEqual([]);
  if (here === "same") expect(names.filter((name) => !known(name))).toEqual([]);
  if (here === "not there") expect(more.at(-1)).toMatch(/\w{3}/);
}

/** What a row says becomes of its names when they are left as they are. */
function expectLeft({ names, cells: [here = "", told] }: Row, left: (name: string) => Left): void {
  for (const name of names) {
    const { end, said } = left(name);
    expect([name, told]).toEqual([name, end]);
    if (end === "works") expect(here).toMatch(new RegExp(`^(same|better: \`${name}\`)$`));
    const [renamed] = said.flatMap((line) => /(?:is|are|true is) called (\S+?):? /.exec(line)?.[1] ?? []);
    if (end === "works, with a notice" && renamed !== undefined) expect(here).toBe(`renamed: \`${renamed}\``);
    if (end === "works, with a notice" && renamed === undefined) expect(here).toBe("always so");
    // Whoever reads only the message gets the way that the page tells.
    if (end === "stops the run" && namesIn(here).length > 0)
      expect(namesIn(here).some((one) => said.join(" ").includes(one))).toBe(true);
  }
}

const TOOLS = ALL.flatMap(({ page, tools }) => tools.map((tool) => ({ ...tool, page })));

describe("docs/coming-from", () => {
  it.each(TOOLS.filter(({ inputs }) => inputs !== undefined))("$page has every input of $repository", (tool) => {
    const rows = table(read(tool.page), `inputs: ${tool.repository}`);
    expectAll(rows, Object.keys(tool.inputs ?? {}));
    for (const row of rows) {
      expectNames(row, exists);
      if (tool.door !== "none") expectLeft(row, (name) => leftInput(tool, name, tool.inputs?.[name] ?? null));
    }
  });

  it.each(TOOLS.filter(({ outputs = [] }) => outputs.length > 0))("$page has every output of $repository", (tool) => {
    const rows = table(read(tool.page), `outputs: ${tool.repository}`);
    expectAll(rows, tool.outputs ?? []);
    for (const row of rows) expectNames(row, (name) => Object.hasOwn(OUTPUTS, name));
  });

  it.each(TOOLS.flatMap(({ page, commands = [] }) => commands.map((command) => ({ ...command, page }))))(
    "$page has every flag of $call",
    ({ page, ...command }) => {
      const rows = table(read(page), `flags: ${command.call}`);
      expectAll(rows, Object.keys(command.flags));
      for (const row of rows) {
        expectNames(row, exists);
        expectLeft(row, (flag) => leftFlag(command, flag, command.flags[flag] ?? null));
      }
    },
  );
});

describe("what the program takes from other tools", () => {
  const names = ALL.flatMap(({ tools }) => tools).flatMap(({ inputs = {}, commands = [] }) => [
    ...Object.keys(inputs),
    ...commands.flatMap(({ flags }) => Object.keys(flags)),
  ]);

  it("is what one of them has: no alias without an owner", () => {
    const taken = [ALIASES, ALWAYS, FLAG_ALIASES, FLAGS_OF_COURSE, FLAGS_INSTEAD].flatMap((all) => [...all.keys()]);
    // An older name of glab's, hidden in its help.
    expect(taken.filter((name) => !names.includes(name))).toEqual(["--experimental-notes-text-or-file"]);
  });

  it("and every page is in the index, as every command of gh is in its page", () => {
    const pages = readdirSync(PAGES).filter((name) => name !== "README.md");
    expect(ALL.map(({ page }) => page).sort()).toEqual(pages.sort());
    for (const page of pages) expect(read("README.md")).toContain(`](${page})`);
    for (const name of ["list", "view", "download", "upload", "delete", "verify"] as const) {
      expect(SPECS[name].does).not.toBe("");
      expect(read("gh.md")).toMatch(new RegExp(`\\| \`gh release ${name}`));
    }
  });
});
