import { afterEach, describe, expect, it } from "vitest";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { checkout } from "../doors/stage";

const MAIN = ["--import", "tsx", resolve("sandbox/main.ts")];
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** What `npm run sandbox` starts, and the lines that it prints, to be pasted into a shell. */
async function started(...words: readonly string[]) {
  const child = spawn(process.execPath, [...MAIN, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  endings.push(() => child.kill("SIGKILL"));
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith("node ")) break;
  }
  return { child, lines };
}

describe("the sandbox as a tool", () => {
  it.each([
    ["inputs", []],
    ["the forge's own CI", ["--ci", "own"]],
    ["Woodpecker", ["--ci", "woodpecker"]],
    ["Drone", ["--ci", "drone"]],
    ["Jenkins", ["--ci", "jenkins"]],
  ])(
    "starts a forge, publishes to it by %s that it prints, and ends with Ctrl-C",
    async (_, words) => {
      const { child, lines } = await started("gitea", "--repository", "octo/tool", ...words);
      expect(lines.join("\n")).toMatch(/^# A token that may only read: \S+$/m);
      const folder = await mkdtemp(join(tmpdir(), "sandbox-tool-"));
      endings.push(() => rm(folder, { recursive: true, force: true }));
      await mkdir(join(folder, "dist"));
      await writeFile(join(folder, "dist", "app.zip"), "app");
      const env = { PATH: process.env.PATH, HOME: folder };
      // A checkout of one's own has other commits than the sandbox.
      const [, server = ""] = / at (\S+): /.exec(lines.join("\n")) ?? [];
      await checkout(folder, `${server}/octo/tool.git`);
      const pasted = await promisify(execFile)("sh", ["-c", lines.join("\n")], { cwd: folder, env });
      expect(pasted.stdout + pasted.stderr).toContain("app.zip");
      const releases: unknown = await (await fetch(`${server}/api/v1/repos/octo/tool/releases`)).json();
      expect(releases).toMatchObject([{ tag_name: "v1.0.0", draft: false, assets: [{ name: "app.zip", size: 3 }] }]);
      child.kill("SIGINT");
      expect(await once(child, "exit")).toEqual([0, null]);
    },
    60_000,
  );

  it("tells which forges there are when none is named, and refuses one that is not there", async () => {
    const told = await promisify(execFile)(process.execPath, MAIN);
    for (const forge of ["github", "gitlab", "gitea", "forgejo", "gitee", "gitcode", "tgit", "cnb", "sourcehut"]) {
      expect(told.stdout).toMatch(new RegExp(`^  ${forge}\\b`, "m"));
    }
    const wrong = promisify(execFile)(process.execPath, [...MAIN, "svn"]);
    await expect(wrong).rejects.toMatchObject({ code: 1, stderr: 'There is no sandbox called "svn".\n' });
  }, 60_000);
});
