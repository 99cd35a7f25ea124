import { basename, resolve, sep } from "node:path";

import { type LocalFile, isLinkType } from "../model/file";
import { fenceOf } from "./file-fence";
import { folderReader } from "./file-folders";
import { type Left, tellLeft } from "./file-left";
import { type Taken, clashes, compare, doubles, shown, takenList } from "./file-list";
import { type Match, measure } from "./file-lookup";
import { paceOf } from "./file-pace";
import { type Search, spending } from "./file-search";
import { follow } from "./file-take";
import { readLine } from "./file-wish";
import { mediaType } from "./media-type";

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

const WINDOWS = sep === "\\";

/** Characters of the whole input: more than any list that people or their tools write. */
const LONGEST_INPUT = 1_000_000;

/** Files that are measured together: enough to keep Node's four file threads busy, and few open at once. */
const AT_ONCE = 32;

/** Sentences about one input: more are only counted. */
const MOST_SAID = 100;

function firstOf(sentences: readonly string[]): string[] {
  const more = sentences.length - MOST_SAID;
  return more <= 1 ? [...sentences] : [...sentences.slice(0, MOST_SAID), `files: And ${more} more of this kind.`];
}

/** `label#type`: what follows the last `#` is the kind of link when it is one of their words. */
function titled(text: string): Pick<LocalFile, "label" | "linkType"> {
  const [, label = text, word = ""] = /^(.*)#([a-z]+)$/s.exec(text) ?? [];
  return isLinkType(word) ? { label: label.trim(), linkType: word } : { label: text, linkType: "" };
}

async function toLocalFile({ match, name, label }: Taken, at: Search): Promise<LocalFile | string> {
  const { absolute, real } = match;
  const path = shown(absolute, at.base);
  const measured = await measure(real);
  if ("code" in measured) return `files: "${path}" cannot be read (${measured.code}).`;
  const { size, identity, names } = measured;
  if (names > 1 && (await at.fence.barredAs(identity)))
    return `files: "${path}" is another name of a file in .git or of the file for the outputs, which are never uploaded.`;
  const own = basename(absolute);
  const contentType = mediaType(name ?? own);
  return { path, absolute, real, identity, name: name ?? own, ...titled(label), size, contentType };
}

async function measureAll(list: readonly Taken[], at: Search): Promise<{ files: LocalFile[]; problems: string[] }> {
  const files: LocalFile[] = [];
  const problems: string[] = [];
  for (let done = 0; done < list.length; done += AT_ONCE) {
    await at.pace.step(AT_ONCE);
    for (const file of await Promise.all(list.slice(done, done + AT_ONCE).map((taken) => toLocalFile(taken, at)))) {
      if (typeof file === "string") problems.push(file);
      else files.push(file);
    }
  }
  return { files, problems };
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
  const at: Search = { base, windows: WINDOWS, folders: folderReader(), fence, pace, spend: spending() };
  const list = takenList();
  const problems: string[] = [];
  const notices: string[] = [];
  if (fence.strayed !== undefined)
    notices.push(`files: They are looked for outside of the workspace: ${base} is a link to ${fence.strayed}.`);
  const globbed: (readonly Match[])[] = [];
  let left: readonly Left[] = [];
  let said = 0;
  for (const line of request.lines) {
    for (const wish of await readLine(line, at)) {
      const step = await follow(wish, {
        list,
        left,
        at,
        failOnUnmatched: request.failOnUnmatched,
        hints: said < MOST_SAID,
      });
      left = step.left;
      said += step.problems.length + step.notices.length;
      globbed.push(step.globbed ?? []);
      problems.push(...step.problems);
      notices.push(...step.notices);
    }
  }
  const measured = await measureAll(list.all(), at);
  const { files } = measured;
  if (!request.preserveOrder) files.sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path));
  const told = tellLeft(left, base);
  return {
    files,
    problems: firstOf([...problems, ...measured.problems, ...clashes(files)]),
    warnings: told.warnings,
    notices: firstOf([...notices, ...doubles(globbed.flat(), { list, base }), ...told.notices]),
    work: pace.spent(),
  };
}
