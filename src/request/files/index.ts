import { basename, resolve, sep } from "node:path";

import { type LocalFile } from "../../model/request";
import { isLinkType } from "../../model/release";
import { fileSource } from "../../disk/source";
import { fenceOf, paceOf } from "./bounds";
import { folderReader, measure, shown } from "./disk";
import { readLine } from "./lines";
import { type Taken, clashes, compare, doubles } from "./list";
import { mediaType } from "./media-type";
import { MOST_SAID, type Progress, follow } from "./take";
import { tellLeft } from "./messages";
import type { Search } from "./walk";

/** The `files` input and what bears on it. */
export interface FilesRequest {
  /** The lines of the input, not yet split at commas. */
  readonly lines: readonly string[];
  /** Absolute folder that patterns start from. */
  readonly base: string;
  /** Absolute folders that the run works in; a link out of those that hold the base is followed only when named. */
  readonly workspaces: readonly string[];
  /** A pattern that matches nothing is a problem; false: a notice. */
  readonly failOnUnmatched: boolean;
  /** Files in the order given (sorted by name within one pattern); false: all sorted by name. */
  readonly preserveOrder: boolean;
  /** Absolute paths that are never uploaded. */
  readonly never: readonly string[];
  /** Aborted with a `CancelledError` when the run is to stop. */
  readonly signal: AbortSignal;
}

/** The files, and what is to be said about them, in complete sentences. */
export interface FilesFound {
  readonly files: readonly LocalFile[];
  /** Errors of the input; with any of them nothing may be published. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  readonly notices: readonly string[];
  /** How many comparisons and looks at the disk it took. */
  readonly work: number;
}

/** Characters of the whole input: more than any list that people or their tools write. */
const LONGEST_INPUT = 1_000_000;

/** What it costs to measure a file, beside one comparison of names. */
const MEASURING = 100;

function firstOf(sentences: readonly string[]): string[] {
  const more = sentences.length - MOST_SAID;
  return more <= 1 ? [...sentences] : [...sentences.slice(0, MOST_SAID), `files: And ${more} more of this kind.`];
}

/** `label#type`: what follows the last `#` is the kind of link when it is one of their words. */
function titled(text = ""): Pick<LocalFile, "label" | "linkType"> {
  const [, label = text, word = ""] = /^(.*)#([a-z]+)$/s.exec(text) ?? [];
  return isLinkType(word) ? { label: label.trim() || undefined, linkType: word } : { label: text || undefined };
}

/** The file, measured; or what is wrong with it. */
async function toLocalFile({ match, name, label }: Taken, { at, sources }: Progress): Promise<LocalFile | string> {
  const { real } = match;
  const path = shown(match.path, at.base);
  const measured = measure(real);
  if ("code" in measured) return `files: "${path}" cannot be read (${measured.code}).`;
  const { size, identity, names } = measured;
  if (names > 1 && (await at.fence.barredAs(identity)))
    return `files: "${path}" is another name of a file in .git or of the file for the outputs, which are never uploaded.`;
  const wanted = name ?? basename(match.path);
  const own = { path, name: wanted, type: mediaType(wanted) };
  // A file can be wanted under several names, and is hashed once.
  const source = sources.get(real) ?? fileSource({ ...own, real, identity, size });
  sources.set(real, source);
  return { ...source, ...own, ...titled(label) };
}

async function measureAll(to: Progress): Promise<LocalFile[]> {
  const { list, problems, at } = to;
  const files: LocalFile[] = [];
  for (const taken of list.all) {
    await at.pace.step(MEASURING);
    const file = await toLocalFile(taken, to);
    if (typeof file === "string") problems.push(file);
    else files.push(file);
  }
  return files;
}

/**
 * The files that the `files` input names, measured, and everything there is to say about the input at once.
 * Rejects only when the run is to stop, never for what the input or the disk holds.
 * Source: the project's contract, section 2, "The files".
 */
export async function collectFiles(request: FilesRequest): Promise<FilesFound> {
  const length = request.lines.reduce((sum, line) => sum + line.length, 0);
  if (length > LONGEST_INPUT) {
    const problems = [`files: The list is ${length} characters long; more than ${LONGEST_INPUT} are not read.`];
    return { files: [], problems, warnings: [], notices: [], work: 0 };
  }
  const base = resolve(request.base);
  const fence = await fenceOf({ ...request, base });
  const pace = paceOf(request.signal);
  const at: Search = { base, windows: sep === "\\", folders: folderReader(), fence, pace };
  const { failOnUnmatched } = request;
  const list = { all: new Set<Taken>(), byReal: new Map<string, Set<Taken>>() };
  const said = { left: [], problems: [], notices: [] };
  const to: Progress = { at, failOnUnmatched, list, globbed: [], sources: new Map(), ...said, patterns: 0 };
  if (fence.strayed !== undefined)
    to.notices.push(`files: They are looked for outside of the workspace: ${base} is a link to ${fence.strayed}.`);
  for (const line of request.lines) for (const piece of await readLine(line, at)) await follow(piece, to);
  const files = await measureAll(to);
  if (!request.preserveOrder) files.sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path));
  const told = tellLeft(to.left, base);
  return {
    files,
    problems: firstOf([...to.problems, ...clashes(files)]),
    warnings: told.warnings,
    notices: firstOf([...to.notices, ...doubles(to.globbed, { list, base }), ...told.notices]),
    work: pace.spent(),
  };
}
