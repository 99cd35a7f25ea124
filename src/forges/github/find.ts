import { ConfigError, ConflictError } from "../../errors";
import type { Decoded } from "../../http";
import { isOwnDraft } from "../../model/drafts";
import { decodeNotes } from "../../model/notes";
import type { Release } from "../../model/release";
import type { Found } from "../forge";
import { type Repository, releasePages } from "./repository";
import { ReleaseWire, toRelease } from "./wire";

/** A tag as a path: each segment encoded, slashes kept, which every server of the family understands. */
export function tagPath(tag: string): string {
  return tag.split("/").map(encodeURIComponent).join("/");
}

/**
 * The release of a tag: by tag, which shows published ones only, then through all pages of the list for drafts,
 * and for published ones on hosts that have no lookup by tag.
 *
 * @throws ConfigError for two drafts that neither this run nor another run of this program made.
 */
export async function findByTag(repository: Repository, tag: string): Promise<Found> {
  const doing = `looking for the release of ${tag}`;
  const at = `${repository.path}/releases/tags/${tagPath(tag)}`;
  const answer = await repository.ask({ doing, method: "GET", at, accept: [200, 404] });
  if (answer.status === 200) {
    const wire = repository.api.decode(ReleaseWire, answer);
    repository.learn(wire);
    return { release: toRelease(wire), otherTags: undefined };
  }
  const candidates: Release[] = [];
  const others: Decoded<typeof ReleaseWire>[] = [];
  for await (const page of releasePages(repository, doing, tag)) {
    for (const wire of page) {
      if (wire.tag_name === tag) candidates.push(toRelease(wire));
      else if (!wire.draft) others.push(wire);
    }
  }
  const otherTags = others.map(({ tag_name }) => tag_name);
  return { release: chosen(candidates, repository, tag), otherTags, stableTags: stableOf(others), whole: true };
}

/** Tags of published releases that are no prereleases. */
export function stableOf(wires: readonly Decoded<typeof ReleaseWire>[]): string[] {
  return wires.filter(({ draft, prerelease }) => !draft && !prerelease).map(({ tag_name }) => tag_name);
}

/** A release by its id; a draft, too. @throws ConfigError when it is not there. */
async function byId(repository: Repository, id: string): Promise<Release> {
  const at = `${repository.path}/releases/${encodeURIComponent(id)}`;
  const answer = await repository.ask({
    doing: `looking for the release ${id}`,
    method: "GET",
    at,
    accept: [200, 404],
  });
  if (answer.status === 404) {
    throw new ConfigError({
      what: `There is no release with the id ${id} that this token may see.`,
      hint: "Check release_id and repository; drafts are shown only to tokens that may write contents.",
    });
  }
  return toRelease(repository.api.decode(ReleaseWire, answer));
}

/** What a draft has in the place of a tag when it was made, or changed, without one. */
const NO_TAG = /^(untagged-[0-9a-f]+)?$/;

/** Tag of the release with this id. @throws ConfigError when it is not there, or has no tag yet. */
export async function tagOfRelease(repository: Repository, id: string): Promise<string> {
  const { tag } = await byId(repository, id);
  if (!NO_TAG.test(tag)) return tag;
  throw new ConfigError({
    what: `The release ${id} is a draft that has no tag yet.`,
    hint: "Give it its tag on the release's page, or leave release_id out and set tag_name: then a release of that tag is made.",
  });
}

/** One release by its id; a draft, too. @throws ConfigError when it is not there or belongs to another tag. */
export async function findById(repository: Repository, id: string, tag: string): Promise<Found> {
  const release = await byId(repository, id);
  if (release.tag === tag) {
    if (release.draft) await refuseSecond(repository, release);
    return { release, otherTags: undefined };
  }
  throw new ConfigError({
    what: `The release ${id} belongs to the tag ${release.tag}, not to ${tag}.`,
    hint: "Set tag_name to the release's tag, or leave release_id out to find the release by its tag.",
  });
}

/** A draft of a tag that has a published release cannot be published: it is said before anything is uploaded to it. */
async function refuseSecond(repository: Repository, { id, tag }: Release): Promise<void> {
  const at = `${repository.path}/releases/tags/${tagPath(tag)}`;
  const answer = await repository.ask({
    doing: `looking for the release of ${tag}`,
    method: "GET",
    at,
    accept: [200, 404],
  });
  if (answer.status === 404) return;
  const published = repository.api.decode(ReleaseWire, answer);
  throw new ConfigError({
    what: `The release ${id} is a draft, but ${tag} has a published release already: ${published.id}.`,
    hint: "Leave release_id out to update the published one, or delete it first.",
  });
}

/** The rule that every job shares: what is published wins, then the lowest id. */
export function elect(candidates: readonly Release[]): Release | undefined {
  return [...candidates].sort((a, b) => Number(a.draft) - Number(b.draft) || Number(a.id) - Number(b.id))[0];
}

function chosen(candidates: readonly Release[], { memory, log }: Repository, tag: string): Release | undefined {
  const winner = elect(candidates);
  for (const { id, notes } of candidates) {
    // A draft whose answer was lost shows up here first.
    if (decodeNotes(notes).marker?.run === memory.runId) memory.created.add(id);
  }
  const foreign = candidates.filter(
    (release) => release.draft && !memory.created.has(release.id) && !isOwnDraft(release, tag),
  );
  if (winner?.draft === true && foreign.length > 1) {
    throw new ConfigError({
      what: `There are several drafts for the tag ${tag}: ${foreign.map(({ id, title }) => `${id} (“${title}”)`).join(", ")}.`,
      hint: `Delete all but one, or say which one is meant with release_id: ${foreign[0]?.id ?? ""}.`,
    });
  }
  const others = candidates.filter((candidate) => candidate !== winner && !memory.created.has(candidate.id));
  for (const { id } of others) log.info(`there is another release of ${tag}, id ${id}; it is left as it is`);
  return winner;
}

/** Longest wait for a list that lags to show a draft just made. */
const LISTED_WITHIN = 15_000;

/**
 * After a draft was made: waits until the list shows it, and with it every draft made before. Another run's release
 * may win; then this one's draft is a twin.
 *
 * @throws ConflictError when this draft lost.
 */
export async function settleTwins(repository: Repository, own: Release): Promise<void> {
  const candidates = await whenListed(repository, async () => {
    const listed = await listedTwins(repository, own);
    return listed.some(({ id }) => id === own.id) ? listed : undefined;
  });
  const winner = elect(candidates ?? []);
  if (winner === undefined || winner.id === own.id) return;
  throw new ConflictError({
    what: `Another run made the release ${winner.id} of ${own.tag} at the same moment; this run goes on there.`,
  });
}

/** Looks again and again until there is something to see; `undefined` when that takes too long. */
export async function whenListed<T>(
  repository: Repository,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadline = repository.clock.now() + LISTED_WITHIN;
  for (let wait = 250; ; wait = Math.min(wait * 2, 2000)) {
    const found = await look();
    if (found !== undefined || repository.clock.now() + wait > deadline) return found;
    await repository.clock.sleep(wait);
  }
}

/** Releases of the draft's tag on the pages up to the one that shows the draft itself. */
async function listedTwins(repository: Repository, own: Release): Promise<Release[]> {
  const candidates: Release[] = [];
  for await (const page of releasePages(repository, `checking that ${own.tag} has one draft only`, own.tag)) {
    candidates.push(...page.filter(({ tag_name }) => tag_name === own.tag).map(toRelease));
    if (candidates.some(({ id }) => id === own.id)) break;
  }
  return candidates;
}
