import { CLOSED, statusOf } from "../../forges/kit/rest";
import { isOwnDraft } from "../../model/drafts";
import type { Match, Seen } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import type { Wanted } from "../../model/request";
import { versionOf } from "../../model/version";
import { compareContent, tellDuplicates } from "../assets";
import type { Local } from "../../request/notes/local";
import { type Operation, eachLimited } from "../operation";
import type { Gauge } from "../gauge";
import { type Found, findById, findRelease } from "../find";
import { awaitPush } from "../pushed-tag";
import { foundAssets, listed } from "../releases";
import type { Ahead } from "./ahead";
import { arriving } from "./late";
import { type Pair, pair } from "./match";
import { type Needs, needsOf, notesRange } from "./needs";
import { generate } from "./when-asked";

interface Looking extends Operation {
  readonly wanted: Wanted;
  readonly gauge: Gauge;
  readonly local?: Local | undefined;
  readonly ahead: Ahead;
}

/** Reads everything that the plan needs to know, and nothing else. */
export async function look(looking: Looking): Promise<Seen> {
  const { forge, wanted, memory } = looking;
  const largest = wanted.files.reduce((most, { size }) => Math.max(most, size), 0);
  const { askFrom = Infinity } = forge.can().limits.file;
  const [found] = await Promise.all([
    find(looking),
    wanted.links.length > 0 || largest >= askFrom ? forge.readServerInfo?.(largest) : undefined,
  ]);
  const standing = await afterPush(looking, found);
  const { release } = standing;
  const needs = needsOf(wanted, release, forge.can());
  const { arrival } = wanted;
  const [assets, tag, others] = await Promise.all([
    release === undefined ? [] : foundAssets(looking, release),
    tagOf(looking, release),
    readOthers(looking, needs, standing),
  ]);
  if (release !== undefined) tellDuplicates(looking, release, assets);
  const [matches, generated] = await Promise.all([
    release === undefined ? pair(wanted.files, []).map(absent) : compare(looking, release, assets),
    needs.notes ? generate({ ...looking, tag }, notesRange(wanted, { tag, ...others })) : undefined,
  ]);
  return {
    release,
    ...(arrival === undefined
      ? {}
      : await (await arriving()).lookForArrival(looking, arrival, { release, assets, matches })),
    turnedBack: await isTurnedBack(looking, release, matches),
    // Only drafts can stand beside each other: where there are none, one release of a tag is all there is.
    ownDrafts:
      release === undefined || forge.can().order.first !== "draft"
        ? []
        : [...memory.created].filter((id) => id !== release.id),
    matches,
    assets,
    tag,
    ...others,
    generated,
  };
}

function find(looking: Looking): Promise<Found> {
  const { tag, releaseId, isRepeated } = looking.wanted;
  return releaseId === undefined
    ? findRelease(looking, tag, { likely: isRepeated })
    : findById(looking, releaseId, tag);
}

/**
 * A tag that was deleted and pushed again makes its release a draft, until the server has handled the push: then it is
 * looked at again.
 */
async function afterPush(looking: Looking, found: Found): Promise<Found> {
  const { forge, wanted } = looking;
  const { order } = forge.can();
  const foreign = found.release?.draft === true && !isOwnDraft(found.release, wanted.tag);
  if (order.first !== "draft" || order.push === undefined || wanted.tagIsThere || !foreign) return found;
  if ((await readTag(looking)) === undefined) return found;
  await awaitPush(looking, wanted.tag, undefined);
  return find(looking);
}

/** The commit of the tag, and when it was first seen. */
async function readTag({ ahead, memory, clock, wanted: { tag } }: Looking): Promise<string | undefined> {
  const commit = await ahead.tagCommit();
  if (commit !== undefined && !memory.tagsSeen.has(tag)) memory.tagsSeen.set(tag, clock.now());
  return commit;
}

/**
 * Where the tag is. A job that its tag started has to look at it only where it is going to change something, which is not
 * known of a published release yet: see `withTag`.
 */
async function tagOf(looking: Looking, release: Release | undefined): Promise<Seen["tag"]> {
  const { expectedCommit, tagIsThere } = looking.wanted;
  const checks = expectedCommit !== undefined && release?.draft !== false;
  return tagIsThere && !checks ? "unseen" : lookAtTag(looking);
}

/** The same with the tag's commit, where it was left unseen and can be asked for. */
export async function withTag(looking: Looking, seen: Seen): Promise<Seen> {
  if (seen.tag !== "unseen" || looking.wanted.expectedCommit === undefined) return seen;
  return { ...seen, tag: await lookAtTag(looking) };
}

