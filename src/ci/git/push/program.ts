import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join, relative, sep } from "node:path";
import { PublishError } from "../../../errors";

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Git {
  /** @param at.line hears each line of standard output; true: that was enough, and the program is ended */
  run(words: readonly string[], at?: { readonly line?: (line: string) => boolean }): Promise<Ended>;
}

/** Characters of an answer that are kept: refs of a large repository, and errors of any length. */
const MOST = 64 * 1024 * 1024;

/**
 * Where git is: the first of that name in PATH. Folders of a checkout are left out, and such as depend on the current
 * one: package runners put some of these there, and what a checkout holds is never run.
 *
 * @param barred absolute folders
 * @throws PublishError where there is none
 */
export async function findGit(path: string, barred: readonly string[]): Promise<string> {
  const names = sep === "\\" ? ["git.exe"] : ["git"];
  for (const folder of folders(path, barred))
    for (const name of names) {
      const program = join(folder, name);
      if (await runs(program)) return program;
    }
  throw new PublishError({
    what: "There is no git here, which a push needs.",
    said: "It was looked for in the folders of PATH, without those of the checkout.",
    hint: "Install git (2.31 or newer) in the image of the job, or push the tag in a step before and leave push_tag out.",
  });
}

/** The folders of PATH that may be searched. */
export function folders(path: string, barred: readonly string[]): string[] {
  const isIn = (folder: string, home: string): boolean => {
    const way = relative(home, folder);
    return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
  };
  return path.split(delimiter).filter((folder) => isAbsolute(folder) && !barred.some((home) => isIn(folder, home)));
}

async function runs(program: string): Promise<boolean> {
  return access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Git with an environment of its own: nothing of the job's, and nothing of any configuration but what is given here. */
export function gitProgram(at: {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly signal: AbortSignal;
}): Git {
  const { program, env, folder, signal } = at;
  return {
    async run(words, { line } = {}) {
      const { spawn } = await import("node:child_process");
      signal.throwIfAborted();
      return new Promise((done, fail) => {
        const child = spawn(program, words, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
        const stop = (): void => void child.kill();
        signal.addEventListener("abort", stop);
        const said = { stdout: "", stderr: "" };
        let open = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          if (line === undefined) {
            if (said.stdout.length < MOST) said.stdout += text;
            return;
          }
          const lines = (open + text).split("\n");
          open = lines.pop() ?? "";
          if (lines.some(line)) stop();
        });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
          if (said.stderr.length < MOST) said.stderr += text;
        });
        child.once("error", fail);
        child.once("close", (code) => {
          signal.removeEventListener("abort", stop);
          if (signal.aborted) fail(signal.reason instanceof Error ? signal.reason : new Error("stopped"));
          else done({ code, ...said });
        });
      });
    },
  };
}
