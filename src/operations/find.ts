import { ConfigError } from "../errors";
import { gone } from "../forges/kit/rest";
import { releaseById } from "../forges/kit/by-id";
import { isOwnDraft } from "../model/drafts";
import { decodeNotes } from "../model/notes";
import type { Release } from "../model/release";
import { begun, early } from "./early";
import type { Operation } from "./operation";

/** What was found of a tag. */
export interface Found {
  readonly release: Release | undefined;
  /** Other releases met on the way, without notes and assets; `undefined` when none were looked at. */
  readonly others: readonly Release[] | undefined;
  /** `others` are all there are. */
  readonly whole: boolean;
}

/** Entries of a full page; a list goes on only behind one. */
const FULL_PAGE = 100;

const doingFor = (tag: string): string => `looking for the release of ${tag}`;

/**
 * The release of a tag, drafts included: by the tag, and through the list where the look-up by tag can hide one.
 *
 * @param likely it is there as a rule, so that nothing else is asked for at the same time
 * @throws ConfigError for several drafts that this program did not make, and for a tag that the server takes for another.
 */
export async function findRelease(
  operation: Operation,
  tag: string,
  { likely = false }: { readonly likely?: boolean | undefined } = {},
): Promise<Found> {
  const { forge, memory } = operation;
  const { lookup } = forge.can();
  if (lookup.listFirst) return findInList(operation, tag);
  // A new release needs both, so they are asked for at the same time; one that is there needs no list.
  const hidesDrafts = lookup.shows === "published";
  const list = hidesDrafts && !likely ? early((signal) => begun(pagesFor(operation, tag, signal))) : undefined;
  try {
    const release = await forge.release({ tag }, doingFor(tag));
    if (release?.tag === tag) return known(operation, release);
    const hides = hidesDrafts || (tag.includes("/") && !lookup.slashes) || memory.contested.has(tag);
    const listed = hides || release !== undefined ? await findInList(operation, tag, await list?.take()) : undefined;
    if (release === undefined || listed?.release !== undefined)
      return listed ?? { release: undefined, others: undefined, whole: false };
    throw oneTag(release, tag);
  } finally {
    list?.drop();
  }
}

function oneTag({ id, tag }: Release, wanted: string): ConfigError {
  return new ConfigError({
    what: `${wanted} and ${tag} are one tag for this server, and ${tag} has a release already (id ${id}).`,
    hint: `The server looks for tags without regard to capital letters. Set tag_name to ${tag} to update that release, or use a tag that differs in more.`,
  });
}

type Pages = AsyncIterable<readonly Release[]>;

const pagesFor = ({ forge }: Pick<Operation, "forge">, tag: string, signal?: AbortSignal): Pages =>
  forge.releases({ doing: doingFor(tag), tag, ...(signal === undefined ? {} : { signal }) });

function known({ memory }: Operation, release: Release): Found {
  // A draft whose answer was lost shows up here first.
  if (decodeNotes(release.notes).marker?.run === memory.runId) memory.created.add(release.id);
  return { release, others: undefined, whole: false };
}

async function findInList(operation: Operation, tag: string, pages: Pages = pagesFor(operation, tag)): Promise<Found> {
  const { forge, memory } = operation;
  const { lookup } = forge.can();
  const candidates: Release[] = [];
  const others: Release[] = [];
  let asks = lookup.listFirst;
  for await (const page of pages) {
    for (const one of page) (one.tag === tag ? candidates : others).push(one);
    // Where a tag can have several, a published one may be on the last page.
    if (candidates.length > 0 && lookup.shows === "everything") break;
    const more = page.length >= FULL_PAGE || memory.contested.has(tag);
    const tagged = asks && more ? await forge.release({ tag }, doingFor(tag)) : undefined;
    asks = false;
    if (tagged?.tag === tag) return { ...known(operation, tagged), others };
  }
  const whole = candidates.length === 0 || lookup.shows === "published";
  return { release: elected(operation, candidates, tag), others, whole };
}

/** The rule that every job shares: what is published wins, then the lowest id. */
export function elect(candidates: readonly Release[]): Release | undefined {
  return [...candidates].sort((a, b) => Number(a.draft) - Number(b.draft) || Number(a.id) - Number(b.id))[0];
}

function elected({ memory, log }: Operation, candidates: readonly Release[], tag: string): Release | undefined {
  const winner = elect(candidates);
  for (const { id, notes } of candidates) if (decodeNotes(notes).marker?.run === memory.runId) memory.created.add(id);
  const foreign = candidates.filter((one) => one.draft && !memory.created.has(one.id) && !isOwnDraft(one, tag));
  if (winner?.draft === true && foreign.length > 1) {
    throw new ConfigError({
      what: `There are several drafts for the tag ${tag}: ${foreign.map(({ id, title }) => `${id} (“${title}”)`).join(", ")}.`,
      hint: `Delete all but one, or say which one is meant with release_id: ${foreign[0]?.id ?? ""}.`,
    });
  }
  const others = candidates.filter((one) => one !== winner && !memory.created.has(one.id));
  for (const { id } of others) log.info(`there is another release of ${tag}, id ${id}; it is left as it is`);
  return winner;
}

/**
 * The release with an id; a draft, too.
 *
 * @throws ConfigError when it is not there, belongs to another tag, or is a draft of a tag that has a published one.
 */
export async function findById(operation: Operation, id: string, tag: string): Promise<Found> {
  const { forge } = operation;
  const release = await releaseById(forge, id);
  if (release.tag !== tag)
    throw new ConfigError({
      what: `The release ${id} belongs to the tag ${release.tag}, not to ${tag}.`,
      hint: "Set tag_name to the release's tag, or leave release_id out to find the release by its tag.",
    });
  if (release.draft && forge.can().lookup.shows === "published") {
    const published = await forge.release({ tag }, doingFor(tag));
    if (published?.draft === false)
      throw new ConfigError({
        what: `The release ${id} is a draft, but ${tag} has a published release already: ${published.id}.`,
        hint: "Leave release_id out to update the published one, or delete it first.",
      });
  }
  return known(operation, release);
}

/** All releases of a tag that can be found in any way; the published one alone where the look-up by tag shows it. */
export async function everyRelease(
  { forge }: Pick<Operation, "forge">,
  tag: string,
  doing: string,
): Promise<Release[]> {
  const byTag = await forge.release({ tag }, doing);
  if (byTag?.tag === tag) return [byTag];
  const found: Release[] = [];
  for await (const page of forge.releases({ doing, tag })) {
    found.push(...page.filter((one) => one.tag === tag));
    if (found.length > 0 && forge.can().lookup.shows === "everything") break;
  }
  return found;
}

/** The release as it is now; `undefined` when it is gone. */
export function readAgain(
  { forge }: Pick<Operation, "forge">,
  { id, tag }: Release,
  doing = `checking the release ${tag}`,
): Promise<Release | undefined> {
  return forge.release(forge.can().lookup.idsOnlyListed === true ? { tag } : { id }, doing);
}

/** The same. @throws ConflictError when it is gone. */
export async function reread(on: Pick<Operation, "forge">, release: Release, doing?: string): Promise<Release> {
  const now = await readAgain(on, release, doing);
  if (now === undefined) throw gone(release);
  return now;
}
