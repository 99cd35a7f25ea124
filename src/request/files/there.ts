import { resolve } from "node:path";
import { groupBy } from "../../model/group";
import { shown } from "./disk";
import { nearestFirst } from "./near";
import { type Parts, readPattern } from "./patterns";
import { type Finding, type Search, walk } from "./walk";

/** Files that a hint names. */
const NAMED = 3;

/**
 * What lies where the pattern looks. At the base, where everything of a project lies, only what comes near.
 */
export async function whatIsThere({ start, rest }: Parts, at: Search): Promise<string | undefined> {
  const literal = at.windows ? start : start.replaceAll(/[*?[\]{}\\]/g, "\\$&");
  const segments = [...(literal === "" ? [] : literal.split("/")), ...rest];
  const wanted = segments.pop() ?? "";
  const isBase = !(rest.length > 0 ? `${start}/` : start).slice(1).includes("/");
  // Of other places than the workspace nothing is told.
  if (wanted === "" || wanted === ".." || !at.fence.written(resolve(at.base, start))) return undefined;
  const found = await lookFor([...segments, "*"].join("/"), at);
  const paths = new Map(found.filter(({ kind }) => kind === "file").map(({ path }) => [shown(path, at.base), path]));
  const byName = groupBy([...paths.keys()], (path) => path.slice(path.lastIndexOf("/") + 1));
  const near = nearestFirst(wanted, [...byName.keys()]).filter(({ isNear }) => isNear || !isBase);
  const all = near.flatMap(({ name }) => byName.get(name) ?? []);
  return all.length === 0 ? undefined : thereIs(all);
}

/** `What is there: "a.zip", "b.zip" and 7 more.` */
export function thereIs(paths: readonly string[]): string {
  const more = paths.length - NAMED;
  const named = paths
    .slice(0, NAMED)
    .map((path) => `"${path}"`)
    .join(", ");
  return `What is there: ${more > 0 ? `${named} and ${more} more` : named}.`;
}

/** What a text leads to as a pattern; nothing where it is none. */
export async function lookFor(text: string, at: Search): Promise<Finding[]> {
  try {
    return await walk(readPattern(text, { ...at, hidden: false }), at);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
