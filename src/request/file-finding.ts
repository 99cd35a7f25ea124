import { type Reading, type Step, takes } from "./file-match";

/** One pattern in an absolute place: braces expanded, its literal start cut off. */
export interface Pattern {
  /** As written, with its braces expanded. */
  readonly text: string;
  /** Absolute folder or path that its wildcards start from. */
  readonly dir: string;
  /** Absolute: how much of that the line gives without braces. Links up to there were named. */
  readonly literal: string;
  /** What is still to be followed from there; empty for a path without wildcards. */
  readonly steps: readonly Step[];
  /** Written with a slash at its end, so no file is meant. */
  readonly foldersOnly: boolean;
}

/** What stands at a path that a pattern led to. */
export type Tale =
  | { readonly kind: "file"; readonly real: string; readonly link: boolean }
  | { readonly kind: "folder" | "special" | "barred" }
  | { readonly kind: "broken link" | "closed"; readonly code: string }
  /** `outside`: a link out of the workspace that is not followed; `led`: one that is, because it was named. */
  | { readonly kind: "outside" | "led"; readonly real: string };

/** What a pattern led to. Paths are absolute; `real` is where a link leads. */
export type Finding = { readonly pattern: Pattern; readonly path: string } & Tale;

/** How far a pattern was followed: the place of its next step. */
export interface Position {
  readonly pattern: Pattern;
  readonly place: number;
}

/** What a name in a folder means: positions that stay at a `**`, and those that went on. */
export interface Reached {
  readonly through: readonly Position[];
  readonly entered: readonly Position[];
}

/** Whether a pattern has come to its end: what stands here is what it names. */
export function isEnd({ pattern, place }: Position): boolean {
  return place === pattern.steps.length;
}

/** The patterns of some positions, each once. */
export function patternsOf(positions: readonly Position[]): Pattern[] {
  return [...new Set(positions.map(({ pattern }) => pattern))];
}

/** Where `**` may stand for no folder at all, the place after it counts as well. */
export function skipping(positions: readonly Position[]): Position[] {
  const all: Position[] = [];
  for (const position of positions) {
    const { pattern, place } = position;
    all.push(position);
    if (pattern.steps[place]?.kind === "folders") all.push({ pattern, place: place + 1 });
  }
  return all;
}

/** Follows positions by one name. */
export function reach(positions: readonly Position[], name: string, reading: Reading): Reached {
  const [through, entered]: [Position[], Position[]] = [[], []];
  for (const { pattern, place } of positions) {
    const step = pattern.steps[place];
    if (!takes(step, name, reading)) continue;
    if (step?.kind === "folders") through.push({ pattern, place });
    else entered.push({ pattern, place: place + 1 });
  }
  return { through: skipping(through), entered: skipping(entered) };
}
