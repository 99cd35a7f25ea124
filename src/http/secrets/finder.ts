import { joinedIn, type Joint, jointsOf } from "./joints";
import { type Range, type View, originOf, squeezed, squeezedText, viewsOf } from "./views";

/** Finds secrets in texts, in whatever usual form they stand there. */
export interface SecretFinder {
  /** Remembers a secret; each line of it is one. */
  add(secret: string): void;
  /** Where in a text they stand, in order, without overlaps. */
  find(text: string): readonly Range[];
}

/** Characters from which on white space and tags inside of a secret are looked through, and pieces of base64 are known. */
const LONG = 8;
/** Characters of the beginning of a secret that are taken for one that was cut off. */
const CUT = 8;

/** Forms of secrets that are searched for; sets, because one secret is often known under several names. */
interface Needles {
  /** As it is, in a text in which nothing unseen is left. */
  readonly plain: Set<string>;
  /** The same by their first characters. */
  readonly byFirst: Map<string, Set<string>>;
  /** In a text without white space and tags. */
  readonly squeezed: Set<string>;
  /** What base64 makes of it, whatever stands around it, in the alphabet of addresses. */
  readonly packed: Set<string>;
}

/**
 * Looks through what is unseen, percent signs, entities, escapes, base64 of both alphabets at any place (`user:token`),
 * hexadecimal digits, and several of these inside each other.
 *
 * @param at.least characters of the shortest text that is taken for a secret
 * @param at.cut whether the beginning of a secret counts where the text, or a line of it, was cut off
 */
export function createSecretFinder(at: { readonly least: number; readonly cut: boolean }): SecretFinder {
  const needles: Needles = { plain: new Set(), byFirst: new Map(), squeezed: new Set(), packed: new Set() };
  return {
    add(secret) {
      for (const line of secret.split(/\r?\n/)) if (line.trim().length >= at.least) remember(needles, line.trim());
    },
    find(text) {
      const found: Range[] = [];
      const joints: Joint[] = [];
      for (const view of viewsOf(text)) {
        found.push(...inView(text, view, needles));
        for (const joint of jointsOf(view, needles.byFirst)) joints.push(joint);
        for (const range of joinedIn(view, joints)) found.push(range);
        if (at.cut) found.push(...cutOff(view, needles.plain));
      }
      return merged(found);
    },
  };
}

/** Whether a text holds one of some secrets of ten characters or more, as it is or in a usual encoding of it. */
export function findSecret(text: string, secrets: Iterable<string>): boolean {
  const finder = createSecretFinder({ least: 10, cut: false });
  for (const secret of secrets) finder.add(secret);
  return finder.find(text).length > 0;
}

function remember(needles: Needles, secret: string): void {
  // A secret with percent signs or the like in it reads differently in every view.
  for (const view of viewsOf(secret)) {
    if (view.text.length < 4) continue;
    rememberPlain(needles, view.text);
    const tight = squeezed(view).text;
    if (tight.length >= LONG) needles.squeezed.add(tight);
  }
  const bytes = Buffer.from(secret);
  rememberPlain(needles, bytes.toString("base64"));
  rememberPlain(needles, bytes.toString("base64url"));
  if (bytes.length < LONG) return;
  needles.squeezed.add(bytes.toString("hex")).add(bytes.toString("hex").toUpperCase());
  for (const before of [0, 1, 2]) needles.packed.add(core(bytes, before));
}

function rememberPlain({ plain, byFirst }: Needles, needle: string): void {
  plain.add(needle);
  const first = needle.charAt(0);
  byFirst.set(first, (byFirst.get(first) ?? new Set()).add(needle));
}

/** The characters of base64 that depend on the bytes alone when `before` bytes more than a multiple of three stand before. */
function core(bytes: Buffer, before: number): string {
  const packed = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64url");
  return packed.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

/** Where secrets stand in a view; what base64 makes of one goes with the word around it. */
function inView(original: string, view: View, needles: Needles): Range[] {
  const found = [...needles.plain].flatMap((needle) => places(view, view.text, needle));
  const text = squeezedText(view);
  const address = text.replaceAll("+", "-").replaceAll("/", "_");
  const broken = [...needles.squeezed].filter((needle) => text.includes(needle));
  const packed = [...needles.packed].filter((needle) => address.includes(needle));
  if (broken.length + packed.length === 0) return found;
  const tight = squeezed(view);
  return [
    ...found,
    ...broken.flatMap((needle) => places(tight, text, needle)),
    ...packed.flatMap((needle) => places(tight, address, needle)).map((at) => wordAround(original, at)),
  ];
}

/** Where a needle stands in a text that has the places of a view. */
function places(view: View, text: string, needle: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length))
    found.push(originOf(view, [at, at + needle.length]));
  return found;
}

const WORD = /[\w+/=-]/;
/** Characters of base64 beside a secret that go with it: the first still hold a bit of it, the next ones the user. */
const BESIDE = 200;

function wordAround(text: string, [start, end]: Range): Range {
  let [first, last] = [start, end];
  while (start - first < BESIDE && WORD.test(text[first - 1] ?? "")) first--;
  while (last - end < BESIDE && WORD.test(text[last] ?? "")) last++;
  return [first, last];
}

/** Beginnings of secrets at the end of the text, of a line, or before the dots that stand for the rest. */
function* cutOff(view: View, needles: ReadonlySet<string>): Generator<Range> {
  const { text } = view;
  for (const { index } of text.matchAll(/…|\.\.\.|\n|$/g)) {
    for (const needle of needles) {
      const tail = text.slice(Math.max(0, index - needle.length + 1), index);
      const at = tail.lastIndexOf(needle.slice(0, CUT));
      if (at >= 0 && needle.startsWith(tail.slice(at))) yield originOf(view, [index - tail.length + at, index]);
    }
  }
}

function merged(ranges: readonly Range[]): Range[] {
  const one: [number, number][] = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = one.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else one.push([start, end]);
  }
  return one;
}
