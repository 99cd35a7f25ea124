/** More than anyone writes by hand; beyond it a pattern is refused instead of being cut short. */
export const MOST_ALTERNATIVES = 10_000;

/** Lists within lists: each is a call within a call. */
const DEEPEST = 100;

/** Characters of all alternatives together. */
const MOST_TEXT = 1_000_000;

/** Text as written, or alternatives, each a sequence of the same. */
type Part = string | readonly (readonly Part[])[];

/** An opened brace: its finished alternatives, and the one that is being read. */
interface Frame {
  readonly done: Part[][];
  current: Part[];
  /** `${…}` belongs to somebody else and is left as it stands. */
  readonly foreign: boolean;
}

function append(to: Part[], part: Part): void {
  const last = to.at(-1);
  if (typeof part === "string" && typeof last === "string") to[to.length - 1] = last + part;
  else if (part !== "") to.push(part);
}

/** Adds a brace that stands for nothing as the text that it is. */
function appendAsText(to: Part[], frame: Frame, end: string): void {
  append(to, "{");
  [...frame.done, frame.current].forEach((parts, index) => {
    if (index > 0) append(to, ",");
    for (const part of parts) append(to, part);
  });
  append(to, end);
}

/** The words of `1..3`, `01..10..3`, `a..e`; undefined when the text is no range. @throws RangeError for too many. */
function rangeOf(text: string): string[] | undefined {
  const numbers = /^(-?\d{1,15})\.\.(-?\d{1,15})(?:\.\.(-?\d{1,15}))?$/.exec(text);
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,15}))?$/.exec(text);
  const [, from = "", to = "", by = "1"] = numbers ?? letters ?? [];
  if (from === "") return undefined;
  const [start, end] = numbers === null ? [from, to].map((letter) => letter.charCodeAt(0)) : [from, to].map(Number);
  if (start === undefined || end === undefined) return undefined;
  const step = Math.max(1, Math.abs(Number(by))) * (start <= end ? 1 : -1);
  const count = Math.floor((end - start) / step) + 1;
  if (count > MOST_ALTERNATIVES) throw tooMany();
  const padded = [from, to].some((end) => /^-?0\d/.test(end));
  const width = padded ? Math.max(from.length, to.length) : 0;
  return Array.from({ length: count }, (_, index) => {
    const value = start + index * step;
    if (numbers === null) return String.fromCharCode(value);
    const digits = String(Math.abs(value));
    return value < 0 ? `-${digits.padStart(width - 1, "0")}` : digits.padStart(width, "0");
  });
}

function close(frames: Frame[], root: Part[]): void {
  const frame = frames.pop();
  if (frame === undefined) {
    append(root, "}");
    return;
  }
  const parent = frames.at(-1)?.current ?? root;
  const [only, ...more] = frame.current;
  const range = frame.done.length === 0 && more.length === 0 && typeof only === "string" ? rangeOf(only) : undefined;
  if (frame.foreign) appendAsText(parent, frame, "}");
  else if (frame.done.length > 0) append(parent, [...frame.done, frame.current]);
  else if (range !== undefined)
    append(
      parent,
      range.map((word) => [word]),
    );
  else appendAsText(parent, frame, "}");
}

function parse(text: string, windows: boolean): Part[] {
  const root: Part[] = [];
  const frames: Frame[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const open = frames.at(-1);
    const here = open?.current ?? root;
    if (char === "\\" && !windows) {
      append(here, text.slice(at, at + 2));
      at += 1;
    } else if (char === "{") frames.push({ done: [], current: [], foreign: text.charAt(at - 1) === "$" });
    else if (char === "," && open !== undefined) {
      open.done.push(open.current);
      open.current = [];
    } else if (char === "}") close(frames, root);
    else append(here, char);
  }
  // What was never closed is text.
  for (let frame = frames.pop(); frame !== undefined; frame = frames.pop())
    appendAsText(frames.at(-1)?.current ?? root, frame, "");
  return root;
}

/** How many texts a sequence stands for, and how long they are together; Infinity is far too many of either. */
function extent(parts: readonly Part[], depth = 0): { readonly texts: number; readonly length: number } {
  if (depth > DEEPEST) throw tooMany();
  return parts.reduce(
    (all, part) => {
      const here =
        typeof part === "string"
          ? { texts: 1, length: part.length }
          : part
              .map((inner) => extent(inner, depth + 1))
              .reduce((a, b) => ({ texts: a.texts + b.texts, length: a.length + b.length }), { texts: 0, length: 0 });
      return { texts: all.texts * here.texts, length: all.length * here.texts + here.length * all.texts };
    },
    { texts: 1, length: 0 },
  );
}

function write(parts: readonly Part[]): string[] {
  let all = [""];
  for (const part of parts) {
    if (typeof part === "string") all = all.map((text) => text + part);
    else {
      const words = part.flatMap(write);
      all = all.flatMap((text) => words.map((word) => text + word));
    }
  }
  return all;
}

function tooMany(): RangeError {
  return new RangeError(`its braces stand for more than ${MOST_ALTERNATIVES} patterns`);
}

/**
 * Every text that `{a,b}` and `{1..3}` stand for, in the order of the shell; the text itself when it has none. It is
 * counted before it is written, so that no text takes long. Libraries cut silently what would take too long.
 * @throws RangeError for more than 10,000 of them.
 */
export function braceTexts(text: string, windows: boolean): string[] {
  const parts = parse(text, windows);
  const { texts, length } = extent(parts);
  // Not a number: nothing times far too many.
  if (!(texts <= MOST_ALTERNATIVES && length <= MOST_TEXT)) throw tooMany();
  return [...new Set(write(parts))].filter((one) => one !== "" || text === "");
}
