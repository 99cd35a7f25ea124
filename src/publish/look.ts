import { CancelledError } from "../errors";
import type { Forge, Found } from "../forges/forge";
import { type Content, hashFile, hashStream } from "../http";
import type { LocalFile } from "../model/file";
import { isOwnDraft } from "../model/drafts";
import type { Match, Seen } from "../model/plan";
import type { Asset, Release } from "../model/release";
import type { Wanted } from "../model/request";
import type { RunMemory } from "../model/run-memory";
import { versionOf } from "../model/version";
import { eachLimited } from "./each-limited";
import { decidePrerelease } from "./fields";
import { type Pair, pair } from "./match";
import { endsPublished, needsNotes } from "./plan";
import { tagOf } from "./tag-state";

/** Reads everything that the plan needs to know, and nothing else. */
export async function look(at: {
  readonly forge: Forge;
  readonly wanted: Wanted;
  readonly memory: RunMemory;
  readonly concurrency: number;
}): Promise<Seen> {
  const { forge, wanted, memory } = at;
  const largest = wanted.files.reduce((most, { size }) => Math.max(most, size), 0);
  const { askFrom } = forge.can().limits.file;
  const [found] = await Promise.all([
    forge.find(wanted.tag, wanted.releaseId),
    wanted.links.length > 0 || largest >= (askFrom ?? Infinity) ? forge.learn?.(largest) : undefined,
  ]);
  const { release, otherTags, stableTags, whole = false } = await afterPush(forge, wanted, found);
  const moves = autoMoves(forge, wanted, release);
  const [assets, tag, latestTag, stable, tags] = await Promise.all([
    release === undefined ? [] : forge.assets(release),
    tagOf(forge, wanted, release),
    // A version is compared with all stable releases, and the latest is one of them.
    (moves && !(whole && versionOf(wanted.tag))) || asksForMark(forge, wanted, release)
      ? forge.marks?.latestTag()
      : undefined,
    moves && forge.marks !== undefined ? (stableTags ?? forge.marks.stableTags()) : [],
    needsTags(forge, wanted, release) ? (otherTags ?? (forge.notes ?? forge.marks)?.releaseTags?.() ?? []) : [],
  ]);
  const matches = release === undefined ? pair(wanted.files, []).map(absent) : await compare(at, release, assets);
  return {
    release,
    turnedBack: await isTurnedBack({ forge, wanted, release, matches }),
    // Only drafts can be twins: where there are none, one release of a tag is all there is.
    ownTwins:
      release === undefined || forge.drafts === undefined ? [] : [...memory.created].filter((id) => id !== release.id),
    matches,
    assets,
    tag,
    latestTag,
    stableTags: stable,
    otherTags: tags,
  };
}

/**
 * A tag that was deleted and pushed again makes its release a draft, until the server has handled the push: then it is
 * looked at again.
 */
async function afterPush(forge: Forge, { tag, tagIsThere, releaseId }: Wanted, found: Found): Promise<Found> {
  const { release } = found;
  const foreign = release?.draft === true && !isOwnDraft(release, tag);
  if (forge.can().pushPublishes !== true || tagIsThere || !foreign) return found;
  if ((await forge.tagCommit(tag)) === undefined) return found;
  await forge.drafts?.awaitPush?.(tag, undefined);
  return forge.find(tag, releaseId);
}

/**
 * Forges make a draft of a release whose tag is deleted, also when the tag is pushed again. It has lost its marker and
 * has its files. Asked only of a draft that nothing is said about.
 */
async function isTurnedBack(at: {
  readonly forge: Forge;
  readonly wanted: Wanted;
  readonly release: Release | undefined;
  readonly matches: readonly Match[];
}): Promise<boolean> {
  const { forge, wanted, release, matches } = at;
  if (release?.draft !== true || wanted.draft !== undefined || isOwnDraft(release, wanted.tag)) return false;
  if (!matches.some(({ asset }) => asset !== undefined)) return false;
  return isOwnAuthor(release.author ?? "", forge.account);
}

/** What an automatic token makes is made by a robot. Where nobody says whose token it is, it may be the author's. */
async function isOwnAuthor(author: string, account: Forge["account"]): Promise<boolean> {
  if (author === "") return true;
  if (account === undefined) return /(\[bot\]|-actions)$/i.test(author);
  const own = await account();
  return own === undefined || own.toLowerCase() === author.toLowerCase();
}

