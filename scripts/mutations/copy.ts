import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A copy of the working tree to break things in. */
export interface Copy {
  write(file: string, text: string): void;
  /** The tests that depend on a file, those that say most about it first, in groups. */
  testsOf(file: string): string[][];
  /** @returns the suite that failed, or `undefined` */
  firstFailure(tests: readonly string[]): string | undefined;
  close(): void;
}

/** They look at the bundle or at the text of the sources, not at what these do. */
const BESIDE = /^__tests__\/(dist|demo|documents|workflows|house|sandbox|examples|gitlab-template)\b/;
/** Milliseconds; whoever takes longer is caught in a circle. */
const LONGEST = 10 * 60_000;

export function copyTree(root: string): Copy {
  const folder = mkdtempSync(join(tmpdir(), "mutations-"));
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  for (const file of listed) cpSync(join(root, file), join(folder, file));
  symlinkSync(resolve(root, "node_modules"), join(folder, "node_modules"));
  // What git sees to be changed is what tests are looked for.
  const git = (...words: string[]): unknown => execFileSync("git", words, { cwd: folder });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=m", "-c", "user.email=m@example.com", "commit", "--quiet", "--message=whole");
  const vitest = (words: readonly string[]): { status: number | null; said: string } => {
    const args = [join(root, "node_modules/vitest/vitest.mjs"), ...words];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1" },
      encoding: "utf8",
      timeout: LONGEST,
      killSignal: "SIGKILL",
      maxBuffer: 2 ** 28,
    });
    return { status, said: `${stdout}${stderr}` };
  };
  return {
    write: (file, text) => {
      writeFileSync(join(folder, file), text);
    },
    testsOf(file) {
      const { said } = vitest(["list", "--filesOnly", "--changed=HEAD", "--passWithNoTests"]);
      const tests = said
        .split("\n")
        .filter((line) => line.endsWith(".test.ts"))
        .map((line) => line.slice(line.indexOf("__tests__/")))
        .filter((test) => !BESIDE.test(test));
      return inGroups(tests, (test) => nearness(test, file));
    },
    firstFailure(tests) {
      const { status, said } = vitest(["run", "--bail=1", "--silent", "--reporter=default", ...tests]);
      if (status === 0) return undefined;
      return /FAIL {1,2}(\S+)/.exec(said)?.[1] ?? (status === null ? "it does not end" : "it does not start");
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** 0: the file's own room, 1: units, 2: all forges, 3: whole stories. */
function nearness(test: string, file: string): number {
  const [, floor = "", room = ""] = file.replace(/\.ts$/, "").split("/");
  if (floor === "forges" ? test.startsWith(`__tests__/forges/${room}`) : test.startsWith(`__tests__/${floor}`))
    return 0;
  if (test.startsWith("__tests__/forges/")) return 2;
  return /^__tests__\/(doors|hostile|reliability)/.test(test) ? 3 : 1;
}

function inGroups(tests: readonly string[], of: (test: string) => number): string[][] {
  const groups: string[][] = [[], [], [], []];
  for (const test of tests) groups[of(test)]?.push(test);
  return groups.filter((group) => group.length > 0);
}
