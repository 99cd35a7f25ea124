import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isWithin, realOf } from "../../disk/paths";
import { shown } from "../files/disk";
import { thereIs } from "../files/there";
import { nearestFirst } from "../files/near";
import type { Reading } from "./text-file";

/** Names by which projects call their notes. */
const NOTES =
  /^(?:release[-_ ]?notes?|notes?|changelog|changes|history|news|whats?[-_ ]?new|release)\b.*\.(?:md|markdown|txt|rst|adoc)$/i;

/**
 * What is there in the place of a text that is not: `undefined` where it is there, or where nothing comes near. Only
 * folders of the workspace are looked into, and nothing that is hidden or looks secret is told.
 */
export async function nearText(path: string, { base, workspaces }: Reading): Promise<string | undefined> {
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
