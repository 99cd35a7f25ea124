import type { Abilities } from "../../forges/forge";
import { durationWords } from "../../model/duration";
import { TEMPORARY, temporaryName } from "../../model/names";
import type { FileStep, Seen } from "../../model/plan";
import { type Asset, sameContent } from "../../model/release";
import type { PruneFiles, Wanted } from "../../model/request";
import { told } from "../../model/words";
import { leavingOut } from "./check";

/** Which files a run clears out, and what is to be said about it. */
export interface Pruning {
  readonly assets: readonly Asset[];
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

const NOTHING: Pruning = { assets: [], problems: [], notices: [] };

/**
 * Files that match and are none of this run's, that were there before it began and are older than the age asked for. Pure.
 */
export function pruning({ seen, wanted, can }: PruningAt, files: readonly Pick<FileStep, "status">[]): Pruning {
  const prune = wanted.arrival?.prune;
  if (prune === undefined) return NOTHING;
  if (can.replace.by === "none")
    return {
      assets: [],
      ...leavingOut(wanted, ["prune_files: this server gives no way to delete a file of a release"]),
    };
  if (prune.age > 0 && !can.ages)
    return {
      ...NOTHING,
      problems: [
        "prune_files: this forge does not tell when a file was uploaded, so that files of another job could be deleted. Set prune_age: 0 if only one job of the pipeline publishes; else let a last job publish all files.",
      ],
    };
  if (files.length === 0 || files.every(({ status }) => status === "skipped"))
    return { ...NOTHING, notices: ["Nothing is pruned in a run without files of its own (prune_files)."] };
  return chosen(prune, { seen, wanted, can });
}

interface PruningAt {
  readonly seen: Pick<Seen, "began" | "assets" | "matches">;
  readonly wanted: Wanted;
  readonly can: Abilities;
}

function chosen(prune: PruneFiles, { seen, wanted }: PruningAt): Pruning {
  const { at = 0, assets: before = [] } = seen.began ?? {};
  const own = ownNames(seen, wanted);
  const found = seen.assets.filter(
    (asset) =>
      !own.names.has(asset.name) &&
      !own.ids.has(asset.id) &&
      asset.elsewhere !== true &&
      !asset.name.startsWith(TEMPORARY) &&
      fits(prune, asset) &&
      before.some((one) => sameContent(one, asset)),
  );
  if (prune.age === 0) return { ...NOTHING, assets: found };
  const ageless = found.filter(({ uploadedAt }) => uploadedAt === undefined).map(({ name }) => name);
  const young = found.filter(({ uploadedAt }) => uploadedAt !== undefined && uploadedAt > at - prune.age);
  return {
    assets: found.filter(({ uploadedAt }) => uploadedAt !== undefined && uploadedAt <= at - prune.age),
    problems: [],
    notices: told(
      ageless.length > 0 &&
        `Not pruned, because the server does not tell when they were uploaded: ${ageless.join(", ")}.`,
      young.length > 0 &&
        `Not pruned, because they are not older than ${durationWords(prune.age)} (prune_age): ${young.map(({ name }) => name).join(", ")}.`,
    ),
  };
}

/** The last pattern that fits decides, so that one with `!` takes away from what stands above it. */
function fits({ patterns }: PruneFiles, { name, label }: Asset): boolean {
  const last = patterns.findLast((pattern) => pattern.fits(name) || (label !== undefined && pattern.fits(label)));
  return last?.negated === false;
}

/** What is called or known as one of this run's files, its list of checksums among them. */
function ownNames({ matches }: Pick<Seen, "matches">, { files, arrival, links }: Wanted) {
  const list = arrival?.checksums;
  const known = matches.flatMap(({ asset, waiting, duplicates, leftovers }) => [
    ...[asset, waiting].filter((one) => one !== undefined),
    ...duplicates,
    ...leftovers,
  ]);
  return {
    ids: new Set(known.map(({ id }) => id)),
    names: new Set([
      ...files.flatMap(({ storedName, earlierNames = [] }) => [storedName, ...earlierNames]),
      ...known.map(({ name }) => name),
      ...links.map(({ name }) => name),
      ...(list === undefined ? [] : [list.storedName, temporaryName(list.storedName)]),
    ]),
  };
}
