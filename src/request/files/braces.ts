/** More than anyone writes by hand; beyond it a pattern is refused instead of being cut short. */
export const MOST_PATTERNS = 10_000;

/** Characters of all alternatives together. */
const MOST_TEXT = 1_000_000;

/** An open brace, or the whole text: every alternative as the texts that it stands for. */
interface Brace {
  readonly parent: Brace | undefined;
  /** Where its inside begins. */
  readonly start: number;
  /** How many texts it may stand for, given what stands before it. */
  readonly most: number;
  readonly done: string[][];
  /** The same in one list. */
  readonly words: string[];
  /** Texts of the alternative that is being read. */
  current: string[];
}

function tooMany(): RangeError {
  return new RangeError(`its braces expand to more than ${MOST_PATTERNS} patterns`);
}

/** Every text so far with every word behind it. @throws RangeError for too many. */
function times({ current, most }: Pick<Brace, "current" | "most">, words: string[]): string[] {
  if (current.length * words.length > most) throw tooMany();
  if (current.length === 1 && current[0] === "") return words;
  const all: string[] = [];
  let length = 0;
  for (const text of current)
    for (const word of words) {
      all.push(text + word);
      length += text.length + word.length;
    }
  if (length > MOST_TEXT) throw tooMany();
  return all;
}

/** The words of `1..3`, `01..10..3`, `a..e`; undefined when the text is no range. @throws RangeError for too many. */
function rangeOf(text: string): string[] | undefined {
  const numbers = /^(-?\d{1,15})\.\.(-?\d{1,15})(?:\.\.(-?\d{1,15}))?$/.exec(text);
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,15}))?$/.exec(text);
  const [, from = "", to = "", by = "1"] = numbers ?? letters ?? [];
  if (from === "") return undefined;
  const [start, end] = numbers === null ? [from.charCodeAt(0), to.charCodeAt(0)] : [Number(from), Number(to)];
  const step = Math.max(1, Math.abs(Number(by)));
  const count = Math.floor(Math.abs(end - start) / step) + 1;
  if (count > MOST_PATTERNS) throw tooMany();
  const width = [from, to].some((bound) => /^-?0\d/.test(bound)) ? Math.max(from.length, to.length) : 0;
  return Array.from({ length: count }, (_, index) => {
    const value = start + index * (start <= end ? step : -step);
    if (numbers === null) return String.fromCharCode(value);
    const digits = String(Math.abs(value));
    return value < 0 ? `-${digits.padStart(width - 1, "0")}` : digits.padStart(width, "0");
  });
}

/** What a brace stands for that is no list and no range: itself, with what the braces inside of it stand for. */
function asText({ done, current: last, most }: Brace, end: string): string[] {
  const [first, ...more] = [...done, last];
  const parts = [first, ...more.map((words) => words.map((word) => `,${word}`)), [end]];
  return parts.reduce((current, words) => times({ current, most }, words), ["{"]);
}

function closed(brace: Brace, inside: string): string[] {
  if (brace.done.length > 0) return brace.words.concat(brace.current);
  return rangeOf(inside) ?? asText(brace, "}");
}

/**
 * Every text that `{a,b}` and `{1..3}` stand for, in the order of the shell; the text itself when it has none. What
 * would be too many is refused before it is written, so that no text takes long; libraries cut it silently.
 * `${…}` belongs to somebody else and stays as it is.
 * @throws RangeError for more than 10,000 of them.
 */
export function expandBraces(text: string): string[] {
  let brace: Brace = { parent: undefined, start: 0, most: MOST_PATTERNS, done: [], words: [], current: [""] };
  for (const { 0: token, index } of text.matchAll(/\\.|[{},]|[^\\{},]+|\\/gsu)) {
    const { parent, most, done, words, current } = brace;
    if (token === "{")
      brace = { parent: brace, start: index + 1, most: most / current.length, done: [], words: [], current: [""] };
    else if (token === "," && parent !== undefined) {
      done.push(current);
      words.push(...current);
      if (words.length > most) throw tooMany();
      brace.current = [""];
    } else if (token === "}" && parent !== undefined) {
      const isForeign = text.charAt(brace.start - 2) === "$";
      parent.current = times(parent, isForeign ? asText(brace, "}") : closed(brace, text.slice(brace.start, index)));
      brace = parent;
    } else brace.current = times(brace, [token]);
  }
  // What was never closed is text.
  for (; brace.parent !== undefined; brace = brace.parent)
    brace.parent.current = times(brace.parent, asText(brace, ""));
  return [...new Set(brace.current)].filter((one) => one !== "" || text === "");
}
