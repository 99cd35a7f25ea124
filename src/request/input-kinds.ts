/**
 * What a value may be. `text` is trimmed, `prose` taken as it is, `lines` is a list, `boolean` has a default, `optional`
 * is a boolean whose absence means something, `choice` is one of some words, `number` is zero or more.
 */
export type Kind = "text" | "prose" | "lines" | "boolean" | "optional" | "choice" | "number";

export interface Input {
  readonly kind: Kind;
  /** Text of the default as the value would be written; absent where the default is worked out. */
  readonly default?: string;
  readonly choices?: readonly string[];
  /** Of a number: the least and the most that make sense, whether it has to be whole, and a word in its place. */
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
  readonly word?: string;
  /** Characters that it may have; of a list: that a line of it may have. Else as many as a name, or a text for prose. */
  readonly length?: number;
  /** What it means, in one sentence or two. */
  readonly meaning: string;
  /** What the default is, where it is worked out. */
  readonly otherwise?: string;
  /** Only the runner sets it; help and README leave it out. */
  readonly internal?: boolean;
}

/** Characters of a name, such as forges keep them. */
export const NAME = 255;
/** Characters of a text. Forges have other limits for it, which they tell. */
export const TEXT = 1_000_000;
/** Characters of a path or an address: as long as systems and servers take them. */
export const PATH = 4096;
/** Characters of a whole list. */
export const LIST = 2_000_000;

export type Table = Readonly<Record<string, Input>>;
type More = Pick<Input, "length" | "otherwise" | "internal">;

export function text(meaning: string, more: More = {}) {
  return { kind: "text", meaning, ...more } as const;
}

/** A text as long as a path or an address. @param otherwise what it is where it is not given */
export function path(meaning: string, otherwise?: string) {
  return text(meaning, { length: PATH, ...(otherwise !== undefined && { otherwise }) });
}

export function prose(meaning: string) {
  return { kind: "prose", meaning } as const;
}

export function lines(meaning: string, more: More = {}) {
  return { kind: "lines", meaning, ...more } as const;
}

export function boolean(fallback: boolean, meaning: string) {
  return { kind: "boolean", default: String(fallback), meaning } as const;
}

export function optional(meaning: string, more: More) {
  return { kind: "optional", meaning, ...more } as const;
}

/** The first word is the default. */
export function choice<const Word extends string>(choices: readonly [Word, ...Word[]], meaning: string) {
  return { kind: "choice", choices, default: choices[0], meaning } as const;
}

export function number<const Range extends Pick<Input, "default" | "least" | "most" | "whole" | "word">>(
  range: Range,
  meaning: string,
) {
  return { kind: "number", ...range, meaning } as const;
}

/** By its kind, what an input is after reading. */
export interface ValueOf<I> {
  readonly text: string | undefined;
  readonly prose: string | undefined;
  readonly lines: readonly string[];
  readonly boolean: boolean;
  readonly optional: boolean | undefined;
  readonly choice: I extends { readonly choices: readonly (infer Word)[] } ? Word : never;
  readonly number: number | (I extends { readonly word: infer Word } ? Word : never);
}

/** Flags that stand alone, with a value only when the next word is one of theirs. */
export function isSwitch({ kind, choices }: Input): boolean {
  return kind === "boolean" || kind === "optional" || (kind === "choice" && choices?.includes("true") === true);
}

/** Characters that a value may have; of a list, a line of it. */
export function lengthOf({ kind, length }: Input): number {
  return length ?? (kind === "prose" ? TEXT : NAME);
}
