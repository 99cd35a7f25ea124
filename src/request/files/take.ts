import { CancelledError, explain } from "../../errors";
import type { Source } from "../../model/source";
import { groupBy } from "../../model/group";
import { MOST_PATTERNS } from "./braces";
import { errorCode } from "../../disk/paths";
import { shown } from "./disk";
import { excluding } from "./exclude";
import { type Unmatched, habitOf, hintFor } from "./hints";
import type { Piece } from "./lines";
import { type List, type Match, add, distinct, isNamed, remove } from "./list";
import { type Pattern, readPattern } from "./patterns";
import { type Left, listed, quoted, worthTelling } from "./messages";
import { type Finding, type Search, walk } from "./walk";

/** What has come of the lines so far. Each piece changes it. */
export interface Progress {
  readonly at: Search;
  /** A pattern that matches nothing is a problem; false: a notice. */
  readonly failOnUnmatched: boolean;
  readonly list: List;
  /** Files that wildcards found. */
  readonly globbed: Match[];
  /** By where they really lie. */
  readonly sources: Map<string, Source>;
  left: Left[];
  readonly problems: string[];
  readonly notices: string[];
  /** How many patterns all pieces stand for. */
  patterns: number;
}

/** Sentences about one input: more are only counted. */
export const MOST_SAID = 100;

/** What is wrong with a piece, whatever the disk holds. */
function malformed({ text, literal, path, name, label, spaced }: Piece): string | undefined {
  const said = `files: ${quoted(text)}`;
  if (literal === undefined && /^(?:#|\/\/)\s/.test(text))
    return `${said} is not a comment: every line here is a pattern. Remove it.`;
  if (path === "") return `${said} names no file.`;
  if (name === "") return `${said} renames to an empty name.`;
  if (name !== undefined && (/[/\\]/.test(name) || /^\.\.?$/.test(name)))
    return `${said} renames to ${quoted(name)}, but names on a release have no folders.`;
  if (!spaced || label === undefined) return undefined;
  const before = name === undefined ? path : `${path} => ${name}`;
  return (
    `${said} has a blank before #, like a comment, but what follows # is the label on the release. ` +
    `Write ${quoted(`${before}#${label}`)} if you mean that; comments are not supported here.`
  );
}

function patternsOf({ literal, path, negated }: Piece, to: Progress): Pattern[] {
  if (literal !== undefined) return [{ text: path, dir: literal, literal, steps: [], foldersOnly: false }];
  const patterns = readPattern(path, { ...to.at, hidden: negated });
  to.patterns += patterns.length;
  if (to.patterns > MOST_PATTERNS)
    throw new RangeError(`the lines up to this one expand to more than ${MOST_PATTERNS} patterns`);
  return patterns;
}

/** A sentence on what matches nothing, such as `"*.zip" matches`, and on why that may be. */
async function unmatched(
  { at, problems, notices }: Progress,
  lost: Unmatched & { readonly who: string; readonly otherwise?: string | undefined },
): Promise<string> {
  const hint = problems.length + notices.length < MOST_SAID ? await hintFor(lost, at) : undefined;
  return [`files: ${lost.who} no file in ${at.base}.`, hint ?? lost.otherwise].filter(Boolean).join(" ");
}

const isMatch = (finding: Finding): finding is Match => finding.kind === "file" && !finding.pattern.foldersOnly;

/** Takes the files that a piece names. */
async function include(piece: Piece, to: Progress): Promise<void> {
  const { at, list, problems, notices } = to;
  const { text, path, name, label } = piece;
  const lenient = to.failOnUnmatched ? problems : notices;
  const patterns = patternsOf(piece, to);
  const found = await walk(patterns, at);
  const files = found.filter(isMatch);
  const broken = found.flatMap((finding) => (finding.kind === "broken link" ? [finding] : []));
  for (const link of broken.filter(isNamed)) {
    const how = link.code === "ENOENT" || link.code === "ELOOP" ? "leads nowhere" : "cannot be followed";
    problems.push(`files: "${shown(link.path, at.base)}" is a symbolic link that ${how} (${link.code}).`);
  }
  // Where nothing matched, one sentence says it all, but for folders that are closed.
  const left = found.filter((one) => (files.length === 0 ? one.kind === "closed" : worthTelling(one, at)));
  for (const finding of left) to.left.push({ text, finding });
  if (files.length === 0) {
    if (broken.some(isNamed)) return;
    const otherwise = label === undefined ? label : `What follows # was read as the label of ${quoted(path)}.`;
    lenient.push(await unmatched(to, { who: `${quoted(text)} matches`, path, text, found, otherwise }));
    return;
  }
  const matched = new Set([...files, ...broken].map(({ pattern }) => pattern));
  const rest = patterns.filter((pattern) => !matched.has(pattern));
  const lost = groupBy(rest, ({ steps }) => steps.length > 0);
  for (const [isWild, same] of lost) {
    const who = `${listed(same.map((one) => quoted(one.text)))} of ${quoted(text)} ${same.length === 1 ? "matches" : "match"}`;
    const [first] = same;
    const others = found.filter(({ pattern }) => pattern === first);
    (isWild ? notices : lenient).push(await unmatched(to, { who, path: first?.text ?? path, text, found: others }));
  }
  const matches = distinct(files);
  if (name !== undefined && matches.length > 1) {
    const paths = listed(matches.map((match) => `"${shown(match.path, at.base)}"`));
    const many = `renames ${matches.length} files (${paths}) to one name; it must match exactly one.`;
    problems.push(`files: ${quoted(text)} ${many}`);
    return;
  }
  for (const match of matches) add(list, { match, name, label });
  for (const match of name === undefined ? files : []) if (!isNamed(match)) to.globbed.push(match);
}

/** Takes away what a `!` piece names: files, and all that lies in folders, hidden or not. */
async function exclude(piece: Piece, to: Progress): Promise<void> {
  const { at, list } = to;
  const patterns = patternsOf(piece, to);
  const excludes = await excluding(patterns);
  const before = list.all.size;
  for (const taken of list.all) {
    const pause = at.pace.step(1 + patterns.length);
    if (pause !== undefined) await pause;
    if (excludes({ ...taken.match, isFolder: false })) remove(list, taken);
  }
  // What is taken away needs no word.
  const left = to.left.filter(({ finding }) => {
    const { path, kind } = finding;
    const isFolder = kind === "closed" || kind === "folder";
    return !excludes({ path, real: "real" in finding ? finding.real : path, isFolder });
  });
  const isIdle = list.all.size === before && left.length === to.left.length;
  to.left = left;
  if (!isIdle) return;
  const habit = habitOf(piece.path, at.windows);
  to.notices.push([`files: ${quoted(piece.text)} takes away nothing.`, habit].filter(Boolean).join(" "));
}

/** Follows one piece of the input. @throws only when the run is to stop. */
export async function follow(piece: Piece, to: Progress): Promise<void> {
  const wrong = malformed(piece);
  if (wrong !== undefined) {
    to.problems.push(wrong);
    return;
  }
  try {
    await (piece.negated ? exclude(piece, to) : include(piece, to));
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    // A word of the system (EMFILE) says nothing about the pattern.
    const verb = errorCode(error) === "" ? "is not a pattern that can be read" : "cannot be searched for";
    to.problems.push(`files: ${quoted(piece.text)} ${verb}: ${explain(error).told.join(" ").replace(/\.$/, "")}.`);
  }
}
