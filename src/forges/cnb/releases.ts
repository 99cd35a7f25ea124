import { ConflictError } from "../../errors";
import { type Answer, HttpError } from "../../http";
import { decodeNotes, sameNotes, sameTitle } from "../../model/notes";
import type { Asset, Release, ReleaseChange, ReleaseFields } from "../../model/release";
import { awaitListed, search } from "./find";
import { confirmRelease, explainMissing, readRelease, verifySent } from "./read";
import { saysTaken } from "./refusals";
import type { Repository } from "./repository";
import { ReleaseWire, toChange, toCreation, toRelease } from "./wire";

/** Any of these may mean that the tag has a release: which one a server answers is not documented. */
const REFUSED = [400, 404, 409, 422];

/**
 * Creates a release, and the tag with it where it is absent. A lost answer is looked for before anything is sent again.
 *
 * @throws ConflictError when the tag has a release of somebody else meanwhile.
 */
export async function createRelease(repository: Repository, fields: ReleaseFields): Promise<Release> {
  const { api, path, memory } = repository;
  const doing = `creating the release ${fields.tag}`;
  let lost = false;
  const made = await api.attempt<Release | { readonly refused: Answer }>(
    async () => {
      const accept = [201, ...REFUSED];
      const answer = await api.once({
        doing,
        method: "POST",
        at: `${path}/releases`,
        json: toCreation(fields),
        accept,
      });
      return answer.status === 201 ? toRelease(api.decode(ReleaseWire, answer), repository) : { refused: answer };
    },
    {
      doing,
      recover: async () => {
        lost = true;
        const present = await search(repository, fields.tag, `looking whether ${fields.tag} was released after all`);
        return present !== undefined && isOwn(present, fields) ? { value: present } : undefined;
      },
    },
  );
  const release = "refused" in made ? await takenOver(repository, fields, { ...made, lost }) : made;
  memory.created.add(release.id);
  return release;
}

/** The release that was in the way, if it is what this run sent; else the reason why there is none. */
async function takenOver(
  repository: Repository,
  fields: ReleaseFields,
  { refused, lost }: { readonly refused: Answer; readonly lost: boolean },
): Promise<Release> {
  const doing = `creating the release ${fields.tag}`;
  const error = new HttpError({ ...refused, body: refused.body() });
  const taken = saysTaken(error);
  const present = await (taken ? awaitListed : search)(repository, fields.tag, doing);
  if (present !== undefined && lost && isOwn(present, fields)) return present;
  const told = repository.api.refusal(doing, error);
  // What nobody can find a second time is not in the way.
  if (present === undefined && (!taken || repository.known.contested)) throw told;
  repository.known.contested = true;
  throw new ConflictError({ what: `Another run made the release of ${fields.tag} meanwhile.`, said: told.said });
}

/** This run's marker, or exactly what was sent. */
function isOwn(release: Release, { title, notes }: ReleaseFields): boolean {
  const run = decodeNotes(notes).marker?.run;
  return run === undefined
    ? sameTitle(release.title, title) && sameNotes(release.notes, notes)
    : decodeNotes(release.notes).marker?.run === run;
}

export async function updateRelease(repository: Repository, release: Release, change: ReleaseChange): Promise<Release> {
  return patch(repository, release, { doing: `updating the release ${release.tag}`, change });
}

/**
 * Publishes a draft. What is read again afterwards has to have every file as it was sent.
 *
 * @throws ConflictError when it has not, or the draft is gone.
 */
export async function publishRelease(
  repository: Repository,
  release: Release,
  fields: ReleaseFields,
): Promise<Release> {
  const change = { ...fields, draft: false };
  const published = await patch(repository, release, { doing: `publishing the release ${fields.tag}`, change });
  if (published.draft) {
    throw new ConflictError({ what: `The server took the publication of ${fields.tag}, but it is a draft still.` });
  }
  return verifySent(repository, published);
}

/** A change is answered with nothing: what stands is read again. */
async function patch(
  repository: Repository,
  release: Release,
  { doing, change }: { readonly doing: string; readonly change: ReleaseChange },
): Promise<Release> {
  const { api, path } = repository;
  const at = `${path}/releases/${encodeURIComponent(release.id)}`;
  const answer = await api.call({ doing, method: "PATCH", at, json: toChange(change), accept: [200, 204, 404] });
  if (answer.status === 404) return explainMissing(repository, release, { doing, refused: answer });
  return confirmRelease(repository, release, doing);
}

/**
 * Deletes a draft that this run made and that is not the one that stands, if nothing is lost with it: it is empty, or
 * all of its files are in the release that is kept.
 */
export async function clearTwin(repository: Repository, id: Release["id"], kept: Release): Promise<boolean> {
  const doing = `clearing away this run's own draft ${id}`;
  const twin = await readRelease(repository, id, doing);
  if (twin === undefined) return true;
  const copied = twin.assets.every((asset) => kept.assets.some((other) => isCopy(asset, other)));
  if (!twin.draft || !copied) return false;
  const at = `${repository.path}/releases/${encodeURIComponent(id)}`;
  await repository.api.call({ doing, method: "DELETE", at, accept: [200, 204, 404] });
  return true;
}

/** The same name and, as far as both tell, the same content. */
function isCopy(asset: Asset, other: Asset): boolean {
  const same = asset.sha256 === undefined || other.sha256 === undefined || asset.sha256 === other.sha256;
  return asset.name === other.name && asset.size === other.size && same;
}
