import { PublishError } from "../../errors";
import { formatChecksums } from "../../model/checksums";
import type { Plan, Step } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import { textSource } from "../../model/source";
import { words } from "../../model/words";
import { listAssets } from "../assets";
import { type ListedChecksums, writeChecksums } from "../checksums";
import { pruneFiles } from "../prune";
import { type Claim, requireRight, verifyFiles } from "../verify";
import { finished, lackingFiles } from "./expect";
import type { PublishedFile, UploadingFiles } from "./upload-files";

export { planArrival } from "./arrival";
export { lookForArrival } from "./look-arrival";

/** What a run did around its files. */
export interface Arrived {
  /** The list of checksums, as it was asked for. */
  readonly list: (ListedChecksums & { readonly name: string }) | undefined;
  /** Files that were downloaded and found right; `undefined` where that was not asked for. */
  readonly verified: number | undefined;
  /** Files that were cleared out. */
  readonly pruned: readonly Asset[];
}

export interface Working extends UploadingFiles {
  readonly plan: Plan;
}

type ListStep = Extract<Step, { do: "write-checksums" }>;

interface Standing {
  /** `undefined` where files come before their release. */
  readonly release: Release | undefined;
  readonly files: readonly PublishedFile[];
  readonly arrived: Arrived;
}

/** This run's files that are there with a content that is known. */
function ownOf(files: readonly PublishedFile[]): { readonly asset: Asset; readonly sha256: string }[] {
  return files.flatMap(({ asset, sha256, status }) =>
    asset === undefined || sha256 === undefined || status === "kept" ? [] : [{ asset, sha256 }],
  );
}

/** Writes the list of checksums, or brings it to where the release will find it. */
export async function writeList(working: Working, at: Standing, step: ListStep): Promise<Arrived> {
  const { packageName, log } = working;
  const { release, files, arrived } = at;
  const list = { ...step, own: ownOf(files), packageName };
  const wrote = release === undefined ? await placeList(working, list) : await writeChecksums(working, release, list);
  if (wrote === undefined) return arrived;
  const before = arrived.list?.status ?? "unchanged";
  const status = before === "unchanged" ? wrote.status : before;
  if (wrote.status !== "unchanged" || arrived.list === undefined)
    log.info(
      `${step.name}: ${wrote.status === "unchanged" ? "up to date" : wrote.status} with ${words.count(wrote.files, "line")}`,
    );
  return { ...arrived, list: { ...wrote, status, name: step.name } };
}

/** Where files come first there is no release yet, and nobody else's files are on it. */
async function placeList(
  working: Working,
  list: Parameters<typeof writeChecksums>[2],
): Promise<ListedChecksums | undefined> {
  const { order } = working.forge.can();
  if (order.first !== "files" || list.own.length === 0) return undefined;
  const lines = list.own.map(({ asset, sha256 }) => ({ name: asset.name, sha256 }));
  const source = await textSource(list.name, formatChecksums(lines));
  const { name, storedName, packageName } = list;
  const label = storedName === name ? undefined : name;
  const upload = { name: storedName, label, linkType: undefined, source, packageName, replaces: undefined };
  const doing = `uploading ${list.name}`;
  const asset = await working.forge.attempt(() => order.place(working.tag, upload), { doing });
  return { asset, status: "uploaded", files: lines.length, sha256: await source.sha256() };
}

/** @throws PublishError that names what the release lacks; it is not published then. */
export async function requireExpected(
  working: Working,
  { release, arrived }: Standing,
  { expected, coming, linked = [], leaving, listName }: Extract<Step, { do: "expect-files" }>,
): Promise<void> {
  const list = arrived.list?.asset;
  const there =
    release === undefined
      ? [...coming, ...(list === undefined ? [] : [list])]
      : [...finished(await listAssets(working, release), leaving), ...linked];
  const lacking = lackingFiles(expected, there, listName);
  if (lacking.length === 0) {
    working.log.info(`the release has every file that is expected (${words.count(there.length, "file")})`);
    return;
  }
  const state = release === undefined ? "is not made" : release.draft ? "stays a draft" : "is published already";
  throw new PublishError({
    what: `The release ${working.tag} lacks files (expect_files): ${lacking.join(", ")}.`,
    said: `It has ${there.length === 0 ? "none" : there.map(({ name }) => name).join(", ")}, and ${state}.`,
    hint: "Did a job fail that should have uploaded it, or is it still at work? Let this run start after all of them (needs), and run it again.",
  });
}

/** Clears out what was chosen. A list of checksums is read again: what stays is to have its line. */
export async function prune(
  working: Working,
  at: Standing & { readonly release: Release },
  { assets }: Extract<Step, { do: "prune-files" }>,
): Promise<Arrived> {
  const { gone } = await pruneFiles(working, at.release, { chosen: assets, packageName: working.packageName });
  const arrived = { ...at.arrived, pruned: [...at.arrived.pruned, ...gone] };
  const list = working.plan.steps.find((step) => step.do === "write-checksums");
  return list === undefined ? arrived : writeList(working, { ...at, arrived }, { ...list, leaving: [] });
}

/** Downloads this run's files and its list of checksums. @throws PublishError that names those which are not right. */
export async function verify(
  working: Working,
  { release, files, arrived }: Standing & { readonly release: Release },
  { listed, list = arrived.list }: Pick<Extract<Step, { do: "verify-files" }>, "list"> & { listed: readonly Asset[] },
): Promise<Arrived> {
  const all = [
    ...files.flatMap((file) => claimOf(file, listed)),
    ...(list === undefined ? [] : [{ asset: latest(list.asset, listed), sha256: list.sha256, size: undefined }]),
  ];
  if (all.length === 0) working.log.notice("There is no file of this run to be verified.");
  const verdicts = await verifyFiles(working, release, all);
  requireRight(release, verdicts);
  return { ...arrived, verified: verdicts.length };
}

/** A file that was kept is somebody else's; one that was skipped is nowhere. */
function claimOf({ file, asset, status, sha256 }: PublishedFile, listed: readonly Asset[]): Claim[] {
  if (asset === undefined || status === "kept" || status === "skipped" || sha256 === undefined) return [];
  return [{ asset: latest(asset, listed), sha256, size: file.size }];
}

/** The last list has the address that people get. */
function latest(asset: Asset, listed: readonly Asset[]): Asset {
  return listed.find(({ name }) => name === asset.name) ?? asset;
}
