import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Repository } from "../find";
import { readShallow } from "../refs";

/** A repository that has no objects of its own, and nothing that could be configured. */
export interface Borrowed {
  /** Absolute. */
  readonly folder: string;
  /** History ends early: the checkout does not hold all of it. */
  readonly shallow: boolean;
  remove(): Promise<void>;
}

/**
 * A bare repository beside the checkout's, which borrows its objects: no configuration of the checkout, no hook, no
 * helper and no address of it counts there. https://git-scm.com/docs/gitrepository-layout
 *
 * @param id of an object, which tells how long ids are
 */
export async function borrowObjects(repository: Repository, id: string): Promise<Borrowed> {
  const shallow = await readShallow(repository);
  const folder = await mkdtemp(join(tmpdir(), "forge-release-git-"));
  await mkdir(join(folder, "objects", "info"), { recursive: true });
  await mkdir(join(folder, "refs"));
  const format =
    id.length === 64
      ? "\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = sha256\n"
      : "\trepositoryformatversion = 0\n\tbare = true\n";
  await writeFile(join(folder, "HEAD"), "ref: refs/heads/none\n");
  await writeFile(join(folder, "config"), `[core]\n${format}`);
  await writeFile(join(folder, "objects", "info", "alternates"), `${quoted(join(repository.shared, "objects"))}\n`);
  if (shallow !== undefined) await writeFile(join(folder, "shallow"), shallow);
  return {
    folder,
    shallow: shallow !== undefined && shallow.length > 0,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A path as git reads it there: in quotation marks where it could be taken for something else. */
function quoted(path: string): string {
  // Windows takes both kinds of slashes, git only one; elsewhere a backslash is part of a name.
  const plain = /^[A-Za-z]:\\/.test(path) ? path.replaceAll("\\", "/") : path;
  if (!/^["#]|[\n\r]/.test(plain)) return plain;
  return `"${plain.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
}
