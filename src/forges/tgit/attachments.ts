import type { Asset, Release } from "../../model/release";
import { lacking } from "../../model/run-memory";
import { readRelease, tellTwins, twins } from "./find";
import { type Project, attachmentPath } from "./project";

/**
 * Reads the files of the release again. A file that this run sent twice, because the first answer was lost and the file
 * was not there yet, may have come twice: one goes.
 *
 * @throws ConflictError when the release, or a file that was stored, is not there any more.
 */
export async function settleAttachments(
  project: Project,
  release: Release,
  stored: readonly string[],
): Promise<readonly Asset[]> {
  const doing = `checking the files of ${release.tag}`;
  let now = await readRelease(project, release, doing);
  const own = twins(now).filter((name) => project.resent.has(name) && alike(now, name));
  for (const name of own) {
    await deleteByName(project, release, name);
    project.resent.delete(name);
  }
  if (own.length > 0) now = await readRelease(project, release, doing);
  const names = new Set(now.assets.map(({ name }) => name));
  const missing = stored.filter((name) => !names.has(name));
  if (missing.length > 0)
    throw lacking(project.options.memory, {
      what: `${missing.join(", ")} went away from ${release.tag} at the same moment.`,
      names: missing,
      hint: "Does another job delete files of this release?",
    });
  tellTwins(project, now);
  return now.assets;
}

function alike({ assets }: Release, name: string): boolean {
  return new Set(assets.filter((asset) => asset.name === name).map(({ size }) => size)).size === 1;
}

/** Deletes an attachment, and all others of its name: one that stayed would stand before whatever comes in its place. */
export async function deleteAttachment(project: Project, release: Release, { name }: Asset): Promise<void> {
  const known = release.assets.filter((asset) => asset.name === name).length;
  for (let n = 0; n < Math.max(1, known); n++) await deleteByName(project, release, name);
}

async function deleteByName(project: Project, { tag }: Release, name: string): Promise<void> {
  const at = attachmentPath(project, tag, name);
  await project.api.call({ doing: `deleting ${name}`, method: "DELETE", at, accept: [200, 204, 404] });
}

/** The bytes of an attachment; of twins those of the oldest. */
export async function readAttachment(
  project: Project,
  { tag }: Release,
  { name }: Asset,
): Promise<AsyncIterable<Uint8Array>> {
  const at = attachmentPath(project, tag, name);
  const accept = "application/octet-stream, */*";
  return project.api.stream({
    doing: `reading ${name} back`,
    method: "GET",
    at,
    headers: { accept },
    accept: [200],
  });
}
