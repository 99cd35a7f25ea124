import { readdir } from "node:fs/promises";
import { resolve } from "node:path";

import { lookup } from "./file-lookup";
import { expandBraces, takeApart } from "./patterns";

/** What a search came upon besides files. */
export interface Unmatched {
  readonly path: string;
  readonly base: string;
  readonly windows: boolean;
  /** It matched folders. */
  readonly folders: boolean;
  /** It matched files that are never uploaded. */
  readonly barred: boolean;
}

/** The first name on the way that is not there as written, and the way with right capitals if there is one. */
async function nearest(start: string, base: string): Promise<{ missing?: string; instead?: string }> {
  const root = /^(?:[A-Za-z]:\/|\/+)/.exec(start)?.[0] ?? "";
  const way: string[] = [];
  let respelt = false;
  for (const segment of start.slice(root.length).split("/").filter(Boolean)) {
    const names = await readdir(resolve(base, root + way.join("/"))).catch((): string[] => []);
    const near = names.find((name) => name.toLowerCase() === segment.toLowerCase());
    const plain = segment === ".." || names.includes(segment);
    if (!plain && near === undefined) return { missing: root + [...way, segment].join("/") };
    respelt ||= !plain;
    way.push(plain ? segment : (near ?? segment));
  }
  return respelt ? { instead: root + way.join("/") } : {};
}

async function nearMiss(at: Unmatched): Promise<string> {
  const [pattern = at.path] = expandBraces(at.path, at.windows);
  const { start, rest } = takeApart(pattern, at.windows);
  const { missing, instead } = await nearest(start, at.base);
  if (instead !== undefined) return `Did you mean "${[instead, ...rest].join("/")}"? Capitals count.`;
  if (missing !== undefined && (rest.length > 0 || missing !== start)) return `There is no folder "${missing}".`;
  return "";
}

/** One sentence on why a pattern may match nothing and what to write instead; empty when nothing comes near. */
export async function hintFor(at: Unmatched): Promise<string> {
  const path = at.path.replace(/[\\/]+$/, "");
  const named = await lookup(resolve(at.base, path));
  if (named.kind === "folder") return `"${path}" is a folder; write ${path}/** for its files.`;
  if (named.kind === "special") return `"${path}" is not a regular file.`;
  if (at.barred) return "What lies in .git and the file for the outputs are never uploaded.";
  if (at.folders) return `It matches only folders; write ${path}/** for their files.`;
  if (named.kind === "missing" && /^E(?:ACCES|PERM)$/.test(named.code))
    return `The way there is closed (${named.code}).`;
  for (const word of path.split(/\s+/)) {
    if (word === path || word === "") continue;
    const kind = (await lookup(resolve(at.base, word))).kind;
    if (kind === "file") return `"${word}" exists: write one pattern a line, or commas between them.`;
  }
  if (!at.windows && path.includes("\\"))
    return "Folders are separated by / here; \\ takes the next character as it is.";
  if (path.startsWith("~")) return "~ is not replaced by the home folder here.";
  return nearMiss(at);
}
