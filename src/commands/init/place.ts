import { constants } from "node:fs";
import { lstat, mkdir, open, readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errorCode, isWithin } from "../../disk/paths";
import { ConfigError } from "../../errors";

/** Windows knows not all of them. */
const FLAGS: Readonly<Record<string, number | undefined>> = { ...constants };

/** What stands at a path: nothing, the same text, or something else. @throws ConfigError behind a link */
export async function standing(top: string, path: string, text: string): Promise<"nothing" | "same" | "other"> {
  await refuseLinks(top, path);
  const about = await lstat(join(top, path)).catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return undefined;
    throw refused(path, errorCode(error), error);
  });
  if (about === undefined) return "nothing";
  if (!about.isFile()) return "other";
  return (await readFile(join(top, path), "utf8").catch(() => "")) === text ? "same" : "other";
}

/**
 * Writes a new file below a folder; never over one that is there, through a link, or outside.
 *
 * @throws ConfigError where it cannot
 */
export async function place(top: string, path: string, text: string): Promise<void> {
  const file = join(top, path);
  try {
    await mkdir(dirname(file), { recursive: true });
    await refuseLinks(top, path);
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    const handle = await open(file, O_WRONLY | O_CREAT | O_EXCL | (FLAGS.O_NOFOLLOW ?? 0), 0o644);
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof ConfigError ? error : refused(path, errorCode(error), error);
  }
}

function refused(path: string, code: string, cause: unknown): ConfigError {
  const hints: Readonly<Record<string, string>> = {
    EACCES: "This user may not write there.",
    EPERM: "This user may not write there.",
    EROFS: "The disk is only to be read.",
    EEXIST: "Something stands there by now: run it again.",
    ENOTDIR: "A file stands where a folder has to be.",
    ENOSPC: "The disk is full.",
  };
  const hint = `Nothing was written. ${hints[code] ?? ""} --dry-run prints the file.`;
  return new ConfigError({ what: `${path} could not be written (${code}).`, hint, cause });
}

/** Every folder on the way is one of the repository's own, and no link: a checkout's links lead where its author wants. */
async function refuseLinks(top: string, path: string): Promise<void> {
  const parts = path.split("/");
  for (const [at] of parts.entries()) {
    const way = parts.slice(0, at + 1).join("/");
    const about = await lstat(join(top, way)).catch(() => undefined);
    if (about?.isSymbolicLink() === true)
      throw new ConfigError({
        what: `${way} is a link, and nothing is written through one.`,
        hint: "Put a folder of the repository in its place, or print the file with --dry-run.",
      });
    if (about === undefined) return;
  }
  const parent = await realpath(dirname(join(top, path)));
  if (!isWithin(parent, top)) throw new ConfigError({ what: `${path} lies outside of the repository.` });
}
