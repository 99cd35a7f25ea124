/* eslint-disable no-control-regex -- commands of terminals are what is looked for */
import { describe, expect, it } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import { type InTerminal, type Size, linesOf, runInTerminal, written } from "../../scripts/pictures/pty";
import { BUNDLE } from "./bundle";
import { type Stage, stage } from "./stage";

const FILES = { "手册-emoji-👨‍👩‍👧-with-a-rather-long-name.zip": Buffer.alloc(200_000, 1), "b.txt": "beta" };

/** The bundle at a terminal, in a folder with two files. */
function typed(
  at: Stage,
  more: { readonly size?: Size; readonly env?: Record<string, string>; words?: string[] } = {},
) {
  const { github, workspace } = at;
  const place = ["--forge", "github", "--server-url", github.serverUrl, "--api-url", github.apiUrl];
  const given = ["--repository", "octo/app", "--tag-name", "v1.0.0", "--retry-delay", "0.01", "*"];
  return runInTerminal({
    words: [process.execPath, BUNDLE, ...place, ...given, ...(more.words ?? [])],
    env: { PATH: process.env.PATH, HOME: workspace.folder, LANG: "C.UTF-8", GITHUB_TOKEN: github.token, ...more.env },
    folder: workspace.folder,
    size: more.size ?? { columns: 80, rows: 24 },
  });
}

/** Waits until something is so; the test's own limit ends what never is. */
async function until(run: InTerminal, holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
  await written(run.screen);
}

/** So that there is time to draw. */
const SLOWLY = { bandwidth: 500_000 };

const HIDES = "\x1b[?25l";
const SHOWS = "\x1b[?25h";

describe("at a terminal", () => {
  it.each([
    ["80 × 24", { columns: 80, rows: 24 }],
    ["40 × 5", { columns: 40, rows: 5 }],
    ["one that tells no size", { columns: 0, rows: 0 }],
  ])("the block stays within the window and goes, and the log stays whole: %s", async (_, size) => {
    const at = await stage(FILES, SLOWLY);
    const run = typed(at, { size });
    expect([await run.ended, run.said().includes(HIDES), run.said().lastIndexOf(SHOWS)]).toEqual([
      ...[0, true],
      expect.any(Number),
    ]);
    expect(run.said().lastIndexOf(SHOWS)).toBeGreaterThan(run.said().lastIndexOf(HIDES));
    if (size.columns < 80) return;
    const lines = linesOf(run.screen);
    expect(lines.filter((line) => /▰|▱/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("uploaded "))).toHaveLength(2);
    expect(lines.join("")).toMatch(/published v1\.0\.0 on GitHub: 2 files, 195 KiB, .+ → http.+$/);
  });

  it("Ctrl-C leaves a clean screen, the cursor, and the error", async () => {
    const at = await stage(FILES);
    at.github.faults.add({ method: "POST", path: /\/assets$/, times: 2, do: { kind: "hang", when: "before" } });
    const run = typed(at, { words: ["--stall-timeout", "100"] });
    await until(run, () => run.said().includes(HIDES));
    await run.resize({ columns: 40, rows: 10 });
    await until(run, () => run.said().includes("…"));
    run.type("\x03");
    expect(await run.ended).toBe(130);
    const text = linesOf(run.screen).join("\n");
    expect(text).not.toMatch(/▰|▱|0 % of/);
    expect(text).toMatch(/\nerror: Stopped by SIGINT\.\n[\s\S]+\nfailed v1\.0\.0 on GitHub, [\d.]+ s$/);
    expect(run.said().lastIndexOf(SHOWS)).toBeGreaterThan(run.said().lastIndexOf(HIDES));
  });

  it.each<[string, Record<string, string>, { readonly colours: boolean; readonly block: boolean }]>([
    ["colours and a block", {}, { colours: true, block: true }],
    ["NO_COLOR: no colours", { NO_COLOR: "1" }, { colours: false, block: true }],
    ["a dumb terminal: neither", { TERM: "dumb" }, { colours: false, block: false }],
    ["a CI that gives its jobs a terminal: no block", { CI: "true" }, { colours: true, block: false }],
  ])("%s", async (_, env, { colours, block }) => {
    const at = await stage(FILES, SLOWLY);
    const run = typed(at, { env });
    expect(await run.ended).toBe(0);
    const said = run.said();
    expect([/\x1b\[\d+m/.test(said), said.includes(HIDES)]).toEqual([colours, block]);
    if (!colours && !block) expect(said).not.toContain("\x1b");
  });

  it("--quiet shows the address alone", async () => {
    const at = await stage(FILES);
    const run = typed(at, { words: ["--quiet"] });
    expect([await run.ended, run.said()]).toEqual([0, `${at.github.serverUrl}/octo/app/releases/tag/v1.0.0\r\n`]);
  });
});

describe("elsewhere", () => {
  const GITLAB = { NO_COLOR: "", GITLAB_CI: "true", CI_SERVER_URL: "http://127.0.0.1:9" };

  it("no colour goes into a pipe, but where it is asked for", async () => {
    const at = await stage(FILES);
    const words = ["--tag-name", "v1.0.0", "*"];
    const [piped, forced] = [
      await at.type(words, { NO_COLOR: "", TERM: "xterm" }),
      await at.type(words, { NO_COLOR: "", FORCE_COLOR: "1" }),
    ];
    expect(piped.log).not.toContain("\x1b");
    expect(forced.log).toMatch(/\n\x1b\[32munchanged v1\.0\.0 on GitHub.+\x1b\[39m → \x1b\[4mhttp.+\x1b\[24m\n$/);
    const env = { ...at.runner, GITHUB_TOKEN: at.github.token, NO_COLOR: "" };
    expect((await at.workspace.command(["*"], env)).log).not.toContain("\x1b");
  });

  it("GitLab's log has colours, and NO_COLOR turns them off", async () => {
    const at = await stage({});
    const wrong = ["--tag-name", "v1", "--draft=maybe"];
    const shown = await at.workspace.command(wrong, GITLAB);
    expect(shown.stdout).toMatch(/^\x1b\[1m\x1b\[31merror: \x1b\[39m\x1b\[22m/m);
    const plain = await at.workspace.command(wrong, { ...GITLAB, NO_COLOR: "1" });
    expect(plain.stdout).toMatch(/^error: /m);
  });
});
