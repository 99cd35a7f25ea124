import { lstat } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode, isWithin, realOf } from "../../disk/paths";
import { ConfigError, PublishError } from "../../errors";

const MORE_ROOM =
  "Make room, or name another folder with --dir. What has come is kept, and the same command goes on with it.";

/** What the system says when a file cannot be written; `all`: no other file can be written there either. */
const TROUBLES: Readonly<Record<string, readonly [meaning: string, hint: string, all?: "all"]>> = {
  ENOSPC: ["no space is left on the disk", MORE_ROOM, "all"],
  EDQUOT: ["the disk quota of this user is used up", MORE_ROOM, "all"],
  EROFS: ["the disk is read-only", "Name another folder with --dir.", "all"],
  EACCES: ["this user may not write there", "Name another folder with --dir.", "all"],
  ENOTDIR: ["something on the way there is no folder", "Name another folder with --dir.", "all"],
  EFBIG: ["the file is larger than this disk, or a limit of this process, allows", "Name another folder with --dir."],
};

/** A failure of the disk in people's words; anything else as it is. */
export function diskTrouble(error: unknown, path: string): { readonly error: unknown; readonly ofAll: boolean } {
  const code = errorCode(error);
  const [meaning, hint, all] = TROUBLES[code] ?? [];
  if (meaning === undefined || error instanceof PublishError) return { error, ofAll: false };
  const what = `${path} could not be written: ${meaning} (${code}).`;
  return { error: new PublishError({ what, hint, cause: error }), ofAll: all === "all" };
}

/**
 * Looks at the folder before anything is fetched: what is no folder is not written into, and neither it nor anything
 * between the working directory and it may be a link, for those of a checkout lead where its author wants. Both absolute.
 *
 * @throws ConfigError
 */
export async function requireFolder(folder: string, base: string): Promise<void> {
  for (let at = folder; at !== base && at !== dirname(at); at = dirname(at)) {
    const there = await lstat(at).catch(() => undefined);
    if (there?.isSymbolicLink() === true) {
      const real = await realOf(at);
      const hint =
        real === undefined ? "It leads nowhere." : `To write into what it leads to, name that: --dir ${real}`;
      throw new ConfigError({ what: `${at} is a link, and nothing is written through one.`, hint });
    }
    if (there !== undefined && !there.isDirectory())
      throw new ConfigError({ what: `${at} is there and is no folder.`, hint: "Name a folder with --dir." });
    if (!isWithin(folder, base)) return;
  }
}
