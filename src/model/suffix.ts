/** What stands behind the numbers of a version. */
export interface Suffix {
  /** A prerelease comes before the plain version, a revision after it. */
  readonly kind: "prerelease" | "plain" | "revision";
  /** The word that decided, as written; else the whole suffix. */
  readonly word: string;
  readonly parts: readonly string[];
}

/** Words that make a prerelease, alone or with a number: the table of docs/versions.md. */
const PRERELEASE_WORDS: readonly string[] = [
  ...["alpha", "beta", "rc", "pre", "preview", "dev", "next", "canary", "nightly"],
  ...["snapshot", "edge", "ea", "unstable", "experimental", "test"],
];

/** Words that say of a version that it is the thing itself. */
const PLAIN_WORDS: readonly string[] = ["release", "final", "ga"];

/** Further words that may follow the numbers without a dash. */
const OTHER_WORDS: readonly string[] = ["post", "sp", "hotfix", "lts", "patch"];

/** `1.0a1`, `1.0b2`, `1.0c3`: https://peps.python.org/pep-0440/#pre-releases */
const LETTERS = new Map([
  ["a", "alpha"],
  ["b", "beta"],
  ["c", "rc"],
]);

const LONGEST_WORD = 12;

/** Whether a version's numbers that end at `end` are followed by nothing, or by a suffix up to `until`. */
export function endsVersion(tag: string, end: number, until: number): boolean {
  if (end === until) return true;
  if (!/[0-9A-Za-z]/.test(tag.charAt(until - 1))) return false;
  return tag.charAt(end) === "-" || startsWithWord(tag.slice(end, end + LONGEST_WORD + 2));
}

/** Whether a known word follows the numbers at once, or behind a dot or underscore: `1.0rc1`, `5.0.Final`. */
function startsWithWord(rest: string): boolean {
  const [, separator = "", letters = "", digit = ""] = /^([._]?)([A-Za-z]+)[._-]?(\d?)/.exec(rest) ?? [];
  const word = letters.toLowerCase();
  if ([...PRERELEASE_WORDS, ...PLAIN_WORDS, ...OTHER_WORDS].includes(word)) return true;
  return digit !== "" && (word === "m" || (separator === "" && LETTERS.has(word)));
}

/** Reads a suffix, its separator included: `-rc.1`, `rc1`, `.Final`; empty for none. */
export function readSuffix(text: string): Suffix {
  const letter = /^([abc])(?=\d)/i.exec(text)?.[1];
  const long = letter === undefined ? text : `${LETTERS.get(letter.toLowerCase()) ?? letter}${text.slice(1)}`;
  const parts = long.split(/[._-]/).filter((part) => part !== "");
  const word = parts.find(isPrerelease);
  const [first] = parts;
  if (word !== undefined) return { kind: "prerelease", word: letter === undefined ? word : text, parts };
  const plain = first === undefined || (parts.length === 1 && PLAIN_WORDS.includes(first.toLowerCase()));
  return { kind: plain ? "plain" : "revision", word: text.replace(/^[._-]/, ""), parts: plain ? [] : parts };
}

function isPrerelease(part: string): boolean {
  const [, word = "", digits = ""] = /^([A-Za-z]+)(\d*)$/.exec(part) ?? [];
  const known = word.toLowerCase();
  if (known === "m") return digits !== "";
  // `ea` is hexadecimal: with this many digits it begins a commit's hash.
  return PRERELEASE_WORDS.includes(known) && !(known === "ea" && digits.length > 4);
}

const KINDS = { prerelease: 0, plain: 1, revision: 2 } as const;

/** Semver's order, with a word and its number told apart: `rc2` before `rc10`. */
export function compareSuffixes(a: Suffix, b: Suffix): number {
  const kinds = KINDS[a.kind] - KINDS[b.kind];
  if (kinds !== 0) return kinds;
  const [left, right] = [pieces(a), pieces(b)];
  for (const [at, piece] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    const order = comparePieces(piece, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function pieces({ parts }: Suffix): string[] {
  return parts.flatMap((part) => part.toLowerCase().match(/\d+|\D+/g) ?? []);
}

/** Numbers come before words. */
function comparePieces(a: string, b: string): number {
  const numbers = [a, b].map((piece) => /^\d/.test(piece));
  if (numbers[0] !== numbers[1]) return numbers[0] === true ? -1 : 1;
  const [left, right] = numbers[0] === true ? [digits(a), digits(b)] : [a, b];
  const lengths = numbers[0] === true ? left.length - right.length : 0;
  return lengths || (left < right ? -1 : left > right ? 1 : 0);
}

function digits(number: string): string {
  return number.replace(/^0+(?=\d)/, "");
}
