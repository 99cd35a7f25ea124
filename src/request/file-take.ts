import { explain } from "../errors";
import { hintFor } from "./file-hints";
import { distinct, doubles, shown, take, type Taken } from "./file-list";
import { errorCode } from "./file-lookup";
import { findFiles, takeAway, type Found, type Search } from "./file-search";
import type { Wish } from "./file-wish";

/** The list after one more piece of the input, and what is to be said about that piece. */
export interface Step {
  readonly list: readonly Taken[];
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/** What a piece is followed with. */
export interface Course {
  readonly list: readonly Taken[];
  readonly at: Search;
  readonly failOnUnmatched: boolean;
}

/** How many paths a sentence names before it only counts. */
const NAMED = 5;

function malformed({ text, reading: { path, name } }: Wish): string | undefined {
  if (path === "") return `files: "${text}" names no file.`;
  if (name === "") return `files: "${text}" renames to an empty name.`;
  if (name !== undefined && (/[/\\]/.test(name) || /^\.\.?$/.test(name))) {
    return `files: "${text}" renames to "${name}", but names on a release have no folders.`;
  }
  return undefined;
}

function searchTrouble(text: string, error: unknown): string {
  const said = explain(error)
    .join(" ")
    .replace(/^Error: /, "");
  // The system's codes are like EACCES; Node's own (ERR_ASSERTION, from glob) are about the pattern.
  const verb = /^E[A-Z0-9]+$/.test(errorCode(error)) ? "cannot be searched for" : "is not a pattern that can be read";
  return `files: "${text}" ${verb}: ${said.replace(/\.$/, "")}.`;
}

async function unmatched(wish: Wish, found: Found, at: Search): Promise<string> {
  const { path } = wish.reading;
  const { base, windows } = at;
  const hint = await hintFor({ path, base, windows, folders: found.folders, barred: found.barred });
  const label = hint === "" && wish.reading.label !== "" ? `What follows # was read as the label of "${path}".` : hint;
  return [`files: "${wish.text}" matches no file in ${base}.`, label].filter(Boolean).join(" ");
}

async function add(wish: Wish, { list, at, failOnUnmatched }: Course): Promise<Step> {
  const found = await findFiles(wish, at);
  const matches = distinct(found.matches);
  const { name, label } = wish.reading;
  if (found.broken.length > 0) {
    const problems = found.broken.map(
      ({ path, code }) => `files: "${path}" is a symbolic link that leads nowhere (${code}).`,
    );
    return { list, problems, notices: [] };
  }
  if (matches.length === 0) {
    const sentence = await unmatched(wish, found, at);
    return failOnUnmatched ? { list, problems: [sentence], notices: [] } : { list, problems: [], notices: [sentence] };
  }
  if (name !== undefined && matches.length > 1) {
    const paths = matches.slice(0, NAMED).map(({ absolute }) => `"${shown(absolute, at.base)}"`);
    if (matches.length > NAMED) paths.push("…");
    const problem = `files: "${wish.text}" renames ${matches.length} files (${paths.join(", ")}) to one name; it must match exactly one.`;
    return { list, problems: [problem], notices: [] };
  }
  const longer = take(list, { matches, name, label });
  const notices = name === undefined ? doubles(found.matches, { list: longer, base: at.base }) : [];
  return { list: longer, problems: [], notices };
}

/** Follows one piece of the input: adds what it names, or takes that away. Never throws. */
export async function follow(wish: Wish, course: Course): Promise<Step> {
  const bad = malformed(wish);
  const { list, at } = course;
  if (bad !== undefined) return { list, problems: [bad], notices: [] };
  try {
    if (!wish.reading.negated) return await add(wish, course);
    const rest = await takeAway(wish, { list, at });
    const idle = rest.length === list.length;
    return { list: rest, problems: [], notices: idle ? [`files: "${wish.text}" takes away nothing.`] : [] };
  } catch (error) {
    return { list, problems: [searchTrouble(wish.text, error)], notices: [] };
  }
}
