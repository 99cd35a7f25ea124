/** What becomes of a value: left as it is, said in Chinese where it is ours, or only taken where it is. */
export type Care =
  "as it is" | "if ours" | "only ours" | "one of ours" | "an amount" | "a number" | "a word" | "a name";

/** An entry of a catalogue, taken apart: plain data, which the build puts beside the bundle. */
export interface Template {
  /** What stands between the values in English: one more than there are values. */
  readonly literals: readonly string[];
  /** Which value each place holds; the same twice has to be the same twice. */
  readonly slots: readonly number[];
  /** The Chinese: texts, and numbers of values. */
  readonly said: readonly (string | number)[];
  /** By the number of the value. */
  readonly cares: Readonly<Record<string, Care>>;
  /** One sentence of an entry with several: no value of it goes on behind the end of a sentence. */
  readonly isAlone: boolean;
  /** None of its values is looked into. */
  readonly isPlain: boolean;
  /** Letters of English that it knows. */
  readonly weight: number;
}

/** Letters at either end of a text by which templates are told apart, and how many of them a template may have. */
const ENDS = 3;
const LENGTHS = [0, 1, 2, ENDS];

/**
 * Which templates may fit a text by its first and last letters, in their own order: a run asks of a few hundred texts, and
 * there are two thousand templates.
 */
export function candidatesAmong(templates: readonly Template[]): (text: string) => readonly Template[] {
  const byEnds = new Map<string, number[]>();
  for (const [place, { literals }] of templates.entries()) {
    const key = `${literals[0]?.slice(0, ENDS) ?? ""}\n${literals.at(-1)?.slice(-ENDS) ?? ""}`;
    const those = byEnds.get(key) ?? [];
    those.push(place);
    byEnds.set(key, those);
  }
  const known = new Map<string, readonly Template[]>();
  /** What begins or ends with a value has fewer letters there. */
  const search = (text: string): Template[] =>
    LENGTHS.flatMap((first) => LENGTHS.map((last) => [text.slice(0, first), text.slice(text.length - last)] as const))
      .flatMap(([head, tail]) => byEnds.get(`${head}\n${tail}`) ?? [])
      .sort((a, b) => a - b)
      .flatMap((place) => templates[place] ?? []);
  return (text) => {
    if (text.length < ENDS) return templates;
    const ends = `${text.slice(0, ENDS)}\n${text.slice(-ENDS)}`;
    const found = known.get(ends) ?? search(text);
    known.set(ends, found);
    return found;
  };
}
