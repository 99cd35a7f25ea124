import { readdir } from "node:fs/promises";
import { resolve } from "node:path";

import type { Finding, Pattern } from "./file-finding";
import { habitOf } from "./file-habits";
import { listed, shown } from "./file-list";
import { lookup } from "./file-lookup";
import { type Search, patternsIn } from "./file-search";
import { walk } from "./file-walk";
import { expandBraces, takeApart } from "./patterns";

/** A path or pattern that matched no file. */
export interface Unmatched {
  readonly path: string;
  /** The whole piece as written. */
  readonly text: string;
  /** What it led to besides files. */
  readonly found: readonly Finding[];
  readonly at: Search;
}

/** Words of one line that are tried on their own. */
const WORDS = 8;

/** A path that people write has few folders; the ends of longer ones are not tried. */
const DEEPEST = 40;

/** What a pattern led to, and was not uploaded for. */
function hintOfFindings({ path, found, at }: Unmatched): string {
  const some = (kind: Finding["kind"]): string =>
    listed(
      found
        .filter((one) => one.kind === kind)
        .map((one) => {
          const there = `"${shown(one.path, at.base)}"`;
          return "real" in one ? `${there} → "${one.real}"` : there;
        }),
    );
  const has = (kind: Finding["kind"]): boolean => found.some((one) => one.kind === kind);
  if (has("outside"))
    return `Links out of the workspace are followed only where a line names them without wildcards or braces: ${some("outside")}.`;
  if (has("barred")) return "What lies in .git and the file for the outputs are never uploaded.";
  if (has("folder")) return `It matches only folders; write ${path}/** for their files.`;
  if (has("special")) return `It matches no regular file: ${some("special")}.`;
  if (has("broken link")) return `It matches symbolic links that lead nowhere: ${some("broken link")}.`;
  if (has("closed")) return `Folders on the way cannot be read: ${some("closed")}.`;
  return "";
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

async function nearMiss(start: string, rest: readonly string[], at: Search): Promise<string> {
  const { missing, instead } = await nearest(start, at.base);
  if (instead !== undefined) return `Did you mean "${[instead, ...rest].join("/")}"? Capitals count.`;
  if (missing !== undefined && (rest.length > 0 || missing !== start)) return `There is no folder "${missing}".`;
  return "";
}

/** Whether a text on its own matches a file. */
async function matches(text: string, at: Search): Promise<boolean> {
  if (text === "" || /^!|\0/.test(text)) return false;
  const patterns = readable(text, at);
  const found = await walk(patterns, at);
  return found.some(({ kind }) => kind === "file");
}

function readable(text: string, at: Search): Pattern[] {
  try {
    return patternsIn(text, { ...at, spend: () => undefined }, false);
  } catch {
    return [];
  }
}

/** Several paths in one line. */
async function severalIn(path: string, at: Search): Promise<string> {
  for (const [parting, how] of [
    [/\s+/, "blanks"],
    [/\s*;\s*/, "semicolons"],
    [/\\n/, "\\n"],
    [/\s*\|\s*/, "|"],
    [/\s*:\s*/, "colons"],
  ] as const) {
    const words = path.split(parting).filter(Boolean).slice(0, WORDS);
    if (words.length < 2) continue;
    for (const word of words)
      if (await matches(word, at))
        return `"${word}" alone matches, but ${how} part no patterns: write one a line, or commas between them.`;
  }
  return "";
}

/** An absolute path whose end is here: the same workspace, seen from outside of a container or on another machine. */
async function endHere(start: string, rest: readonly string[], at: Search): Promise<string> {
  const names = start.split("/").filter(Boolean);
  for (let from = 1; from < Math.min(names.length + 1, DEEPEST); from += 1) {
    const end = names.slice(from);
    const there = end.length === 0 ? undefined : await lookup(resolve(at.base, end.join("/")));
    if (there?.kind === "file" || (there?.kind === "folder" && rest.length > 0))
      return `That path is not of this machine or container; "${[...end, ...rest].join("/")}" is here: write paths from ${at.base}.`;
  }
  if (/^\/(?:home\/[^/]+\/(?:actions-runner\/)?_?work|__w|github\/workspace)\//.test(start))
    return `The workspace of this job is ${at.base}: write paths from there.`;
  return "";
}

/** Nobody reads more. */
const LONGEST_HINT = 600;

/** One sentence on why a pattern may match nothing and what to write instead; empty when nothing comes near. */
export async function hintFor(unmatched: Unmatched): Promise<string> {
  const hint = await reasonOf(unmatched);
  return hint.length > LONGEST_HINT ? "" : hint;
}

async function reasonOf(unmatched: Unmatched): Promise<string> {
  const { at } = unmatched;
  const path = unmatched.path.replace(/[\\/]+$/, "");
  const named = path.includes("\0") ? undefined : await lookup(resolve(at.base, path));
  if (named?.kind === "folder") return `"${path}" is a folder; write ${path}/** for its files.`;
  if (named?.kind === "special") return `"${path}" is not a regular file.`;
  const led = hintOfFindings({ ...unmatched, path });
  if (led !== "") return led;
  if (named?.kind === "missing" && /^E(?:ACCES|PERM)$/.test(named.code))
    return `The way there is closed (${named.code}).`;
  const habit = habitOf(unmatched.text, at.windows) || habitOf(path, at.windows);
  if (habit !== "") return habit;
  const several = await severalIn(path, at);
  if (several !== "") return several;
  const slashed = path.replaceAll("\\", "/");
  if (!at.windows && slashed !== path && (await matches(slashed, at)))
    return `Folders are separated by / here: write ${slashed}.`;
  if (!at.windows && path.includes("\\"))
    return path.includes("\\n")
      ? "\\n does not begin a line here: write one pattern a line."
      : "Folders are separated by / here; \\ takes the next character as it is.";
  const [first = slashed] = expandBraces(slashed, at.windows);
  const { start, rest } = takeApart(first, at.windows);
  return (await endHere(/^(?:\/|[A-Za-z]:\/)/.test(start) ? start : "", rest, at)) || nearMiss(start, rest, at);
}
