import { readdir } from "node:fs/promises";
import { resolve } from "node:path";

import { expandBraces } from "./braces";
import { type Status, lookup, shown } from "./disk";
import { lookFor, whatIsThere } from "./there";
import { type Parts, slashed, takeApart } from "./patterns";
import { listed } from "./messages";
import type { Finding, Search } from "./walk";

/**
 * Words of other languages: how they look, and what to write here (`$1` as in a replacement). The narrow ones come
 * first: a quoted variable is a variable.
 */
const HABITS: readonly (readonly [looks: RegExp, hint: string])[] = [
  [
    /\$\{\{.*\}\}|\$[A-Za-z_]\w*|\$\{\w[^{}]*\}|\$\([^()]+\)|%[A-Za-z_]\w*%|\{\{[^{}]+\}\}/,
    "$& was not replaced: variables have to be filled in before the list gets here.",
  ],
  [
    /^\[\s*["']|["']\s*\]$|^\[[^\]]*$|^[^[]*\]$|^\[.*[,/].*\]$/,
    "This looks like a list in brackets: write one pattern per line, without brackets, quotes or commas.",
  ],
  [/^-\s+(.+)$/, '"- " is part of the name here: write only $1'],
  [/^\s*$|^(?:#|\/\/)\s/, "Every line here is a pattern; comments are not supported."],
  [/^file:\/\//i, "Write the path alone, without file://."],
  [/^[A-Za-z][\w+.-]*:\/\/\S/, "Addresses are not fetched; the input links adds them to a release."],
  [/^["'`“‘](.*?)["'`”’]?$|^(.*?)["'`”’]$/, "Quotes are part of the name here: write $1$2 without them."],
  [/^~(?:\w+)?(?:[/\\]|$)/, "~ is not expanded here: write the full path."],
  [/[@+?*]\(([^()]*\|[^()]*)\)/, "$& is not supported here: write {$1}."],
  [/[@+?*]\([^()]*\)/, "$& is not supported here: write {a,b} for alternatives."],
  [/!\(([^()|]*)[^()]*\)/, '$& is not supported here: exclude files on a separate line, such as "!**/$1".'],
  [/\(([^()|]*\|[^()]*)\)/, "$& is not supported here: write {$1}."],
  [/\[!?\^?\[:\w+:\]/, "Named classes are not supported here: write [0-9] or [a-z]."],
  [/(?:^|[/\\])\*\*([^/\\*]+)/, "** goes through folders only between slashes: write **/*$1."],
  [
    /\{(?:[^{}]*,)?\s+[^{}]*\}|\{[^{}]*\s+(?:,[^{}]*)?\}|\{[^{}]*,\s[^{}]*\}/,
    "Blanks inside braces are part of the names: write {zip,deb}.",
  ],
];

/** Where `\` does not separate folders. */
const POSIX_HABITS: typeof HABITS = [
  [/\\\s*$/, "\\ at the end does not join lines here."],
  [/^[A-Za-z]:[/\\]/, "Drive letters exist on Windows only: write a path of this system."],
];

/** What was meant by a text that matched nothing, if it looks like a habit from elsewhere. */
export function habitOf(text: string, windows: boolean): string | undefined {
  // Nobody reads advice on a text without end.
  const short = text.slice(0, 500).trim();
  for (const [looks, hint] of windows ? HABITS : [...HABITS, ...POSIX_HABITS]) {
    const [found] = looks.exec(short) ?? [];
    if (found !== undefined)
      return found.replace(looks, hint).replace(/write \{.*\}/s, (list) => list.replaceAll("|", ","));
  }
  return undefined;
}

/** What a pattern led to besides files, in the order in which one kind of it is told. */
const LED_TO: readonly (readonly [Finding["kind"], means: (paths: string, path: string) => string])[] = [
  [
    "outside",
    (paths) =>
      `Links out of the workspace are followed only where a line names them without wildcards or braces: ${paths}.`,
  ],
  ["barred", () => "What lies in .git and the file for the outputs are never uploaded."],
  ["folder", (_, path) => `It matches only folders; write ${path}/** for their files.`],
  ["special", (paths) => `It matches no regular file: ${paths}.`],
  ["broken link", (paths) => `It matches symbolic links that lead nowhere: ${paths}.`],
  ["closed", (paths) => `Folders on the way cannot be read: ${paths}.`],
];

function whereItLed({ found, path }: Unmatched, base: string): string | undefined {
  for (const [kind, means] of LED_TO) {
    const paths = found
      .filter((one) => one.kind === kind)
      .map((one) => `"${shown(one.path, base)}"${"real" in one ? ` → "${one.real}"` : ""}`);
    if (paths.length > 0) return means(listed(paths), path);
  }
  return undefined;
}

function whatStandsThere(path: string, there: Status | undefined): string | undefined {
  if (there?.kind === "folder") return `"${path}" is a folder; write ${path}/** for its files.`;
  return there?.kind === "special" ? `"${path}" is not a regular file.` : undefined;
}

/** Whether a text on its own matches a file. */
async function matches(text: string, at: Search): Promise<boolean> {
  if (text === "" || /^!|\0/.test(text)) return false;
  return (await lookFor(text, at)).some(({ kind }) => kind === "file");
}

const SEPARATORS = [
  [/\s+/, "blanks"],
  [/\s*;\s*/, "semicolons"],
  [/\\n/, "\\n"],
  [/\s*\|\s*/, "|"],
  [/\s*:\s*/, "colons"],
] as const;

/** Words of one line that are tried on their own. */
const WORDS = 8;

async function severalInOne(path: string, at: Search): Promise<string | undefined> {
  for (const [separator, how] of SEPARATORS) {
    const words = path.split(separator).filter(Boolean).slice(0, WORDS);
    for (const word of words.length > 1 ? words : [])
      if (await matches(word, at))
        return `"${word}" alone matches, but patterns are not separated by ${how}: write one per line, or put commas between them.`;
  }
  return undefined;
}

async function backslashes(path: string, at: Search): Promise<string | undefined> {
  if (at.windows || !path.includes("\\")) return undefined;
  const other = slashed(path, true);
  if (await matches(other, at)) return `Folders are separated by / here: write ${other}.`;
  return path.includes("\\n")
    ? "\\n does not begin a line here: write one pattern per line."
    : "Folders are separated by / here; \\ escapes the next character.";
}

/** A path that people write has few folders; the ends of longer ones are not tried. */
const DEEPEST = 40;

/** An absolute path whose end is here: the same workspace, seen from outside of a container or on another machine. */
async function otherMachine({ start, rest }: Parts, { base }: Search): Promise<string | undefined> {
  if (!/^(?:\/|[A-Za-z]:\/)/.test(start)) return undefined;
  const names = start.split("/").filter(Boolean);
  for (let from = 1; from < Math.min(names.length, DEEPEST); from += 1) {
    const end = names.slice(from);
    const { kind } = await lookup(resolve(base, end.join("/")));
    if (kind === "file" || (kind === "folder" && rest.length > 0))
      return `That path is not of this machine or container; "${[...end, ...rest].join("/")}" is here: write paths from ${base}.`;
  }
  const isRunner = /^\/(?:home\/[^/]+\/(?:actions-runner\/)?_?work|__w|github\/workspace)\//.test(start);
  return isRunner ? `The workspace of this job is ${base}: write paths from there.` : undefined;
}

/** The first name on the way that is not there as written, or the way in other capitals. */
async function otherName({ start, rest }: Parts, { base }: Search): Promise<string | undefined> {
  const [root = ""] = /^(?:[A-Za-z]:\/|\/+)/.exec(start) ?? [];
  let way = root;
  for (const segment of start.slice(root.length).split("/").filter(Boolean)) {
    const names = await readdir(resolve(base, way)).catch((): string[] => []);
    const isThere = segment === ".." || names.includes(segment);
    const near = isThere ? segment : names.find((name) => name.toLowerCase() === segment.toLowerCase());
    const before = way === root ? root : `${way}/`;
    way = before + (near ?? segment);
    if (near === undefined) return rest.length > 0 || way !== start ? `There is no folder "${way}".` : undefined;
  }
  return way === start ? undefined : `Did you mean "${[way, ...rest].join("/")}"? Case matters.`;
}

/** Nobody reads more. */
const LONGEST_HINT = 600;

/** A path or pattern that matched no file. */
export interface Unmatched {
  readonly path: string;
  /** The whole piece as written. */
  readonly text: string;
  /** What it led to besides files. */
  readonly found: readonly Finding[];
}

/** One sentence on why that may be and what to write instead; undefined when nothing comes near. */
export async function hintFor(lost: Unmatched, at: Search): Promise<string | undefined> {
  const path = lost.path.replace(/[\\/]+$/, "");
  const there = path.includes("\0") ? undefined : await lookup(resolve(at.base, path));
  const isClosed = there?.kind === "missing" && /^E(?:ACCES|PERM)$/.test(there.code);
  // What is there comes before how the line is written, and that before what is only near.
  const hint =
    whatStandsThere(path, there) ??
    whereItLed({ ...lost, path }, at.base) ??
    (isClosed ? `The path is not accessible (${there.code}).` : undefined) ??
    habitOf(lost.text, at.windows) ??
    habitOf(path, at.windows) ??
    (await severalInOne(path, at)) ??
    (await backslashes(path, at)) ??
    (await otherMachine(partsOf(path), at)) ??
    (await otherName(partsOf(path), at)) ??
    (await whatIsThere(partsOf(path), at));
  return hint !== undefined && hint.length > LONGEST_HINT ? undefined : hint;
}

/** Of several alternatives the first. */
function partsOf(path: string): Parts {
  const [first = path] = expandBraces(slashed(path, true));
  return takeApart(first);
}
