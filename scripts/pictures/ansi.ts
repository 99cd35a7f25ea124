/* eslint-disable no-control-regex -- colours of a terminal are what is read */
/** A piece of a line in one look. */
export interface Span {
  readonly text: string;
  readonly looks: readonly Look[];
}

export type Look = "bold" | "dim" | "underline" | "red" | "green" | "yellow" | "cyan";

const LOOKS: ReadonlyMap<number, Look> = new Map([
  ...([
    [1, "bold"],
    [2, "dim"],
    [4, "underline"],
  ] as const),
  ...([
    [31, "red"],
    [32, "green"],
    [33, "yellow"],
    [36, "cyan"],
  ] as const),
]);

/** What ends a look. */
const ENDS: ReadonlyMap<number, readonly Look[]> = new Map([
  [0, ["bold", "dim", "underline", "red", "green", "yellow", "cyan"]],
  [22, ["bold", "dim"]],
  [24, ["underline"]],
  [39, ["red", "green", "yellow", "cyan"]],
]);

/** Reads the colours of a line that a terminal is given. */
export function spansOf(line: string): Span[] {
  let looks: readonly Look[] = [];
  return line.split(/(\x1b\[[\d;]*m)/).flatMap((part): Span[] => {
    const [, codes] = /^\x1b\[([\d;]*)m$/.exec(part) ?? [];
    if (codes === undefined) return part === "" ? [] : [{ text: part, looks }];
    for (const code of codes.split(";").map(Number)) {
      const [begins, ends] = [LOOKS.get(code), ENDS.get(code) ?? []];
      looks = [...looks.filter((look) => !ends.includes(look)), ...(begins === undefined ? [] : [begins])];
    }
    return [];
  });
}

/** Breaks a line where a window of so many columns would. */
export function brokenAt(spans: readonly Span[], columns: number, width: (text: string) => number): Span[][] {
  const lines: Span[][] = [[]];
  let used = 0;
  for (const { text, looks } of spans) {
    let piece = "";
    const put = (): void => {
      if (piece !== "") lines.at(-1)?.push({ text: piece, looks });
      piece = "";
    };
    for (const letter of text) {
      if (used + width(letter) > columns) {
        put();
        lines.push([]);
        used = 0;
      }
      piece += letter;
      used += width(letter);
    }
    put();
  }
  return lines;
}
