import { decodeUnit, ENCODED } from "./encodings";

/** A text as somebody may read it, and where in the original each of its units comes from. */
export interface View {
  readonly text: string;
  /** Start and end in the original of every UTF-16 unit; `undefined` where the view is the original. */
  readonly from: Int32Array | undefined;
  readonly to: Int32Array | undefined;
  /** What was decoded last to come to it. */
  readonly escapes?: readonly Escape[];
}

/** An escape in a text, and where in the original it stands. */
export interface Escape {
  readonly text: string;
  readonly at: Range;
}

/** A stretch of the original, its end not included. */
export type Range = readonly [start: number, end: number];

/** Encodings inside each other that are looked through: an address in JSON in a page has three. */
const DEEPEST = 8;

/** Characters that nobody sees: a secret with some of them inside is still one. */
const UNSEEN = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;
/** The same, and commands of terminals, or their beginnings: what looks like the rest can belong to a secret. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const COMMANDS = [/\x1b\[[0-?]*[ -/]*[@-~]/, /\x1b\[/].map(
  ({ source }) => new RegExp(`${source}|${UNSEEN.source}`, "gu"),
);
/** Tags and white space, by which a page breaks a long word. */
const BREAKS = /<[^<>]*>|\s+/g;

/**
 * The text with what is unseen left out, as it is and with each layer of encodings taken off. Takes a time that grows
 * with the text, and not faster.
 */
export function* viewsOf(original: string): Generator<View> {
  const known = new Set<string>();
  for (const junk of [UNSEEN, ...COMMANDS]) {
    let cleaned = 0;
    const clean = (found: View): View => {
      const left = without(found, junk);
      if (left !== found) cleaned++;
      return left;
    };
    let view = clean({ text: original, from: undefined, to: undefined });
    for (let depth = 0; ; depth++) {
      if (!known.has(view.text)) yield view;
      known.add(view.text);
      if (depth === DEEPEST) break;
      const escapes: Escape[] = [];
      const decoded = clean(rewritten(view, ENCODED, decodeUnit, escapes));
      if (decoded.text === view.text) break;
      view = { ...decoded, escapes };
    }
    // A command begins with what is unseen: where there is none, the other ways to read it are the same one.
    if (cleaned === 0) return;
  }
}

/** A view without tags and white space. */
export function squeezed(view: View): View {
  return rewritten(view, BREAKS, () => "");
}

/** The text of it, which is made much sooner. */
export function squeezedText({ text }: View): string {
  return text.replace(BREAKS, "");
}

/** Where a stretch of a view comes from. */
export function originOf(view: View, [start, end]: Range): Range {
  return [view.from?.[start] ?? start, view.to?.[end - 1] ?? end];
}

/** Where in a view that begins which stands from a place of the original on. */
export function placeIn({ text, from }: View, original: number): number {
  if (from === undefined) return original;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) < original) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Most texts have nothing in them that nobody sees, which is known sooner than where it stands. */
const PLAIN = /^[\n\r\t\x20-\x7e]*$/;

function without(view: View, junk: RegExp): View {
  return PLAIN.test(view.text) ? view : rewritten(view, junk, () => "");
}

/** @param replaced takes what was replaced by something else */
function rewritten(view: View, pattern: RegExp, replace: (found: string) => string, replaced?: Escape[]): View {
  const found = [...view.text.matchAll(pattern)];
  if (found.length === 0) return view;
  const parts: string[] = [];
  // No replacement is longer than what it stands for.
  const from = new Int32Array(view.text.length);
  const to = new Int32Array(view.text.length);
  let length = 0;
  let read = 0;
  const keep = (end: number): void => {
    for (let at = read; at < end; at++, length++) {
      from[length] = view.from?.[at] ?? at;
      to[length] = view.to?.[at] ?? at + 1;
    }
    parts.push(view.text.slice(read, end));
  };
  for (const { 0: match, index } of found) {
    keep(index);
    read = index + match.length;
    const instead = replace(match);
    const [start, end] = originOf(view, [index, read]);
    if (instead !== match) replaced?.push({ text: match, at: [start, end] });
    for (let unit = 0; unit < instead.length; unit++, length++) [from[length], to[length]] = [start, end];
    parts.push(instead);
  }
  keep(view.text.length);
  return { text: parts.join(""), from: from.subarray(0, length), to: to.subarray(0, length) };
}
