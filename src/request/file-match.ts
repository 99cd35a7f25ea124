/** Whether a name fits; made for one segment of a pattern. */
export type NameTest = (name: string) => boolean;

/** One step of a pattern: any number of folders, a name as it is written, or names that fit. */
export type Step =
  | { readonly kind: "folders" }
  | { readonly kind: "name"; readonly name: string }
  | {
      readonly kind: "names";
      readonly fits: NameTest;
      /** A lone star, which every name fits. */
      readonly every: boolean;
    };

type Token = "*" | "?" | number | ((code: number) => boolean);

/** How a segment is read. */
export interface Reading {
  readonly windows: boolean;
  /** Wildcards take names that begin with a dot, too. */
  readonly dots: boolean;
}

/** Length of the `[class]` at the start of `text`; 0 when none stands there. */
export function classLength(text: string, windows: boolean): number {
  let at = /^\[[!^]?\]?/.exec(text)?.[0].length ?? 0;
  if (at === 0) return 0;
  for (; at < text.length && text.charAt(at) !== "/"; at += 1) {
    if (text.charAt(at) === "]") return at + 1;
    if (text.charAt(at) === "\\" && !windows) at += 1;
  }
  return 0;
}

function classTest(text: string, windows: boolean): (code: number) => boolean {
  const negated = /^[!^]/.test(text);
  const signs: { readonly code: number; readonly plain: boolean }[] = [];
  let escaped = false;
  for (const sign of negated ? text.slice(1) : text) {
    if (sign === "\\" && !windows && !escaped) escaped = true;
    else {
      signs.push({ code: sign.codePointAt(0) ?? 0, plain: !escaped });
      escaped = false;
    }
  }
  const ranges: (readonly [number, number])[] = [];
  for (let at = 0; at < signs.length; at += 1) {
    const [from, dash, to] = [signs[at], signs[at + 1], signs[at + 2]];
    if (from === undefined) break;
    if (dash?.plain === true && dash.code === 0x2d && to !== undefined) {
      ranges.push([from.code, to.code]);
      at += 2;
    } else ranges.push([from.code, from.code]);
  }
  return (code) => ranges.some(([from, to]) => from <= code && code <= to) !== negated;
}

function tokensOf(segment: string, windows: boolean): Token[] {
  const tokens: Token[] = [];
  // Without a bracket that closes it, none of those before it is a class: asked once, not for each.
  const lastClose = segment.lastIndexOf("]");
  for (let at = 0; at < segment.length;) {
    const code = segment.codePointAt(at) ?? 0;
    const char = String.fromCodePoint(code);
    const length = char === "[" && at < lastClose ? classLength(segment.slice(at), windows) : 0;
    if (length > 0) tokens.push(classTest(segment.slice(at + 1, at + length - 1), windows));
    else if (char === "*") {
      if (tokens.at(-1) !== "*") tokens.push("*");
    } else if (char === "?") tokens.push("?");
    else if (char === "\\" && !windows && at + 1 < segment.length) {
      const next = segment.codePointAt(at + 1) ?? 0;
      tokens.push(next);
      at += String.fromCodePoint(next).length;
    } else tokens.push(code);
    at += Math.max(char.length, length);
  }
  return tokens;
}

/** The longest text that a name has to hold as it is: most names are told apart by that alone, and fast. */
function longestRun(tokens: readonly Token[]): string {
  let [longest, current] = ["", ""];
  for (const token of tokens) {
    current = typeof token === "number" ? current + String.fromCodePoint(token) : "";
    if (current.length > longest.length) longest = current;
  }
  return longest;
}

/** Whether a sign fits a token that is no star. */
function fits(token: Token | undefined, code: number): boolean {
  return token === "?" || token === code || (typeof token === "function" && token(code));
}

/**
 * A test for one segment with `*`, `?`, `[…]` and escapes. Only the last star is ever taken up again, so that a name of
 * n signs costs at most n times the length of the segment, whatever both are; expressions that backtrack cost
 * exponentially more (https://research.swtch.com/glob).
 */
export function nameTest(segment: string, { windows, dots }: Reading): NameTest {
  const tokens = tokensOf(windows ? segment.toLowerCase() : segment, windows);
  const least = tokens.filter((token) => token !== "*").length;
  const hidden = dots || tokens[0] === 0x2e;
  const run = longestRun(tokens);
  return (given) => {
    const name = windows ? given.toLowerCase() : given;
    if (name.length < least || !name.includes(run) || (!hidden && name.startsWith("."))) return false;
    let [at, token, star, resume] = [0, 0, -1, 0];
    while (at < name.length) {
      const code = name.codePointAt(at) ?? 0;
      if (tokens[token] === "*") {
        star = token;
        token += 1;
        resume = at;
      } else if (fits(tokens[token], code)) {
        token += 1;
        at += code > 0xffff ? 2 : 1;
      } else if (star < 0) return false;
      else {
        resume += (name.codePointAt(resume) ?? 0) > 0xffff ? 2 : 1;
        [at, token] = [resume, star + 1];
      }
    }
    while (tokens[token] === "*") token += 1;
    return token === tokens.length;
  };
}

/** The text that a segment without wildcards means: `\x` is `x`. */
export function plainName(segment: string, windows: boolean): string {
  return windows ? segment : segment.replace(/\\(.)/gsu, "$1");
}

/** Whether a step takes a name. */
export function takes(step: Step | undefined, name: string, { windows, dots }: Reading): boolean {
  switch (step?.kind) {
    case undefined:
      return false;
    case "folders":
      return dots || !name.startsWith(".");
    case "name":
      return windows ? step.name.toLowerCase() === name.toLowerCase() : step.name === name;
    case "names":
      return step.fits(name);
    default:
      return step satisfies never;
  }
}
