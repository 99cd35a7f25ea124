import type { Asset, Release } from "../../model/release";
import { checksum } from "../../model/names";
import { lacking } from "../../model/run-memory";
import { readRelease, tellTwins, twins } from "./find";
import { type Project, attachmentPath } from "./project";

/**
 * Reads the files of the release again. A file that this run sent may have come twice: because a first answer was lost,
 * or because another run sent it at the same moment.
 *
 * @throws ConflictError when the release, or a file that was stored, is not there any more.
 */
export async function settleAttachments(
  project: Project,
  release: Release,
  stored: readonly string[],
): Promise<readonly Asset[]> {
  const doing = `checking the files of ${release.tag}`;
  const now = await clearTwins(project, await readRelease(project, release, doing), doing);
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

/** Looks at twins, and milliseconds that a turn takes at most. */
const TURNS = 30;
const TURN = 600;

/**
 * Leaves one of each file that this run sent: the newest, for the name leads to the oldest. Other runs may be clearing the
 * same twins, and nothing tells them apart but their number: so one goes at a time, after another look, and each run
 * waits a while of its own. Should two take away one too many, the run that sees it sends the file again.
 */
async function clearTwins(project: Project, seen: Release, doing: string): Promise<Release> {
  const { sent, resent, options } = project;
  let now = seen;
  for (let turn = 0; turn < TURNS; turn++) {
    const name = twins(now).find((one) => sent.has(one));
    if (name === undefined) return now;
    if (!resent.delete(name)) {
      await options.clock.sleep(Number.parseInt(checksum(`${options.memory.runId} ${turn}`), 36) % TURN);
      now = await readRelease(project, now, doing);
      if (!twins(now).includes(name)) continue;
    }
    await deleteByName(project, now, name);
    now = await readRelease(project, now, doing);
  }
  return now;
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
