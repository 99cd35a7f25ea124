import { ConflictError, PublishError } from "../../errors";
import { HttpError, isLimit } from "../../http";
import { sameNotes, sameTitle } from "../../model/notes";
import type { Release, ReleaseChange, ReleaseFields } from "../../model/release";
import { gone, readRelease, searchForTag } from "./find";
import { mayBeTaken, saysTaken } from "./refusals";
import type { Repository } from "./repository";
import { makeTag } from "./tags";
import { ReleaseWire, toRelease, toWire } from "./wire";

/**
 * Creates a release. The target is asked for although the tag may be there: then it is not used, and its
 * commit or the default branch is named. A lost answer is looked for by tag before anything is sent again.
 *
 * @throws ConflictError when the tag has a release meanwhile.
 */
export async function createRelease(repository: Repository, fields: ReleaseFields): Promise<Release> {
  const { api, path, webUrl, memory } = repository;
  const doing = `creating the release ${fields.tag}`;
  const target = fields.target ?? repository.commits.get(fields.tag) ?? (await repository.defaultBranch());
  if (target === undefined) throw emptyRepository(doing, path);
  await makeTag(repository, fields);
  const json = { ...toWire(fields), target_commitish: target };
  let lost = false;

  /** What the tag has now; somebody else's release is a conflict. */
  async function present(): Promise<Release | undefined> {
    const found = await searchForTag(repository, fields.tag);
    if (found === undefined || (lost && isOwn(found, fields))) return found;
    throw taken(fields.tag, `It has the id ${found.id}.`);
  }

  const release = await api.attempt(
    async () => {
      try {
        const answer = await api.once({ doing, method: "POST", at: `${path}/releases`, json, accept: [201] });
        return toRelease(api.decode(ReleaseWire, answer), webUrl);
      } catch (error) {
        if (!(error instanceof HttpError) || !mayBeTaken(error)) throw error;
        const own = await present();
        if (own !== undefined) return own;
        // A list that lags behind does not show it yet.
        throw saysTaken(error) ? taken(fields.tag, `${error.request} answered ${error.status}.`) : error;
      }
    },
    {
      doing,
      recover: async (error) => {
        lost ||= !(error instanceof HttpError && isLimit(error));
        const own = await present();
        return own === undefined ? undefined : { value: own };
      },
    },
  );
  memory.created.add(release.id);
  return release;
}

function isOwn({ title, notes, prerelease }: Release, fields: ReleaseFields): boolean {
  return sameTitle(title, fields.title) && prerelease === fields.prerelease && sameNotes(notes, fields.notes);
}

function taken(tag: string, said: string): ConflictError {
  return new ConflictError({
    what: `Another run made the release of ${tag} at the same moment.`,
    said,
    hint: "Where no run finds it, the token may not see it: it needs the scope `projects`.",
  });
}

function emptyRepository(doing: string, path: string): PublishError {
  return new PublishError({
    what: `Failed ${doing}.`,
    said: `GET ${path} names no default branch.`,
    hint: "Push a commit first: an empty repository cannot have a release.",
  });
}

/**
 * Changes a release. The request replaces everything that a release says, so all of it is read just before, and sent.
 *
 * @throws ConflictError when the release is gone, or its notes were changed since the plan was made.
 */
export async function updateRelease(repository: Repository, release: Release, change: ReleaseChange): Promise<Release> {
  const { api, path, webUrl } = repository;
  const doing = `updating the release ${release.tag}`;
  const present = await readRelease(repository, release.id, doing);
  if (present?.tag !== release.tag) throw gone(release);
  if (change.notes !== undefined && !sameNotes(present.notes, release.notes)) {
    throw new ConflictError({ what: `The notes of the release ${release.tag} were changed at the same moment.` });
  }
  const { tag, title, notes, prerelease } = { ...present, ...change };
  const json = toWire({ tag, title, notes, prerelease });
  const at = `${path}/releases/${release.id}`;
  const answer = await api.call({ doing, method: "PATCH", at, json, accept: [200, 404] });
  if (answer.status === 200) return toRelease(api.decode(ReleaseWire, answer), webUrl);
  // 404 on a write: the release went away, or it is there and the answer means a missing right.
  if ((await readRelease(repository, release.id, doing)) === undefined) throw gone(release);
  throw api.refusal(doing, new HttpError({ ...answer, body: answer.body() }));
}
