import { basename, join, relative, resolve, sep } from "node:path";

import { type LocalFile, isLinkType } from "../model/file";
import { clashes, compare, shown, type Taken } from "./file-list";
import { lookup, measure } from "./file-lookup";
import type { Quietly } from "./file-quiet";
import { barrier, type Search } from "./file-search";
import { follow } from "./file-take";
import type { Find } from "./file-walk";
import { readLine } from "./file-wish";
import { mediaType } from "./media-type";
import { countHidden, escapeGlob } from "./patterns";

/** The `files` input and what bears on it. */
export interface FilesRequest {
  /** The lines of the input, not yet split at commas. */
  readonly lines: readonly string[];
  /** Absolute folder that patterns start from. */
  readonly base: string;
  /** A pattern that matches nothing is a problem; false: a notice. */
  readonly failOnUnmatched: boolean;
  /** Files in the order given (sorted by name within one pattern); false: all sorted by name. */
  readonly preserveOrder: boolean;
  /** Absolute paths that are never uploaded. */
  readonly never: readonly string[];
  /** Wraps every use of @actions/glob, which prints `::debug::` lines; see `quietOn`. */
  readonly quietly: Quietly;
}

/** The files, and what is to be said about them, in complete sentences. */
export interface FilesFound {
  readonly files: readonly LocalFile[];
  /** Errors of the input; with any of them nothing may be published. */
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

const WINDOWS = sep === "\\";

/** Paths that one test against `!` patterns takes at a time: glob holds each path against each line it was given. */
const BATCH = 50;

const within = (dir: string): string => (dir.endsWith(sep) ? "" : sep);

/** Searches for entries, each different search once. Symbolic links are entries; nothing is searched through them. */
function finder(quietly: Quietly): Find {
  const search: Find = async (dir, patterns) => {
    const folder = await lookup(dir);
    if (folder.kind !== "folder") return [];
    const { real } = folder;
    const found: string[] = [];
    for (const hidden of new Set(patterns.map(countHidden))) {
      const group = patterns.filter((pattern) => countHidden(pattern) === hidden);
      const lines = group.map((pattern) => escapeGlob(real, WINDOWS) + within(real) + pattern.join(sep));
      // Keeps the search out of .git early. It also drops a search root that is hidden itself, so not there.
      const excludeHiddenFiles = hidden === 0 && countHidden([basename(real)]) === 0;
      const options = { followSymbolicLinks: false, implicitDescendants: false, excludeHiddenFiles };
      await quietly(async () => {
        const { create } = await import("@actions/glob");
        for await (const path of (await create(lines.join("\n"), options)).globGenerator()) {
          const names = relative(real, path).split(sep);
          // Each segment with a dot in the pattern names one hidden entry; any more were not named.
          if (names[0] !== "" && names[0] !== ".." && countHidden(names) <= hidden) found.push(join(dir, ...names));
        }
      });
    }
    return found;
  };
  const done = new Map<string, ReturnType<Find>>();
  return (dir, patterns) => {
    const key = JSON.stringify([dir, patterns]);
    const result = done.get(key) ?? search(dir, patterns);
    done.set(key, result);
    return result;
  };
}

/** Which paths survive `!` patterns: glob is given the paths themselves, then the patterns, and looks nowhere else. */
function sparer(quietly: Quietly): Search["spared"] {
  return async (paths, patterns) => {
    const known = new Set(paths);
    const spared = new Set<string>();
    const away = patterns.map(
      ({ dir, rest, foldersOnly }) =>
        `!${escapeGlob(dir, WINDOWS)}${within(dir)}${rest.join(sep)}${foldersOnly ? sep : ""}`,
    );
    for (let at = 0; at < paths.length; at += BATCH) {
      const lines = paths.slice(at, at + BATCH).map((path) => escapeGlob(path, WINDOWS));
      await quietly(async () => {
        const { create } = await import("@actions/glob");
        const globber = await create([...lines, ...away].join("\n"), { followSymbolicLinks: false });
        for (const path of await globber.glob()) if (known.has(path)) spared.add(path);
      });
    }
    return spared;
  };
}

/** `label#type`: what follows the last `#` is the kind of link when it is one of their words. */
function titled(text: string): Pick<LocalFile, "label" | "linkType"> {
  const [, label = text, word = ""] = /^(.*)#([a-z]+)$/s.exec(text) ?? [];
  return isLinkType(word) ? { label: label.trim(), linkType: word } : { label: text, linkType: "" };
}

async function toLocalFile({ match, name, label }: Taken, base: string): Promise<LocalFile | string> {
  const path = shown(match.absolute, base);
  const measured = await measure(match.absolute);
  if ("code" in measured) return `files: "${path}" cannot be read (${measured.code}).`;
  const own = basename(match.absolute);
  const contentType = mediaType(name ?? own);
  return { path, absolute: match.absolute, name: name ?? own, ...titled(label), size: measured.size, contentType };
}

/**
 * The files that the `files` input names, measured, and everything there is to say about the input at once.
 * Never rejects for what the input or the disk holds. Source: the project's contract, section 2, "The files".
 */
export async function collectFiles(request: FilesRequest): Promise<FilesFound> {
  const base = resolve(request.base);
  const at: Search = {
    base,
    windows: WINDOWS,
    find: finder(request.quietly),
    spared: sparer(request.quietly),
    barred: await barrier(base, request.never),
  };
  const problems: string[] = [];
  const notices: string[] = [];
  let list: readonly Taken[] = [];
  for (const line of request.lines) {
    for (const wish of await readLine(line, at)) {
      const step = await follow(wish, { list, at, failOnUnmatched: request.failOnUnmatched });
      list = step.list;
      problems.push(...step.problems);
      notices.push(...step.notices);
    }
  }
  const files: LocalFile[] = [];
  // One after the other: each is opened, and thousands at once would run out of handles.
  for (const taken of list) {
    const file = await toLocalFile(taken, base);
    if (typeof file === "string") problems.push(file);
    else files.push(file);
  }
  if (!request.preserveOrder) files.sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path));
  return { files, problems: [...problems, ...clashes(files)], notices };
}
