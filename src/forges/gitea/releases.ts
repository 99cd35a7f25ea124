import { ConflictError, PublishError } from "../../errors";
import { HttpError } from "../../http";
import { decodeNotes, sameNotes } from "../../model/notes";
import type { Release, ReleaseChange, ReleaseFields } from "../../model/release";
import { byId, confirmRelease, findByTag } from "./find";
import { behindPush } from "./pushes";
import type { Repository } from "./repository";
import { annotate, checkTarget } from "./tags";
import { withoutTwins } from "./twins";
import { ReleaseWire, isTitleOf, toWire } from "./wire";

/**
 * Creates a release. A lost answer is looked for before anything is sent again.
 *
 * @throws ConflictError when the tag has a release meanwhile; there can be one only, drafts included.
 */
export async function createRelease(repository: Repository, fields: ReleaseFields): Promise<Release> {
  await prepareTag(repository, fields);
  const doing = `creating the release ${fields.tag}`;
  const release = await repository.api
    .attempt(() => behindPush(repository, fields, () => post(repository, doing, fields)), {
      doing,
      recover: () => madeAfterAll(repository, fields),
    })
    .catch((error: unknown) => {
      if (error instanceof ConflictError) repository.taken.add(fields.tag);
      throw error;
    });
  if (release.tag !== fields.tag) return takeBack(repository, release, fields.tag);
  repository.memory.created.add(release.id);
  return release;
}

async function post({ api, path, shown }: Repository, doing: string, fields: ReleaseFields): Promise<Release> {
  const json = { tag_name: fields.tag, ...toWire(fields) };
  const answer = await api.once({ doing, method: "POST", at: `${path}/releases`, json, accept: [201] });
  return shown(api.decode(ReleaseWire, answer));
}

/** What has to be before there is a release: the commit of an absent tag, or the tag itself where it has a message. */
async function prepareTag(repository: Repository, fields: ReleaseFields): Promise<void> {
  const { tag, target, tagMessage, draft, notes } = fields;
  if (target === undefined || target === "") return;
  // A draft that is to stay one gets no tag before its time.
  const staysDraft = decodeNotes(notes).marker?.ends === "draft";
  if (tagMessage !== undefined && !staysDraft) await annotate(repository, fields);
  else if (draft) await checkTarget(repository, { tag, target });
}

/** A release that a request without an answer made after all: this run's marker, or exactly what was sent. */
async function madeAfterAll(
  repository: Repository,
  fields: ReleaseFields,
): Promise<{ readonly value: Release } | undefined> {
  const { release } = await findByTag(repository, fields.tag);
  if (release?.draft !== fields.draft) return undefined;
  const run = decodeNotes(fields.notes).marker?.run;
  const same =
    run === undefined
      ? isTitleOf(release.title, fields.title) && sameNotes(release.notes, fields.notes)
      : decodeNotes(release.notes).marker?.run === run;
  return same ? { value: release } : undefined;
}

/**
 * The server took a tag that differs in capital letters only for this one, and made the release there: it goes again,
 * as an empty draft, before anybody takes it for what it is not.
 */
async function takeBack(repository: Repository, { id, tag: other, draft }: Release, tag: string): Promise<never> {
  const { api, path } = repository;
  const doing = `taking back the release ${id}, which the server made for the tag ${other} instead of ${tag}`;
  const at = `${path}/releases/${id}`;
  if (!draft) await api.call({ doing, method: "PATCH", at, json: { draft: true }, accept: [200, 404] });
  await api.call({ doing, method: "DELETE", at, accept: [204, 404] });
  throw new PublishError({
    what: `The release of ${tag} was not made: the server takes the tag ${other} for it.`,
    said: `It answered with a release of ${other}, which was taken back at once.`,
    hint: "The server looks for tags without regard to capital letters. Use a tag that differs in more, or delete the other tag first.",
  });
}

/** Changes a published release, or a draft that stays one. */
export async function updateRelease(repository: Repository, release: Release, change: ReleaseChange): Promise<Release> {
  const { title, ...others } = change;
  // A title that the server cut to its measure is there already.
  const kept = title === undefined || isTitleOf(release.title, title) ? others : change;
  if (Object.keys(kept).length === 0) return release;
  return patch(repository, `updating the release ${release.tag}`, { release, json: toWire(kept) });
}

/**
 * Publishes a draft, which makes its tag where there is none.
 *
 * @throws ConflictError when the draft is gone, or a file of this run is not there as it was sent.
 */
export async function publishRelease(
  repository: Repository,
  release: Release,
  fields: ReleaseFields,
): Promise<Release> {
  const { tag, target, tagMessage } = fields;
  if (tagMessage !== undefined && target !== undefined && !repository.annotated.has(tag)) {
    repository.log.notice(
      `The tag ${tag} has no message: a server of this kind makes the tag of a draft without one. Push the tag first to have one (tag_message).`,
    );
  }
  const json = toWire({ ...fields, draft: false });
  return withoutTwins(repository, await patch(repository, `publishing the release ${tag}`, { release, json }));
}

async function patch(
  repository: Repository,
  doing: string,
  { release, json }: { readonly release: Release; readonly json: unknown },
): Promise<Release> {
  const { api, path, shown } = repository;
  const at = `${path}/releases/${release.id}`;
  const answer = await api.call({ doing, method: "PATCH", at, json, accept: [200, 404] });
  if (answer.status === 200) return shown(api.decode(ReleaseWire, answer));
  // 404 means a release that went away, or a missing right; only the first is a conflict.
  await confirmRelease(repository, release);
  throw api.refusal(doing, new HttpError({ ...answer, body: answer.body() }));
}

/**
 * A tag has one release at most, so this run has no draft beside the one that is kept: what it made before was deleted
 * by somebody. Anything else under that id is not this run's to delete.
 */
export async function clearTwin(repository: Repository, id: number | string): Promise<boolean> {
  return (await byId(repository, { id, doing: `looking for this run's own draft ${id}` })) === undefined;
}
