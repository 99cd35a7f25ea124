import { ConflictError } from "../../errors";
import { sameNotes, sameTitle } from "../../model/notes";
import type { Release, ReleaseChange, ReleaseFields } from "../../model/release";
import { latestTag, readRelease, refuseGone, releasePath, standingRelease } from "./find";
import type { Reply, Repository } from "./repository";
import { ReleaseWire, type Status, statusOf, titleOf, toWire } from "./wire";

/**
 * Creates a release. A lost answer is looked for before anything is sent again.
 *
 * @throws ConflictError when the tag has a release meanwhile.
 */
export async function createRelease(repository: Repository, fields: ReleaseFields): Promise<Release> {
  let lost = false;
  const findOwn = async (): Promise<{ value: Release } | undefined> => {
    lost = true;
    const value = await readRelease(repository, fields.tag);
    const own = value !== undefined && sameTitle(value.title, titleOf(fields)) && sameNotes(value.notes, fields.notes);
    return own ? { value } : undefined;
  };
  const call = {
    doing: `creating the release ${fields.tag}`,
    method: "POST",
    at: `${repository.path}/releases`,
    json: toWire(fields, statusOf(fields)),
    accept: [200, 201],
    recover: findOwn,
  } as const;
  const read = ({ answer }: Reply): Release => repository.release(repository.api.decode(ReleaseWire, answer));
  const release = await repository.ask(call, read).catch(async (error: unknown) => {
    const own = lost && error instanceof ConflictError ? await findOwn() : undefined;
    if (own === undefined) throw error;
    return own.value;
  });
  repository.memory.created.add(release.id);
  return release;
}

/**
 * Changes a release. Everything is sent again, its status too: what is left out is refused or reset. The answer is
 * often empty, and never needed.
 *
 * @throws ConflictError when the release is gone.
 */
export async function updateRelease(repository: Repository, release: Release, change: ReleaseChange): Promise<Release> {
  const { tag } = release;
  const changed = {
    ...release,
    title: change.title ?? release.title,
    notes: change.notes ?? release.notes,
    prerelease: change.prerelease ?? release.prerelease,
  };
  // Nothing would come of it, at every run again.
  if (repository.fixesMarks() && change.title === undefined && change.notes === undefined)
    return checked(repository, changed, change);
  const status = await nextStatus(repository, release, change);
  const call = {
    doing: `updating the release ${tag}`,
    method: "PATCH",
    at: releasePath(repository, tag),
    json: toWire({ ...changed, target: undefined }, status),
    accept: [200, 204, 404],
  } as const;
  await repository.ask(call, (reply) => refuseGone(repository, release, reply));
  return checked(repository, changed, change);
}

/** What the release is marked as now, and after this change. */
async function nextStatus(
  repository: Repository,
  release: Release,
  { prerelease = release.prerelease, latest }: ReleaseChange,
): Promise<Status> {
  if (prerelease || latest === "true") return statusOf({ prerelease, latest });
  if (release.prerelease || latest === "false") return undefined;
  const isLatest = repository.marked.has(release.tag) || (await latestTag(repository)) === release.tag;
  return isLatest ? "latest" : undefined;
}

/** Old servers mark a release only when it is made, and take a change of it without a word. */
async function checked(repository: Repository, changed: Release, change: ReleaseChange): Promise<Release> {
  const lacks = (what: string): void => {
    repository.log.notice(`The server did not ${what}: it does so only for a release that is made now.`);
  };
  if (change.latest === "true" || change.latest === "false") {
    const marked = (await latestTag(repository)) === changed.tag;
    if (!changed.prerelease && marked !== (change.latest === "true"))
      lacks(marked ? "take the mark of the latest release away" : "mark the release as the latest");
  }
  if (change.prerelease === undefined) return changed;
  const { prerelease } = await standingRelease(repository, changed);
  if (prerelease !== changed.prerelease) lacks("change whether the release is a prerelease");
  return { ...changed, prerelease };
}
