import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const DATA = "__tests__/docs/coming-from";
export const PAGES = "docs/coming-from";

/** An example of a value, or the inputs that belong together; `null`: a flag that stands alone. */
export type Sample = string | Readonly<Record<string, string>> | null;

/** A command of another tool, and the one here that does the same. */
export interface OtherCommand {
  readonly call: string;
  readonly command: string;
  readonly flags: Readonly<Record<string, Sample>>;
}

/** What another tool takes, as it was read from its own files. */
export interface Tool {
  readonly repository: string;
  readonly version: string;
  readonly commit: string;
  readonly read: string;
  /** How its names could reach this program; an action's step without it. */
  readonly door?: "settings" | "none";
  readonly inputs?: Readonly<Record<string, Sample>>;
  readonly outputs?: readonly string[];
  readonly commands?: readonly OtherCommand[];
}

export interface Data {
  readonly page: string;
  readonly tools: readonly Tool[];
}

export const ALL: readonly Data[] = readdirSync(DATA)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(DATA, name), "utf8")) as Data);

export const read = (page: string): string => readFileSync(join(PAGES, page), "utf8");

/** A row of a table: the names in its first cell, and the others as they are. */
export interface Row {
  readonly names: readonly string[];
  readonly cells: readonly string[];
}

/** The rows of the table behind a marker such as `<!-- inputs: owner/repo -->`. @throws when there is none */
export function table(page: string, marker: string): Row[] {
  const [, text] = new RegExp(`<!-- ${marker} -->\\n+((?:\\|.*\\n)+)`).exec(page) ?? [];
  if (text === undefined) throw new Error(`no table “${marker}”`);
  const [, , ...lines] = text.trimEnd().split("\n");
  return lines.map((line) => {
    const [, first = "", ...cells] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return { names: namesIn(first), cells: cells.slice(0, -1) };
  });
}

/** What stands between backticks. */
export function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
}

/** The block of code behind a heading. @throws when there is none */
export function block(page: string, heading: string): string {
  const [, text] = new RegExp(`^#+ ${heading}\\n[\\s\\S]*?^\`\`\`\\w+\\n([\\s\\S]*?)^\`\`\``, "m").exec(page) ?? [];
  if (text === undefined) throw new Error(`no block behind ${heading}`);
  return text;
}