/** The mark of a published release moves only when that was asked for by name. */
function asksForMark(forge: Forge, { latest, prerelease }: Wanted, release: Release | undefined): boolean {
  if (!forge.can().latest || prerelease === true || release?.draft !== false) return false;
  return latest === "true" || latest === "false";
}

/** By itself it moves with the request that publishes. */
function autoMoves(forge: Forge, wanted: Wanted, release: Release | undefined): boolean {
  const { latest, prerelease } = wanted;
  if (!forge.can().latest || prerelease === true || latest !== "auto" || release?.draft === false) return false;
  const marked = release === undefined ? decidePrerelease(wanted).value : release.prerelease;
  return !marked && endsPublished({ ...wanted, release });
}

function needsTags(forge: Forge, wanted: Wanted, release: Release | undefined): boolean {
  if (wanted.latest === "false" && release?.draft === false) return forge.can().latest;
  return forge.can().generatedNotes && needsNotes(wanted, release) && wanted.previousTag === undefined;
}

function absent(found: Pair): Match {
  return matched(found, { asset: undefined, same: false, waiting: undefined, doubles: [], leftovers: [] });
}

function matched({ file }: Pair, found: Omit<Match, "file">): Match {
  return { file, ...found };
}

interface Comparing {
  readonly forge: Forge;
  readonly wanted: Wanted;
  readonly memory: RunMemory;
  readonly concurrency: number;
}

/** Settles for every pair whether the content is the same: by digest, else by reading the asset back. */
async function compare(at: Comparing, release: Release, assets: readonly Asset[]): Promise<Match[]> {
  return eachLimited(pair(at.wanted.files, assets), at.concurrency, async (found) => {
    const { candidates, temporary, leftovers } = found;
    const check = (asset: Asset): Promise<Compared> => compareOne(at, { release, asset, file: found.file });
    const seen: Compared[] = [];
    for (const one of candidates) {
      seen.push(await check(one));
      if (seen.at(-1)?.same === true) break;
    }
    for (const one of found.likely) {
      const compared = await check(one);
      if (compared.same) seen.push(compared);
      if (compared.same) break;
    }
    const best = seen.at(-1);
    // A copy that waits under the temporary name is worth a look only when it can still be needed.
    const usable = best?.same !== true && temporary !== undefined && (await check(temporary)).same;
    return matched(found, {
      asset: best?.asset,
      same: best?.same === true,
      waiting: usable ? temporary : undefined,
      // Elsewhere two of one name are two things that only look alike.
      doubles: at.forge.can().replace === "twin" ? candidates.filter((_, index) => index !== seen.length - 1) : [],
      leftovers: temporary === undefined || usable ? leftovers : [...leftovers, temporary],
    });
  });
}

/** An asset beside a file, with the size that only reading it may have told. */
interface Compared {
  readonly asset: Asset;
  readonly same: boolean;
}

async function compareOne(
  { forge, memory }: Comparing,
  { release, asset, file }: { readonly release: Release; readonly asset: Asset; readonly file: LocalFile },
): Promise<Compared> {
  if (asset.size !== undefined && asset.size !== file.size) return { asset, same: false };
  const own = memory.hashes.get(file.absolute) ?? (await hashFile(file));
  memory.hashes.set(file.absolute, own);
  if (asset.sha256 !== undefined) return { asset, same: asset.sha256 === own };
  try {
    const content = await forge.read(release, asset);
    const sized = { ...asset, size: asset.size ?? content.size };
    if (sized.size === undefined || sized.size === file.size)
      return { asset: sized, same: (await hashStream(content, file.size)) === own };
    await leave(content);
    return { asset: sized, same: false };
  } catch (error) {
    // What cannot be read cannot be trusted to be the same: it is sent again. A cancelled run still ends here.
    if (error instanceof CancelledError) throw error;
    return { asset, same: false };
  }
}

/** Ends a transfer whose rest nobody needs; one that was never begun would stay open. */
async function leave(content: Content): Promise<void> {
  const reader = content[Symbol.asyncIterator]();
  await reader.next();
  await reader.return?.();
}
