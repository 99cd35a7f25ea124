import { CancelledError, explain } from "../../errors";
import type { Forge } from "../../forges/forge";
import { saveMemory } from "../../http";
import { isUnfinished, titleOf } from "../../model/drafts";
import { decodeNotes } from "../../model/notes";
import { isLinkType, type Asset, type Release } from "../../model/release";
import type { LocalFile, Wanted, WantedFile } from "../../model/request";
import { createRunMemory } from "../../model/run-memory";
import { elect, everyRelease } from "../find";
import { type Outcome, type Publishing, publish } from "../publish/publish";
import { allAssets, dateOf } from "../releases";
import { assetSource } from "./source";
import { tagsAhead } from "./tags";

/** What became of one release. */
export interface Copied {
  readonly tag: string;
  readonly status: "copied" | "updated" | "unchanged" | "planned" | "failed";
  readonly url: string | undefined;
  readonly error: string | undefined;
  readonly outcome: Outcome | undefined;
}

export interface Copying extends Omit<Publishing, "forge" | "wanted" | "memory"> {
  readonly from: Forge;
  readonly to: Forge;
  /** What differs there is replaced. */
  readonly overwrite: boolean;
  readonly packageName: string | undefined;
  /** Files with the names that the forge will give them. */
  readonly named: (files: readonly LocalFile[]) => WantedFile[];
  /** Words about the notes that lead nowhere there. */
  readonly remark: (release: Release) => readonly string[];
}

/** Which releases are copied. */
export type Choice =
  | { readonly kind: "all" }
  | { readonly kind: "since"; readonly tag: string }
  | { readonly kind: "tags"; readonly tags: readonly string[] };

/** Releases to copy, the oldest first, without drafts; and tags that have none. */
export async function chooseReleases(
  from: Forge,
  choice: Choice,
): Promise<{ readonly chosen: readonly Release[]; readonly missing: readonly string[] }> {
  const all: Release[] = [];
  for await (const page of from.releases({ doing: "listing the releases to copy" }))
    all.push(...page.filter(({ draft }) => !draft));
  // Where no dates are told, the order of the list has to do.
  const ordered = all
    .toReversed()
    .map((release, at) => ({ release, at, date: dateOf(release) ?? "" }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.at - b.at))
    .map(({ release }) => release);
  switch (choice.kind) {
    case "all":
      return { chosen: ordered, missing: [] };
    case "since": {
      const at = ordered.findIndex(({ tag }) => tag === choice.tag);
      return at < 0 ? { chosen: [], missing: [choice.tag] } : { chosen: ordered.slice(at), missing: [] };
    }
    case "tags": {
      const wanted = new Set(choice.tags);
      const chosen = ordered.filter(({ tag }) => wanted.has(tag));
      return { chosen, missing: choice.tags.filter((tag) => !chosen.some((one) => one.tag === tag)) };
    }
    default:
      return choice satisfies never;
  }
}

/** Copies releases one after the other; one that fails does not stop the others. */
export async function copyReleases(copying: Copying, releases: readonly Release[]): Promise<readonly Copied[]> {
  const { from, log } = copying;
  await saveMemory();
  const latest = await from.can().latest?.tag();
  const found: Copied[] = [];
  const seen = tagsAhead(
    copying,
    releases.map(({ tag }) => tag),
  );
  for (const [at, { tag }] of releases.entries()) {
    log.info(`${tag} (${at + 1} of ${releases.length})`);
    try {
      found.push(await copyOne(copying, { tag, latest, seen }));
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      const { told, hint } = explain(error);
      const words = [...told, ...(hint === undefined ? [] : [hint])].join(" ");
      log.warning(`${tag} was not copied: ${words}`);
      found.push({ tag, status: "failed", url: undefined, error: words, outcome: undefined });
    }
  }
  return found;
}

