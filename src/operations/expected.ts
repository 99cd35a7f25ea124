import { CancelledError } from "../errors";
import type { Forge } from "../forges/forge";
import { parseChecksums } from "../model/checksums";
import type { Asset, Release } from "../model/release";
import { LONGEST_LIST, readText } from "./read-content";
import type { Log } from "./operation";

/** What the release itself says of the content of its files. It proves the transfer, and not who made the files. */
export interface Expected {
  /** sha256 by name, from lists of checksums among the files. */
  readonly listed: ReadonlyMap<string, string>;
  /** Names of the lists that were read. */
  readonly lists: readonly string[];
}

/** How people call a list of checksums; and a file that has the sum of one other. */
const LIST = /^(.*[._-])?(sha256sums?|checksums?|sha256)([._-].*)?$/i;
const OTHER_SUMS = /(md5|sha1|sha512|blake|b2)/i;
const SIGNATURE = /\.(asc|sig|sigstore|pem|minisig|json|sbom)$/i;

const MOST_LISTS = 200;

/** Whether a file is called as lists of checksums are. */
export function isChecksumList(name: string): boolean {
  return LIST.test(name) && !OTHER_SUMS.test(name) && !SIGNATURE.test(name);
}

/** Reads the lists of checksums among the files. One that cannot be read is left out, with a line. */
export async function readLists(
  { forge, log }: { readonly forge: Forge; readonly log: Pick<Log, "notice"> },
  release: Release,
  assets: readonly Asset[],
): Promise<Expected> {
  const listed = new Map<string, string>();
  const lists: string[] = [];
  const candidates = assets.filter(
    ({ name, size = 0, elsewhere }) => elsewhere !== true && isChecksumList(name) && size <= LONGEST_LIST,
  );
  for (const asset of candidates.slice(0, MOST_LISTS)) {
    try {
      const text = await readText({ forge }, release, asset);
      const found = text === undefined ? new Map<string, string>() : sumsIn(text, asset.name);
      for (const [name, sha256] of found) listed.set(name, sha256);
      if (found.size > 0) lists.push(asset.name);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      log.notice(`${asset.name} could not be read (${error instanceof Error ? error.message : String(error)}).`);
    }
  }
  return { listed, lists };
}

/** `app.zip.sha256` often holds a sum and nothing else. */
function sumsIn(text: string, list: string): ReadonlyMap<string, string> {
  const alone = /^\s*([0-9a-f]{64})\s*$/i.exec(text)?.[1];
  const of = list.replace(/\.sha256(sums?)?(\.txt)?$/i, "");
  if (alone !== undefined && of !== list) return new Map([[of, alone.toLowerCase()]]);
  return new Map([...parseChecksums(text)].map(([name, sha256]) => [name.replace(/^.*\//s, ""), sha256]));
}