async function lookAtTag(looking: Looking): Promise<Seen["tag"]> {
  const { forge, wanted } = looking;
  const silent = wanted.tagIsThere ? "unseen" : "unknown";
  if (!forge.can().tags) return silent;
  try {
    const commit = await readTag(looking);
    if (commit !== undefined) return { commit };
    // Asking may have shown that the server cannot tell; and it may show a tag later than it starts a job for it.
    return forge.can().tags && !(wanted.tagIsThere && wanted.target === undefined) ? "absent" : silent;
  } catch (error) {
    // A token that may not look at the tag that started its job can still publish.
    if (wanted.tagIsThere && CLOSED.includes(statusOf(error) ?? 0)) return "closed";
    throw error;
  }
}

/** What is to be known of the other releases, from those met on the way where they are enough. */
async function readOthers(
  { forge, wanted }: Looking,
  needs: Needs,
  { others, whole, release }: Found,
): Promise<Pick<Seen, "latestTag" | "stableTags" | "otherTags">> {
  // A version is compared with all stable releases, and the latest is one of them.
  const compared = needs.stableTags && others !== undefined && whole && versionOf(wanted.tag) !== undefined;
  const marked = [...(others ?? []), ...(release === undefined ? [] : [release])].find(({ latest }) => latest === true);
  const tellsMarks = others?.every(({ latest }) => latest !== undefined) === true && whole;
  const published = ({ draft }: Release): boolean => !draft;
  const [latestTag, stable, every] = await Promise.all([
    needs.latestTag && !compared ? (marked?.tag ?? (tellsMarks ? undefined : forge.can().latest?.tag())) : undefined,
    needs.stableTags ? (others ?? listed(forge, "looking for higher versions", "first page")) : [],
    needs.releaseTags ? ((whole ? others : undefined) ?? listed(forge, "looking for the previous release", "all")) : [],
  ]);
  return {
    latestTag,
    stableTags: stable.filter((one) => published(one) && !one.prerelease).map(({ tag }) => tag),
    otherTags: every.filter(published).map(({ tag }) => tag),
  };
}

/**
 * Forges make a draft of a release whose tag is deleted, also when the tag is pushed again. It has lost its marker and
 * has its files. Asked only of a draft that nothing is said about.
 */
async function isTurnedBack(
  { forge, wanted }: Looking,
  release: Release | undefined,
  matches: readonly Match[],
): Promise<boolean> {
  if (release?.draft !== true || wanted.draft !== undefined || isOwnDraft(release, wanted.tag)) return false;
  if (!matches.some(({ asset }) => asset !== undefined)) return false;
  const author = release.author ?? "";
  if (author === "") return true;
  // What an automatic token makes is made by a robot. Where nobody says whose token it is, it may be the author's.
  if (forge.account === undefined) return /(\[bot\]|-actions)$/i.test(author);
  const own = await forge.account();
  return own === undefined || own.toLowerCase() === author.toLowerCase();
}

function absent({ file }: Pair): Match {
  return { file, asset: undefined, same: false, waiting: undefined, duplicates: [], leftovers: [] };
}

/** Compares the content of every pair: by digest, else by reading the asset back. */
async function compare(looking: Looking, release: Release, assets: readonly Asset[]): Promise<Match[]> {
  const { replace } = looking.forge.can();
  return eachLimited(pair(looking.wanted.files, assets), looking.gauge.most, async (found) => {
    const { file, candidates, temporary, leftovers } = found;
    // What cannot be read cannot be trusted to be the same: it is sent again.
    const check = async (asset: Asset): Promise<Compared> => {
      const { same, size } = await compareContent(looking, release, { asset, source: file });
      return { asset: size === asset.size ? asset : { ...asset, size }, same: same === true };
    };
    let best: Compared | undefined;
    for (const one of candidates) if (best?.same !== true) best = await check(one);
    for (const one of found.likely) {
      const likely = best?.same === true ? best : await check(one);
      if (likely.same) best = likely;
    }
    // A copy that waits under the temporary name is worth a look only when it can still be needed.
    const usable =
      best?.same !== true && replace.by === "rename" && temporary !== undefined && (await check(temporary)).same;
    return {
      file,
      asset: best?.asset,
      same: best?.same === true,
      waiting: usable ? temporary : undefined,
      // Elsewhere two of one name are two things that only look alike.
      duplicates: replace.by === "duplicate" ? candidates.filter(({ id }) => id !== best?.asset.id) : [],
      leftovers: temporary === undefined || usable ? leftovers : [...leftovers, temporary],
    };
  });
}

/** An asset beside a file, with the size that only reading it may have told. */
interface Compared {
  readonly asset: Asset;
  readonly same: boolean;
}
