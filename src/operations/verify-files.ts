import type { Forge } from "../forges/forge";
import type { Asset, Release } from "../model/release";
import { type ReadFound, compareRead } from "./compare-read";
import { isChecksumList, readLists } from "./expected";
import type { Gauge } from "./gauge";
import { type Log, eachLimited } from "./operation";

/** What a file of a release turned out to be. */
export interface Verified extends Omit<ReadFound, "said"> {
  readonly name: string;
}

interface Verifying {
  readonly forge: Forge;
  readonly release: Release;
  readonly all: readonly Asset[];
  /** Files to look at, each with the sha256 of a local file where there is one. */
  readonly wanted: readonly {
    readonly name: string;
    readonly asset: Asset | undefined;
    readonly local: string | undefined;
  }[];
  /** Every file is looked at, so that one that a list names has to be there. */
  readonly whole: boolean;
  readonly gauge: Gauge;
  readonly log: Log;
}

/** Reads files back, every byte of them, and compares. Nothing is written. */
export async function verifyFiles(verifying: Verifying): Promise<readonly Verified[]> {
  const { release, all, wanted, whole, gauge, log } = verifying;
  const { listed, lists } = await readLists(verifying, release, all);
  if (lists.length > 0) log.info(`checksums from ${lists.join(", ")}`);
  log.expects(wanted.flatMap(({ asset }) => (asset === undefined ? [] : [{ size: asset.size ?? 0 }])));
  const found = await eachLimited(wanted, gauge.most, ({ name, asset, local }) =>
    verifyOne(verifying, { name, asset, sums: [local, asset?.sha256, listed.get(name)] }),
  );
  if (!whole) return found;
  const names = new Set(all.map(({ name }) => name));
  // A list that speaks of itself cannot be right.
  const gone = [...listed].filter(([name]) => !names.has(name) && !isChecksumList(name));
  return [
    ...found,
    ...gone.map(([name, expected]) => ({ name, status: "missing", sha256: undefined, expected }) as const),
  ];
}

async function verifyOne(
  { forge, gauge, release, log }: Verifying,
  at: { readonly name: string; readonly asset: Asset | undefined; readonly sums: readonly (string | undefined)[] },
): Promise<Verified> {
  const { name, asset } = at;
  const sums = at.sums.filter((sum) => sum !== undefined);
  if (asset === undefined) return { name, status: "missing", sha256: undefined, expected: sums[0] };
  const transfer = log.transfer({ path: name, size: asset.size ?? 0 });
  const open = () => forge.read(release, asset, { offset: 0, once: true });
  const found = await compareRead({ forge, gauge }, asset, { open, sums, size: asset.size, moved: transfer.moved });
  const { status, sha256, expected, said } = found;
  if (status === "missing") {
    transfer.failed();
    log.warning(`${name} could not be read: ${said}`);
  } else transfer.done(`read ${name}`);
  if (status === "different") log.warning(`${name} is not what it should be: ${said}`);
  return { name, status, sha256, expected };
}
