import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isWithin, realOf } from "../../disk/paths";
import { shown } from "../files/disk";
import { thereIs } from "../files/there";
import { nearestFirst } from "../files/near";
import { type Reading, type TextRead, readTextFile } from "./text-file";

/** The text that an input names by its path; or what is wrong with it, in a sentence or two. */
export async function readNamed(
  input: string,
  path: string,
  reading: Reading,
): Promise<Exclude<TextRead, { readonly refused: string }> | { readonly problem: string }> {
  const read = await readTextFile(path, reading);
  if (!("refused" in read)) return read;
  const hint = await nearText(path, reading);
  return { problem: [unusable(input, path, { ...reading, why: read.refused }), hint].filter(Boolean).join(" ") };
}

/** Why a text is of no use, in a sentence. */
export function unusable(
  input: string,
  path: string,
  { base, why }: Pick<Reading, "base"> & { readonly why: string },
): string {
  const where = path === "-" ? "standard input" : path;
  return `${input}: ${where} ${why}${path === "-" ? "" : ` (looked for in ${base})`}.`;
}

/** Names by which projects call their notes. */
const NOTES =
  /^(?:release[-_ ]?notes?|notes?|changelog|changes|history|news|whats?[-_ ]?new|release)\b.*\.(?:md|markdown|txt|rst|adoc)$/i;

/**
 * What is there in the place of a text that is not: `undefined` where it is there, or where nothing comes near. Only
 * folders of the workspace are looked into, and nothing that is hidden or looks secret is told.
 */
async function nearText(path: string, { base, workspaces }: Reading): Promise<string | undefined> {
  const absolute = resolve(base, path);
  if (path === "-" || (await realOf(absolute)) !== undefined) return undefined;
  const folder = await realOf(dirname(absolute));
  const homes = await Promise.all(workspaces.map((home) => realOf(home)));
  if (folder === undefined) return thereIsNone(dirname(absolute), base);
  if (!homes.some((home) => home !== undefined && isWithin(folder, home))) return undefined;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const near = nearestFirst(basename(absolute), files).filter(({ name, isNear }) => isNear || NOTES.test(name));
  if (near.length === 0) return undefined;
  return thereIs(near.map(({ name }) => shown(join(dirname(absolute), name), base)));
}

function thereIsNone(folder: string, base: string): string {
  return `There is no folder "${shown(folder, base)}".`;
}
