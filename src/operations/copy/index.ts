import { CancelledError, sentencesOf } from "../../errors";
import type { Forge } from "../../forges/forge";
import { saveMemory } from "../../http";
import { isUnfinished } from "../../model/drafts";
import type { Release } from "../../model/release";
import type { LocalFile, PushWanted, WantedFile } from "../../model/request";
import { createRunMemory, newRunId } from "../../model/run-memory";
import { elect, everyRelease } from "../find";
import { type Outcome, type Publishing, publish } from "../publish/publish";
import { allAssets } from "../releases";
import { canLink, filesOfSource } from "./elsewhere";
import { type TagPush, pushTags, tagsAhead } from "./push-tags";
import type { TagPushing } from "./tag-step";
import { wantedOf } from "./wanted";

/** What became of one release. */
export interface Copied {
  readonly tag: string;
  readonly status: "copied" | "updated" | "unchanged" | "planned" | "failed";
  readonly url: string | undefined;
  readonly error: string | undefined;
  readonly outcome: Outcome | undefined;
  /** Its tag was pushed, or is to be pushed. */
  readonly tagPushed: boolean;
}

export interface Copying extends Omit<Publishing, "forge" | "wanted" | "memory"> {
  readonly from: Forge;
  readonly to: Forge;
  /** What differs there is replaced. */
  readonly overwrite: boolean;
  /** What becomes of a file that is too large there; the others are copied in any case. */
  readonly oversized: "fail" | "skip" | "link";
  readonly packageName: string | undefined;
  /** Files with the names that the forge will give them. */
  readonly named: (files: readonly LocalFile[]) => WantedFile[];
  /** Words about the notes that lead nowhere there. */
  readonly remark: (release: Release) => readonly string[];
  /** An error that calls inputs as their user wrote them. */
  readonly retold: (error: unknown) => unknown;
  /** How tags come there that are not there, where that is asked for. */
  readonly tagPushing?: TagPushing | undefined;
}

/** Copies releases one after the other; one that fails does not stop the others. */
export async function copyReleases(copying: Copying, releases: readonly Release[]): Promise<readonly Copied[]> {
  const { from, log } = copying;
  await saveMemory();
  const latest = await from.can().latest?.tag();
  const links = copying.oversized === "link" && (await canLink(copying));
  const found: Copied[] = [];
  const tags = releases.map(({ tag }) => tag);
  const pushes = await pushTags(copying, tags);
  const seen = tagsAhead(copying, tags);
  for (const [at, { tag }] of releases.entries()) {
    log.info(`${tag} (${at + 1} of ${releases.length})`);
    try {
      const push = takePush(pushes.get(tag));
      found.push({ ...(await copyOne(copying, { tag, latest, links, seen, push })), tagPushed: push !== undefined });
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      const words = sentencesOf(copying.retold(error)).join(" ");
      log.warning(`${tag} was not copied: ${words}`);
      const tagPushed = pushes.get(tag)?.push !== undefined;
      found.push({ tag, status: "failed", url: undefined, error: words, outcome: undefined, tagPushed });
    }
  }
  return found;
}

/** @throws what kept the tag from being pushed */
function takePush(found: TagPush | undefined): PushWanted | undefined {
  if (found?.error !== undefined) throw found.error;
  return found?.push;
}

async function copyOne(
  copying: Copying,
  at: {
    readonly tag: string;
    readonly latest: string | undefined;
    /** Files that are too large are linked to. */
    readonly links: boolean;
    readonly seen: ReturnType<typeof tagsAhead>;
    /** The tag comes from the checkout. */
    readonly push: PushWanted | undefined;
  },
): Promise<Omit<Copied, "tagPushed">> {
  const { tag, latest, links } = at;
  const { from, to, random, log } = copying;
  const release = elect(await everyRelease({ forge: from }, tag, `reading the release ${tag}`));
  if (release === undefined || release.draft)
    return { tag, status: "failed", url: undefined, error: "The release is gone, or a draft now.", outcome: undefined };
  const there = elect(await everyRelease({ forge: to }, tag, `looking for the release of ${tag}`));
  const stands = there !== undefined && !(there.draft && isUnfinished(there, tag));
  const assets = await allAssets({ forge: from }, release);
  const wanted = { ...(await wantedOf(copying, { release, assets, latest, stands, links })), push: at.push };
  if (!stands) for (const line of copying.remark(release)) log.notice(line);
  const memory = createRunMemory(newRunId(random));
  if (!stands) for (const [name, moment] of await at.seen()) memory.tagsSeen.set(name, moment);
  const elsewhere = links ? filesOfSource(from, assets) : undefined;
  const outcome = await publish({ ...copying, forge: to, wanted, memory, elsewhere });
  const error = copying.oversized === "skip" ? undefined : refusedFiles(outcome);
  if (error !== undefined) log.warning(`${tag} was not copied whole: ${error}`);
  if ("planned" in outcome) {
    const url = outcome.planned.release?.webUrl;
    return { tag, status: error === undefined ? "planned" : "failed", url, error, outcome };
  }
  const { published } = outcome;
  const kept = published.files.filter(({ status }) => status === "kept").map(({ file }) => file.name);
  if (kept.length > 0) log.notice(`${tag}: ${kept.join(", ")} differ there and stay; --overwrite replaces them.`);
  const status = published.created || !stands ? "copied" : published.result === "unchanged" ? "unchanged" : "updated";
  return { tag, status: error === undefined ? status : "failed", url: published.release.webUrl, error, outcome };
}

/** What the forge did not take, by name, with the reason. */
function refusedFiles(outcome: Outcome): string | undefined {
  const files = "planned" in outcome ? outcome.planned.files : outcome.published.files;
  const reasons = files.flatMap((file) => (file.status === "skipped" && file.why !== undefined ? [file.why] : []));
  return reasons.length === 0 ? undefined : reasons.join(" ");
}
