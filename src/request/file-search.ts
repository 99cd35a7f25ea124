import { resolve } from "node:path";

import type { Finding, Pattern } from "./file-finding";
import type { Match } from "./file-lookup";
import { type Reading, type Step, nameTest, plainName } from "./file-match";
import { type Ground, walk } from "./file-walk";
import type { Wish } from "./file-wish";
import { MOST_ALTERNATIVES } from "./file-braces";
import { LONGEST_PATTERN, expandBraces, isMagic, takeApart } from "./patterns";

/** Where to search, and with what. */
export interface Search extends Ground {
  /** Absolute. */
  readonly base: string;
  /** Counts patterns. @throws RangeError once all lines together stand for more than anyone means. */
  readonly spend: (patterns: number) => void;
}

/** What a piece of the input names. */
export interface Found {
  /** What its braces stand for; empty for a path that is a file as it is written. */
  readonly patterns: readonly Pattern[];
  readonly matches: readonly Match[];
  /** Patterns that matched a file. */
  readonly matched: ReadonlySet<Pattern>;
  /** Whatever else the patterns led to. */
  readonly others: readonly Finding[];
}

/** A count that ends with an error. */
export function spending(): Search["spend"] {
  let spent = 0;
  return (patterns) => {
    spent += patterns;
    if (spent > MOST_ALTERNATIVES)
      throw new RangeError(`the lines up to this one stand for more than ${MOST_ALTERNATIVES} patterns`);
  };
}

function stepsOf(segments: readonly string[], reading: Reading): Step[] {
  const steps: Step[] = [];
  for (const segment of segments) {
    if (segment === "**") {
      if (steps.at(-1)?.kind !== "folders") steps.push({ kind: "folders" });
    } else if (isMagic(segment, reading.windows)) {
      steps.push({ kind: "names", fits: nameTest(segment, reading), every: /^\*+$/.test(segment) });
    } else steps.push({ kind: "name", name: plainName(segment, reading.windows) });
  }
  return steps;
}

/**
 * The patterns that a path stands for. `dots`: their wildcards take hidden names, too.
 * @throws RangeError for what cannot be read or is more than anyone means.
 */
export function patternsIn(path: string, at: Search, dots: boolean): Pattern[] {
  if (path.length > LONGEST_PATTERN) throw new RangeError(`it is longer than ${LONGEST_PATTERN} characters`);
  const texts = expandBraces(path, at.windows);
  at.spend(texts.length);
  const isPlain = texts.length === 1 && !path.includes("{");
  const before = path.slice(0, Math.max(0, path.indexOf("{"))).replace(at.windows ? /[^/\\]*$/ : /[^/]*$/, "");
  const literal = resolve(at.base, takeApart(at.windows ? before.replaceAll("\\", "/") : before, at.windows).start);
  return texts.map((text) => {
    const { start, rest, foldersOnly } = takeApart(text, at.windows);
    if (rest.includes("..")) throw new RangeError('".." cannot follow a wildcard');
    const dir = resolve(at.base, start);
    const steps = stepsOf(rest, { windows: at.windows, dots });
    return { text, dir, literal: isPlain ? dir : literal, steps, foldersOnly };
  });
}

/** Finds the files that a piece of the input names. @throws RangeError for a pattern that cannot be read. */
export async function findFiles(wish: Wish, at: Search): Promise<Found> {
  const dir = wish.literal ?? "";
  const whole: Pattern = { text: wish.reading.path, dir, literal: dir, steps: [], foldersOnly: false };
  const patterns = wish.literal === undefined ? patternsIn(wish.reading.path, at, false) : [whole];
  const findings = await walk(patterns, at);
  const matches: Match[] = [];
  const matched = new Set<Pattern>();
  const others: Finding[] = [];
  for (const finding of findings) {
    if (finding.kind === "file") {
      const { path, real, link, pattern } = finding;
      if (pattern.foldersOnly) continue;
      matches.push({ absolute: path, real, link, named: pattern.steps.length === 0 });
      matched.add(pattern);
    } else others.push(finding);
  }
  return { patterns, matches, matched, others };
}
