import { constants } from "node:fs";
import { type FileHandle, lstat, open, realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative } from "node:path";

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
    await sameStill(at, handle);
    const before = at.how === "append" ? await readWhole(handle) : "";
    if (at.how === "replace") await emptied(handle);
    await handle.writeFile(at.text(before));
  } finally {
    await handle.close();
  }
}

/** The file that was opened is the one that was looked at, and no link was put in its way meanwhile. */
async function sameStill(at: OutputFile, handle: FileHandle): Promise<void> {
  const [opened, there] = await Promise.all([handle.stat(), lstat(at.file)]);
  if (opened.ino !== there.ino || opened.dev !== there.dev)
    throw new Error(`${at.file} was changed while it was being written to.`);
  await refuse(at);
}

async function refuse(at: OutputFile): Promise<void> {
  const obstacle = await outputObstacle(at);
  if (obstacle !== undefined) throw new Error(obstacle);
}

async function readWhole(handle: FileHandle): Promise<string> {
  const about = await handle.stat();
  return about.isFile() ? handle.readFile("utf8") : "";
}

async function emptied(handle: FileHandle): Promise<void> {
  const about = await handle.stat();
  if (about.isFile()) await handle.truncate();
}

function isInside(file: string, folder: string): boolean {
  const way = relative(folder, file);
  return way !== "" && !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}
