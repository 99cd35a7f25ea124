import { ConflictError } from "../../errors";
import { type Answer, type Decoded, HttpError } from "../../http";
import { decodeNotes } from "../../model/notes";
import type { Asset, Release, ReleaseChange, ReleaseFields } from "../../model/release";
import { listAssets } from "./assets";
import { findByTag, settleTwins, whenListed } from "./find";
import { type Repository, releasePages } from "./repository";
import { ReleaseWire, toRelease, toWire } from "./wire";

/**
 * Creates a release. A lost answer is looked for before anything is sent again. A draft has to win against drafts
 * that other runs make at the same moment.
 *
 * @throws ConflictError when the tag has a release meanwhile, or another run's draft wins.
 */
export async function createRelease(repository: Repository, fields: ReleaseFields): Promise<Release> {
  let lost = false;
  const send = repository.api.read(ReleaseWire, {
    doing: `creating the release ${fields.tag}`,
    method: "POST",
    at: `${repository.path}/releases`,
    // A category is refused for a draft; the publishing request carries it.
    json: toWire(fields.draft ? { ...fields, discussionCategory: undefined, latest: undefined } : fields),
    accept: [201],
    recover: () => {
      lost = true;
      return findOwn(repository, fields);
    },
  });
  const release = await send.then(toRelease, async (error: unknown) => {
    const own = lost && error instanceof ConflictError ? await appearing(repository, fields) : undefined;
    if (own === undefined) throw error;
    return own;
  });
  repository.memory.created.add(release.id);
  if (release.draft) await settleTwins(repository, release);
  else tellEvents(repository, ["created", "published", release.prerelease ? "prereleased" : "released"]);
  return release;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#release */
function tellEvents({ log }: Repository, types: readonly string[]): void {
  log.info(
    `fires the event release: ${types.join(", ")} (a workflow that waits for it starts only if the token is not the job's own GITHUB_TOKEN)`,
  );
}

/** The tag was taken by the very request whose answer was lost, if what a lagging list shows in the end is what was sent. */
async function appearing(repository: Repository, fields: ReleaseFields): Promise<Release | undefined> {
  const release = await whenListed(repository, async () => (await findByTag(repository, fields.tag)).release);
  return release?.title === fields.title && release.notes === fields.notes ? release : undefined;
}

type Found = { readonly value: Decoded<typeof ReleaseWire> } | undefined;

/** A release that a request without an answer made after all: this run's marker, or exactly what was sent. */
async function findOwn(repository: Repository, fields: ReleaseFields): Promise<Found> {
  const run = decodeNotes(fields.notes).marker?.run;
  for await (const page of releasePages(
    repository,
    `looking whether the release ${fields.tag} was created after all`,
    fields.tag,
  )) {
    for (const wire of page) {
      if (wire.tag_name !== fields.tag || wire.draft !== fields.draft) continue;
      const same =
        run === undefined
          ? wire.name === fields.title && wire.body === fields.notes
          : decodeNotes(wire.body).marker?.run === run;
      if (same) return { value: wire };
    }
  }
  return undefined;
}

/** Changes a release. What a draft is asked to change goes with everything else it says: see `publishRelease`. */
export async function updateRelease(repository: Repository, release: Release, change: ReleaseChange): Promise<Release> {
  return patch(
    repository,
    `updating the release ${release.tag}`,
    release,
    toWire({ ...(release.draft ? whole(release) : { tag: release.tag }), ...change }),
  );
}

/**
 * Publishes a draft. Everything is sent again: GitHub resets the tag of a draft that is changed without its tag_name.
 *
 * @throws ConflictError when the tag was published by somebody else meanwhile, or the draft is gone.
 */
export async function publishRelease(
  repository: Repository,
  release: Release,
  fields: ReleaseFields,
): Promise<Release> {
  const json = toWire({ ...fields, draft: false });
  const published = await patch(repository, `publishing the release ${fields.tag}`, release, json);
  // A prerelease that was a draft fires `published` and not `prereleased`.
  tellEvents(repository, published.prerelease ? ["published"] : ["published", "released"]);
  return published;
}

function whole({ tag, target, title, notes, draft, prerelease }: Release): Partial<ReleaseFields> {
  return { tag, target, title, notes, draft, prerelease };
}

async function patch(repository: Repository, doing: string, release: Release, json: unknown): Promise<Release> {
  const at = `${repository.path}/releases/${release.id}`;
  const answer = await repository.ask({ doing, method: "PATCH", at, json, accept: [200, 404] });
  if (answer.status === 200) return toRelease(repository.api.decode(ReleaseWire, answer));
  return gone(repository, doing, release, answer);
}

/** 404 on a write: the release went away, or it is there and the answer means a missing right. */
async function gone(repository: Repository, doing: string, release: Release, refused: Answer): Promise<never> {
  const at = `${repository.path}/releases/${release.id}`;
  const answer = await repository.ask({ doing, method: "GET", at, accept: [200, 404] });
  if (answer.status === 404) {
    throw new ConflictError({
      what: `The release ${release.id} of ${release.tag} is not there any more.`,
      said: `${refused.request} answered 404.`,
    });
  }
  throw repository.api.refusal(doing, new HttpError({ ...refused, body: refused.body() }));
}

/** Reads a release again. @throws ConflictError when it is gone. */
export async function confirmRelease(repository: Repository, release: Release): Promise<Release> {
  const doing = `checking the release ${release.tag}`;
  const at = `${repository.path}/releases/${release.id}`;
  const answer = await repository.ask({ doing, method: "GET", at, accept: [200, 404] });
  if (answer.status === 200) return toRelease(repository.api.decode(ReleaseWire, answer));
  throw new ConflictError({ what: `The release ${release.id} of ${release.tag} is not there any more.` });
}

/**
 * Deletes a draft that this run made and that lost, if nothing is lost with it: it is empty, or all of its assets
 * are in the release that is kept.
 */
export async function clearTwin(repository: Repository, id: number | string, kept: Release): Promise<boolean> {
  const doing = `clearing away this run's own draft ${id}`;
  const at = `${repository.path}/releases/${id}`;
  const answer = await repository.ask({ doing, method: "GET", at, accept: [200, 404] });
  if (answer.status === 404) return true;
  const twin = toRelease(repository.api.decode(ReleaseWire, answer));
  const assets = await listAssets(repository, twin);
  const present = assets.length === 0 ? [] : await listAssets(repository, kept);
  if (!twin.draft || !assets.every((asset) => present.some((other) => isCopy(asset, other)))) return false;
  await repository.ask({ doing, method: "DELETE", at, accept: [204, 404] });
  return true;
}

/** The same name and, as far as both tell, the same content. */
function isCopy(asset: Asset, other: Asset): boolean {
  const same = asset.sha256 === undefined || other.sha256 === undefined || asset.sha256 === other.sha256;
  return asset.name === other.name && asset.size === other.size && same;
}
