import { constants } from "node:fs";
import { type FileHandle, lstat, open, realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import type { Output, Pipeline } from "./ci";
import { commandLine } from "./loggers";

type Outputs = Pick<Pipeline, "handOn" | "outputsFile">;

/** For CIs that read a file of variables when the job ends; an earlier one is replaced. */
export function variablesFile(): Outputs {
  const outputsFile = "forge-release.env";
  return {
    outputsFile,
    handOn: ({ dotenv, folder }) =>
      writeOutput({ file: resolve(folder, outputsFile), folder, how: "replace", text: () => dotenv }),
  };
}

/** For CIs in which every step adds its lines to one file. */
export function sharedFile(outputsFile: string): Outputs {
  return {
    outputsFile,
    handOn: ({ dotenv, folder }) =>
      writeOutput({
        file: resolve(folder, outputsFile),
        folder,
        how: "append",
        // A step before may have left its last line open.
        text: (before) => `${before !== "" && !before.endsWith("\n") ? "\n" : ""}${dotenv}`,
      }),
  };
}

/** For CIs that read lines of standard output. A value for which `line` finds no safe one is left out. */
export function spokenLines(out: Output, line: (name: string, value: string) => string | undefined): Outputs {
  return {
    handOn({ outputs }) {
      for (const [name, value] of outputs) {
        const said = line(name, value);
        if (said !== undefined) out.write(`${said}\n`);
      }
      return Promise.resolve();
    },
  };
}

/**
 * For runners of the Actions family: between delimiters that nobody can guess, in a file that the runner made; without
 * such a file, on an old runner, as commands.
 */
export function runnerFile(at: {
  readonly file: string | undefined;
  readonly folder: string | undefined;
  readonly out: Output;
}): Outputs {
  const { file, folder, out } = at;
  if (file === undefined) return spokenLines(out, (name, value) => commandLine(`set-output name=${name}`, value));
  return {
    async handOn({ outputs }) {
      const { randomUUID } = await import("node:crypto");
      const entry = ([name, value]: readonly [string, string]): string => {
        const delimiter = `ghadelimiter_${randomUUID()}`;
        return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
      };
      // All at once: what a runner reads is whole, or not there.
      await addTo({ file, folder }, [...outputs].map(entry).join(""));
    },
  };
}

/** Adds to a file that the runner made; one that is not there would never be read. */
export function addTo(at: OutputFile, text: string): Promise<void> {
  return writeOutput({ ...at, how: "given", text: () => text });
}

/** A file that outputs are written to. */
export interface OutputFile {
  /** Absolute. */
  readonly file: string;
  /** Absolute folder of the checkout, whose content is not trusted; `undefined` where there is none. */
  readonly folder: string | undefined;
}

/**
 * Why a file is not written to: links of a checkout lead where its author wants, and a pipe may never be read. A file
 * that is not there yet is fine.
 */
export async function outputObstacle({ file, folder }: OutputFile): Promise<string | undefined> {
  const about = await lstat(file).catch(() => undefined);
  if (about?.isSymbolicLink() === true) return `${file} is a link, and outputs are never written through one.`;
  if (folder === undefined || !isInside(file, folder)) return undefined;
  if (about !== undefined && !about.isFile()) return `${file} is no regular file, and outputs go into such ones only.`;
  const [home, parent] = await Promise.all([realpath(folder), realpath(dirname(file))]).catch(() => ["", ""]);
  if (parent === home || isInside(parent, home)) return undefined;
  return `${file} lies behind a link that leads out of ${folder}, and outputs are never written through one.`;
}

/**
 * Writes outputs into a file: in the place of what it holds, behind it, or (`given`) behind it where the file is there.
 *
 * @throws Error for a link, and for what is no file.
 */
export async function writeOutput(
  at: OutputFile & { readonly text: (before: string) => string; readonly how: "replace" | "append" | "given" },
): Promise<void> {
  await refuse(at);
  const { O_WRONLY, O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Windows has neither of the last two, which count as 0 then. A pipe that nobody reads would be waited for.
  const careful = O_NOFOLLOW | O_NONBLOCK;
  const flags = { replace: O_WRONLY | O_CREAT, append: O_RDWR | O_CREAT | O_APPEND, given: O_WRONLY | O_APPEND };
  const handle = await open(at.file, flags[at.how] | careful);
  try {
    const isFile = await sameStill(at, handle);
    const before = isFile && at.how === "append" ? await handle.readFile("utf8") : "";
    if (isFile && at.how === "replace") await handle.truncate();
    await handle.writeFile(at.text(before));
  } finally {
    await handle.close();
  }
}

/**
 * The file that was opened is the one that was looked at, and no link was put in its way meanwhile.
 *
 * @returns whether it is a file, and no pipe or device
 */
async function sameStill(at: OutputFile, handle: FileHandle): Promise<boolean> {
  const [opened, there] = await Promise.all([handle.stat(), lstat(at.file)]);
  if (opened.ino !== there.ino || opened.dev !== there.dev)
    throw new Error(`${at.file} was changed while it was being written to.`);
  await refuse(at);
  return opened.isFile();
}

async function refuse(at: OutputFile): Promise<void> {
  const obstacle = await outputObstacle(at);
  if (obstacle !== undefined) throw new Error(obstacle);
}

function isInside(file: string, folder: string): boolean {
  const way = relative(folder, file);
  return way !== "" && !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}