async function copyOne(
  copying: Copying,
  at: { readonly tag: string; readonly latest: string | undefined; readonly seen: ReturnType<typeof tagsAhead> },
): Promise<Copied> {
  const { tag, latest } = at;
  const { from, to, random, log } = copying;
  const release = elect(await everyRelease({ forge: from }, tag, `reading the release ${tag}`));
  if (release === undefined || release.draft)
    return { tag, status: "failed", url: undefined, error: "The release is gone, or a draft now.", outcome: undefined };
  const there = elect(await everyRelease({ forge: to }, tag, `looking for the release of ${tag}`));
  const stands = there !== undefined && !(there.draft && isUnfinished(there, tag));
  const assets = await allAssets({ forge: from }, release);
  const wanted = await wantedOf(copying, { release, assets, latest, stands });
  if (!stands) for (const line of copying.remark(release)) log.notice(line);
  const memory = createRunMemory(Math.floor(random() * 36 ** 8).toString(36));
  if (!stands) for (const [name, moment] of await at.seen()) memory.tagsSeen.set(name, moment);
  const outcome = await publish({ ...copying, forge: to, wanted, memory });
  if ("planned" in outcome)
    return { tag, status: "planned", url: outcome.planned.release?.webUrl, error: undefined, outcome };
  const { published } = outcome;
  const kept = published.files.filter(({ status }) => status === "kept").map(({ file }) => file.name);
  if (kept.length > 0) log.notice(`${tag}: ${kept.join(", ")} differ there and stay; --overwrite replaces them.`);
  const status = published.created || !stands ? "copied" : published.result === "unchanged" ? "unchanged" : "updated";
  return { tag, status, url: published.release.webUrl, error: undefined, outcome };
}

/** What is to stand there: everything for a release that is new, and for one that is there only what is missing. */
async function wantedOf(
  copying: Copying,
  at: {
    readonly release: Release;
    readonly assets: readonly Asset[];
    readonly latest: string | undefined;
    readonly stands: boolean;
  },
): Promise<Wanted> {
  const { from, to, overwrite, packageName, named, log } = copying;
  const { release, assets, latest, stands } = at;
  const { tag, prerelease } = release;
  const whole = !stands || overwrite;
  const files: LocalFile[] = [];
  for (const asset of assets) {
    if (!asset.complete) log.notice(`${asset.name} of ${tag} is left out: its upload has failed or is not over.`);
    else if (asset.elsewhere !== true) {
      const source = await assetSource(from, release, asset);
      files.push({ ...source, label: to.can().labels === undefined ? undefined : asset.label });
    }
  }
  const elsewhere = assets.filter((asset) => asset.elsewhere === true);
  const takesLinks = to.can().links !== undefined;
  if (!takesLinks)
    for (const { name } of elsewhere) log.notice(`The link ${name} of ${tag} is left out: there are none there.`);
  const marks = latest !== undefined && to.can().latest !== undefined && !prerelease;
  return {
    ...{ tag, verifyTag: true, target: undefined, expectedCommit: undefined, tagIsThere: false },
    title: whole ? titleOf(release, tag) || tag : undefined,
    notes: whole ? decodeNotes(release.notes).text : undefined,
    ...{
      notesMode: "replace",
      generateNotes: false,
      notesConfig: undefined,
      previousTag: undefined,
      notesFromTag: false,
    },
    draft: undefined,
    prerelease: whole && to.can().prereleases ? prerelease : "auto",
    latest: whole && marks ? (tag === latest ? "true" : "false") : "auto",
    ...{
      discussionCategory: undefined,
      milestones: undefined,
      tagMessage: undefined,
      packageName,
      releaseId: undefined,
    },
    links: takesLinks
      ? elsewhere.map(({ name, label, downloadUrl, linkType }) => ({
          name: label ?? name,
          url: downloadUrl,
          type: linkType !== undefined && isLinkType(linkType) ? linkType : undefined,
        }))
      : [],
    onUnsupported: "warn",
    files: named(files),
    overwriteFiles: overwrite,
    oversizedFiles: "fail",
  };
}
