import { orElse } from "../../errors";
import type { Match, Seen } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import type { Arrival, Wanted } from "../../model/request";
import { textSource } from "../../model/source";
import { type ChecksumList, checksumText, isAlone, lookForChecksums, standsAs } from "../checksum-list";
import type { Operation } from "../operation";
import { pruning } from "./pruning";

interface Looking extends Operation {
  readonly wanted: Wanted;
}

interface Found {
  readonly release: Release | undefined;
  readonly assets: readonly Asset[];
  readonly matches: readonly Match[];
}

/** What the plan has to know for checksums, clearing out and labels; reads nothing that is not needed for them. */
export async function lookForArrival(
  looking: Looking,
  arrival: Arrival,
  found: Found,
): Promise<Pick<Seen, "began" | "list" | "labelled">> {
  const began = arrival.prune === undefined ? undefined : beginning(looking, found);
  const { release } = found;
  if (release === undefined) return { began };
  return {
    began,
    list: await lookForList(looking, release, { ...found, began }),
    labelled: await hasLabels(looking, release, arrival),
  };
}

/** What was there when this run looked first: in later rounds other runs have had their time. */
function beginning({ memory, clock }: Operation, { assets }: Found): Seen["began"] {
  memory.began.at ??= clock.now();
  memory.began.assets ??= assets;
  return memory.began;
}

async function hasLabels({ forge }: Operation, release: Release, { labels }: Arrival): Promise<boolean | undefined> {
  const { releaseLabels } = forge.can();
  if (labels === undefined || releaseLabels === undefined || labels.length > releaseLabels.most) return undefined;
  return releaseLabels.has(release, labels);
}

/** Whether the list that is there says what it should: not asked where a file is to change, which changes the list, too. */
async function lookForList(
  looking: Looking,
  release: Release,
  { assets, matches, began }: Found & Pick<Seen, "began">,
): Promise<Seen["list"]> {
  const { wanted, forge } = looking;
  const names = wanted.arrival?.checksums;
  if (names === undefined) return undefined;
  const asset = assets.find(({ name, complete }) => complete && name === names.storedName);
  const settled = matches.every(({ asset: there, same }) => same || (there !== undefined && !wanted.overwriteFiles));
  if (asset === undefined || !settled) return { asset, current: false };
  const own = await Promise.all(
    matches.flatMap(({ file, asset: there, same }) =>
      there === undefined || !same ? [] : [file.sha256().then((sha256) => ({ asset: there, sha256 }))],
    ),
  );
  const seen = { assets, matches, began };
  const leaving = pruning(
    { seen, wanted, can: forge.can() },
    matches.map(() => ({ status: "unchanged" })),
  ).assets;
  const list: ChecksumList = { ...names, own, leaving, packageName: wanted.packageName };
  const compare = async (): Promise<Seen["list"]> => {
    const look = await lookForChecksums(looking, release, list);
    const { standing: trusted } = look;
    const source = await textSource(names.name, await checksumText(looking, release, { look, list, trusted }));
    const stands = await standsAs(looking, release, { look, source });
    return { asset, current: stands !== undefined && isAlone(look), sha256: await source.sha256() };
  };
  // What cannot be read now is read when the list is written, and told about then.
  return orElse(compare, () => ({ asset, current: false }));
}
