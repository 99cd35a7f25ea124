import { harmless } from "../model/plain-text";

/** Characters of a cell; more are cut, but for the last column, which has the room. */
const WIDEST = 72;

/** A table for people, its columns beside each other. A column without anything in it is left out. Pure. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const kept = head.map((_, at) => at).filter((at) => rows.some((row) => (row[at] ?? "") !== ""));
  const last = kept.at(-1);
  const cells = [head, ...rows].map((row) =>
    kept.map((at) => {
      const text = oneLine(row[at] ?? "");
      return at === last || text.length <= WIDEST ? text : `${text.slice(0, WIDEST - 1)}…`;
    }),
  );
  const widths = kept.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ""))));
  return cells.map((row) =>
    row
      .map((text, column) => text + " ".repeat(Math.max(0, (widths[column] ?? 0) - width(text))))
      .join("  ")
      .trimEnd(),
  );
}

/** A mark behind a text: `dist/a.zip (present)`. @param said the mark in the language of the run */
export function marked(text: string, said: string): string {
  return `${text}${said === "" || said.startsWith("（") ? "" : " "}${said}`;
}

function oneLine(text: string): string {
  return harmless(text.replace(/\s+/g, " ").trim());
}

/** Places on a terminal: wide letters of East Asia take two. */
export function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
