import { CancelledError, explain } from "../errors";
import { awayOf } from "./file-away";
import type { Finding, Pattern } from "./file-finding";
import { hintFor } from "./file-hints";
import { habitOf } from "./file-habits";
import { type Left, stillLeft } from "./file-left";
import { type TakenList, distinct, listed, quoted, shown } from "./file-list";
import { type Match, errorCode } from "./file-lookup";
import { type Found, type Search, findFiles } from "./file-search";
import type { Wish } from "./file-wish";

/** What is to be said about one piece of the input. */
export interface Step {
  readonly left: readonly Left[];
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  /** What wildcards matched. */
  readonly globbed?: readonly Match[];
}

/** What a piece is followed with. The list is changed. */
export interface Course {
  readonly list: TakenList;
  /** What the pieces before it left out. */
  readonly left: readonly Left[];
  readonly at: Search;
  readonly failOnUnmatched: boolean;
  /** Say why a pattern may match nothing. */
  readonly hints: boolean;
}

function malformed({ text, literal, reading: { path, name, label, spaced } }: Wish): string | undefined {
  const said = `files: ${quoted(text)}`;
  if (literal === undefined && /^(?:#|\/\/)\s/.test(text))
    return `${said} is no comment: every line here is a pattern. Take it out.`;
  if (path === "") return `${said} names no file.`;
  if (name === "") return `${said} renames to an empty name.`;
  if (name !== undefined && (/[/\\]/.test(name) || /^\.\.?$/.test(name))) {
    return `${said} renames to ${quoted(name)}, but names on a release have no folders.`;
  }
  const before = name === undefined ? path : `${path} => ${name}`;
  if (spaced && label !== "")
    return (
      `${said} has a blank before #, as comments have, but what follows # is the label that people see. ` +
      `Write ${quoted(`${before}#${label}`)} if that is meant; a comment has no place here.`
    );
  return undefined;
}

function searchTrouble(text: string, error: unknown): string {
  // A word of the system (EMFILE) says nothing about the pattern.
  const verb = errorCode(error) === "" ? "is not a pattern that can be read" : "cannot be searched for";
  return `files: ${quoted(text)} ${verb}: ${explain(error).join(" ").replace(/\.$/, "")}.`;
}

const isDeep = ({ steps }: Pattern): boolean => steps.some(({ kind }) => kind === "folders");

/** What a pattern led to that is worth a word although other files matched. */
function worthTelling({ pattern, path, kind }: Finding, at: Search): boolean {
  const glob = pattern.steps.length > 0;
  switch (kind) {
    case "folder":
    case "broken link":
    case "special":
      return glob && !isDeep(pattern);
    case "barred":
      // By its own path it is barred for everybody to see; by a link it is not.
      return glob && !at.fence.barred(path, path);
    case "closed":
    case "outside":
    case "led":
      return true;
    case "file":
      return false;
    default:
      return kind satisfies never;
  }
}

async function unmatched(wish: Wish, found: Found, { at, hints }: Course): Promise<string> {
  const { path, label } = wish.reading;
  const hint = hints ? await hintFor({ path, text: wish.text, found: found.others, at }) : "";
  const read = hint === "" && label !== "" ? `What follows # was read as the label of ${quoted(path)}.` : hint;
  return [`files: ${quoted(wish.text)} matches no file in ${at.base}.`, read].filter(Boolean).join(" ");
}

/** Alternatives of braces that matched nothing although others did. */
async function missing(wish: Wish, found: Found, course: Course): Promise<{ named: string[]; globs: string[] }> {
  const { at, hints } = course;
  const broken = new Set(found.others.filter(({ kind }) => kind === "broken link").map(({ pattern }) => pattern));
  const lost = found.patterns.filter((pattern) => !found.matched.has(pattern) && !broken.has(pattern));
  async function tell(patterns: readonly Pattern[]): Promise<string[]> {
    const [first] = patterns;
    if (first === undefined) return [];
    const others = found.others.filter(({ pattern }) => pattern === first);
    const hint = hints ? await hintFor({ path: first.text, text: wish.text, found: others, at }) : "";
    const names = listed(patterns.map(({ text }) => quoted(text)));
    const verb = patterns.length === 1 ? "matches" : "match";
    const sentence = `files: ${names} of ${quoted(wish.text)} ${verb} no file in ${at.base}.`;
    return [hint === "" ? sentence : `${sentence} ${hint}`];
  }
  return {
    named: await tell(lost.filter(({ steps }) => steps.length === 0)),
    globs: await tell(lost.filter(({ steps }) => steps.length > 0)),
  };
}

function brokenOf(found: Found, at: Search): string[] {
  return found.others.flatMap((finding) => {
    if (finding.kind !== "broken link" || finding.pattern.steps.length > 0) return [];
    const nowhere = finding.code === "ENOENT" || finding.code === "ELOOP";
    const how = nowhere ? "leads nowhere" : "cannot be followed";
    return [`files: "${shown(finding.path, at.base)}" is a symbolic link that ${how} (${finding.code}).`];
  });
}

async function add(wish: Wish, course: Course): Promise<Step> {
  const { list, at, failOnUnmatched } = course;
  const found = await findFiles(wish, at);
  const matches = distinct(found.matches);
  const { name, label } = wish.reading;
  const broken = brokenOf(found, at);
  const left = found.others
    .filter((finding) => worthTelling(finding, at))
    .map((finding) => ({ text: wish.text, finding }));
  if (matches.length === 0) {
    const sentences = broken.length > 0 ? [] : [await unmatched(wish, found, course)];
    // The sentence says already why the rest is left out.
    const closed = left.filter(({ finding }) => finding.kind === "closed");
    return failOnUnmatched || broken.length > 0
      ? { left: closed, problems: [...broken, ...sentences], notices: [] }
      : { left: closed, problems: [], notices: sentences };
  }
  const lost = await missing(wish, found, course);
  const problems = [...broken, ...(failOnUnmatched ? lost.named : [])];
  if (name !== undefined && matches.length > 1) {
    const paths = listed(matches.map(({ absolute }) => `"${shown(absolute, at.base)}"`));
    const problem = `files: ${quoted(wish.text)} renames ${matches.length} files (${paths}) to one name; it must match exactly one.`;
    return { left, problems: [...problems, problem], notices: [] };
  }
  list.add({ matches, name, label });
  const globbed = name === undefined ? found.matches.filter(({ named }) => !named) : [];
  return { left, problems, notices: [...(failOnUnmatched ? [] : lost.named), ...lost.globs], globbed };
}

/** Takes away what a `!` piece names. */
async function takeAway(wish: Wish, { list, left, at }: Course): Promise<Step> {
  const away = await awayOf(wish, at);
  const rest = [];
  for (const taken of list.all()) {
    const pause = at.pace.step(away.cost);
    if (pause !== undefined) await pause;
    if (!away.file(taken.match.absolute, taken.match.real)) rest.push(taken);
  }
  const stays = stillLeft(left, away);
  const idle = rest.length === list.all().length && stays.length === left.length;
  if (!idle) list.replace(rest);
  const said = [`files: ${quoted(wish.text)} takes away nothing.`, habitOf(wish.reading.path, at.windows)];
  return { left: stays, problems: [], notices: idle ? [said.filter(Boolean).join(" ")] : [] };
}

/** Follows one piece of the input: adds what it names, or takes that away. @throws only when the run is to stop. */
export async function follow(wish: Wish, course: Course): Promise<Step> {
  const bad = malformed(wish);
  const { left } = course;
  if (bad !== undefined) return { left, problems: [bad], notices: [] };
  try {
    if (wish.reading.negated) return await takeAway(wish, course);
    const step = await add(wish, course);
    return { ...step, left: [...left, ...step.left] };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { left, problems: [searchTrouble(wish.text, error)], notices: [] };
  }
}
