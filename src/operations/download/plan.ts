import { join } from "node:path";
import { contentAt } from "../../disk/content";
import { type Standing, standingAt } from "../../disk/settle";
import { ConfigError } from "../../errors";
import { sameOnDisk, whyNoFile } from "../../model/local-name";
import type { Asset } from "../../model/release";

/** A file to be brought to disk. */
export interface Wanted {
  readonly asset: Asset;
  /** Absolute. */
  readonly path: string;
  /** sha256 that it has to have; `undefined` where nothing tells it. */
  readonly expected: string | undefined;
  /** Content of the file that has the name already. */
  readonly present: { readonly size: number; readonly sha256: string } | undefined;
}

/**
 * Looks at everything that can be wrong before a byte is fetched: names that are no names of files, names that would be
 * one file, what stands in the folder already.
 *
 * @throws ConfigError that names all of it.
 */
export async function planDownload(
  assets: readonly Asset[],
  at: {
    /** Absolute. */
    readonly folder: string;
    readonly clobber: boolean;
    readonly expected: (asset: Asset) => string | undefined;
  },
): Promise<readonly Wanted[]> {
  const problems = nameProblems(assets);
  refuse(problems, "Nothing was written. Name the files to download; others are left out.");
  const wanted: Wanted[] = [];
  for (const asset of assets) {
    const path = join(at.folder, asset.name);
    const standing = standingAt(path);
    const expected = at.expected(asset);
    const present = standing === "file" ? await contentAt(path) : undefined;
    const problem =
      standing === "file" ? otherContent(asset, { expected, present, clobber: at.clobber }) : inTheWay(path, standing);
    if (problem !== undefined) problems.push(problem);
    wanted.push({ asset, path, expected, present });
  }
  refuse(problems, "Nothing was written. --clobber replaces files; a link or a folder has to go by hand.");
  return wanted;
}

function refuse(problems: readonly string[], hint: string): void {
  const [only, ...more] = problems;
  if (only === undefined) return;
  const what =
    more.length === 0
      ? only
      : `${problems.length} files cannot be written:\n${problems.map((one) => `- ${one}`).join("\n")}`;
  throw new ConfigError({ what, hint });
}

function nameProblems(assets: readonly Asset[]): string[] {
  const problems: string[] = [];
  const first = new Map<string, string>();
  for (const { name } of assets) {
    const why = whyNoFile(name);
    if (why !== undefined)
      problems.push(`The release has a file whose name ${why}: ${JSON.stringify(name.slice(0, 200))}.`);
    const other = first.get(sameOnDisk(name));
    if (other === undefined) first.set(sameOnDisk(name), name);
    else if (other === name) problems.push(`The release has more than one file ${name}.`);
    else problems.push(`${other} and ${name} would be one file on some systems.`);
  }
  return problems;
}

function inTheWay(path: string, standing: Standing): string | undefined {
  if (standing === "link") return `${path} is a link, and nothing is written through one.`;
  return standing === "other" ? `${path} is there and is no file.` : undefined;
}

/** Only what is known to differ; the rest is found out by reading the asset. */
function otherContent(
  { name, size }: Asset,
  at: Pick<Wanted, "expected" | "present"> & { readonly clobber: boolean },
): string | undefined {
  const { present, expected, clobber } = at;
  if (clobber || present === undefined) return undefined;
  const differs = expected === undefined ? size !== undefined && size !== present.size : expected !== present.sha256;
  return differs ? `${name} is there with other content.` : undefined;
}
