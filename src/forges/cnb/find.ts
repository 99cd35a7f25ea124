import { ConfigError } from "../../errors";
import { type Decoded } from "../../http";
import { isOwnDraft } from "../../model/drafts";
import type { Release } from "../../model/release";
import type { Found } from "../forge";
import { readByTag, readRelease } from "./read";
import type { Page, Repository } from "./repository";
import { ReleaseWire, releasesWire, toRelease } from "./wire";

type Listed = Decoded<typeof ReleaseWire>;

/**
 * The release of a tag. One page of the list shows drafts, which the lookup by tag may not, and the latest release with
 * them; only a longer list, or one that is known to lag, needs the lookup by tag as well.
 *
 * @throws ConfigError for several drafts of the tag that this program did not make.
 */
export async function findByTag(repository: Repository, tag: string): Promise<Found> {
  const { known } = repository;
  const doing = `looking for the release of ${tag}`;
  known.sent.clear();
  known.latest = undefined;
  const listed: Listed[] = [];
  let first = true;
  for await (const { entries, last } of releasePages(repository, doing, tag)) {
    listed.push(...entries);
    known.latest = latestOf(listed, last);
    const release = await chosen(repository, tag, entries);
    if (release !== undefined) return { release, otherTags: undefined, stableTags: stableOf(listed) };
    if (first && (!last || known.contested)) {
      const tagged = await readByTag(repository, tag, doing);
      if (tagged !== undefined) return { release: tagged, otherTags: undefined, stableTags: stableOf(listed) };
    }
    first = false;
  }
  const otherTags = listed.filter(({ draft }) => !draft).map(({ tag_name }) => tag_name);
  return { release: undefined, otherTags, stableTags: stableOf(listed) };
}

/** Tags of published releases that are no prereleases. */
function stableOf(listed: readonly Listed[]): string[] {
  return listed.filter(({ draft, prerelease }) => !draft && !prerelease).map(({ tag_name }) => tag_name);
}

/** The same, of the first page. */
export async function stableTags(repository: Repository): Promise<string[]> {
  for await (const { entries } of releasePages(repository, "looking for higher versions")) return stableOf(entries);
  return [];
}

/** Pages of the repository's releases, drafts included, newest first. */
function releasePages(repository: Repository, doing: string, tag?: string): AsyncGenerator<Page<Listed>> {
  const { api, path } = repository;
  const first = { doing, method: "GET", at: `${path}/releases`, accept: [200] } as const;
  return repository.pages(first, (answer) => api.decode(releasesWire(tag), answer));
}

/** A list tells the latest release if it names one, or if it is whole and says of each that it is none. */
function latestOf(listed: readonly Listed[], whole: boolean): { readonly tag: string | undefined } | undefined {
  const latest = listed.find(({ is_latest }) => is_latest === true);
  if (latest !== undefined) return { tag: latest.tag_name };
  return whole && listed.every(({ is_latest }) => is_latest === false) ? { tag: undefined } : undefined;
}

/** The published one of the tag's releases, else its draft. */
async function chosen(repository: Repository, tag: string, entries: readonly Listed[]): Promise<Release | undefined> {
  const own = entries.filter(({ tag_name }) => tag_name === tag);
  const drafts = own.filter(({ draft }) => draft);
  const winner = own.find(({ draft }) => !draft) ?? drafts[0];
  const foreign = drafts.filter(({ name, body }) => !isOwnDraft({ draft: true, title: name, notes: body }, tag));
  if (winner?.draft === true && foreign.length > 1) {
    throw new ConfigError({
      what: `There are several drafts for the tag ${tag}: ${foreign.map(({ id, name }) => `${id} (“${name}”)`).join(", ")}.`,
      hint: `Delete all but one, or say which one is meant with release_id: ${foreign[0]?.id ?? ""}.`,
    });
  }
  if (winner === undefined || winner.assets !== undefined) return winner && toRelease(winner, repository);
  return readRelease(repository, winner.id, `looking for the files of ${tag}`);
}

/** Tag of the release with this id. @throws ConfigError when it is not there. */
export async function tagOfRelease(repository: Repository, id: string): Promise<string> {
  return (await named(repository, id)).tag;
}

/** One release by its id. @throws ConfigError when it is not there. */
async function named(repository: Repository, id: string): Promise<Release> {
  const release = await readRelease(repository, id, `looking for the release ${id}`);
  if (release === undefined) {
    throw new ConfigError({
      what: `There is no release with the id ${id} that this token may see.`,
      hint: "Check release_id and repository.",
    });
  }
  return release;
}

/** One release by its id. @throws ConfigError when it is not there or belongs to another tag. */
export async function findById(repository: Repository, id: string, tag: string): Promise<Found> {
  repository.known.sent.clear();
  repository.known.latest = undefined;
  const release = await named(repository, id);
  if (release.tag === tag) return { release, otherTags: undefined };
  throw new ConfigError({
    what: `The release ${id} belongs to the tag ${release.tag}, not to ${tag}.`,
    hint: "Set tag_name to the release's tag, or leave release_id out to find the release by its tag.",
  });
}

/** Looks everywhere for a release that is known to be there, or may be after a lost answer. */
export async function search(repository: Repository, tag: string, doing: string): Promise<Release | undefined> {
  const tagged = await readByTag(repository, tag, doing);
  if (tagged !== undefined) return tagged;
  for await (const { entries } of releasePages(repository, doing, tag)) {
    const wire = entries.find(({ tag_name }) => tag_name === tag);
    if (wire !== undefined) return toRelease(wire, repository);
  }
  return undefined;
}

/** Longest wait for a list that lags to show a release just made. */
const LISTED_WITHIN = 15_000;

/** The same for one that must be there, again and again until it shows; `undefined` when that takes too long. */
export async function awaitListed(repository: Repository, tag: string, doing: string): Promise<Release | undefined> {
  const { clock } = repository;
  const deadline = clock.now() + LISTED_WITHIN;
  for (let wait = 250; ; wait = Math.min(wait * 2, 2000)) {
    const found = await search(repository, tag, doing);
    if (found !== undefined || clock.now() + wait > deadline) return found;
    await clock.sleep(wait);
  }
}
