import { readFileSync, readdirSync } from "node:fs";

/** A heading with what stands below it, down to the next heading. */
export interface Section {
  readonly level: number;
  /** Where links to it lead: the anchor that the heading names, else the one that its words make. */
  readonly id: string;
  readonly anchors: readonly string[];
  readonly tables: readonly Table[];
  readonly blocks: readonly Block[];
  /** Everything but headings, tables and blocks. */
  readonly prose: readonly string[];
}

/** Cells of the rows, without the line below the head. */
export type Table = readonly (readonly string[])[];

export interface Block {
  readonly language: string;
  readonly text: string;
}

const ANCHOR = /<a id="([^"]+)"><\/a>/g;

/** Sections of a page of Markdown, as this project writes it. */
export function sectionsOf(file: string): Section[] {
  const { text, blocks } = withoutBlocks(readFileSync(file, "utf8"));
  const parts = text.split(/^(?=#{1,6} )/m).filter((part) => part.startsWith("#"));
  return parts.map((part) => section(part, blocks));
}

function section(part: string, all: readonly Block[]): Section {
  const [head = "", ...lines] = part.split("\n");
  const [, signs = "", title = ""] = /^(#+) (.*)$/.exec(head) ?? [];
  const anchors = [...title.matchAll(ANCHOR)].map(([, id = ""]) => id);
  const blocks = lines.flatMap((line) => {
    const [, at] = /^\s*@block (\d+)$/.exec(line) ?? [];
    return all.slice(Number(at ?? Infinity), Number(at ?? 0) + 1);
  });
  const prose = lines.filter((line) => !/^\s*(\||@block |<!--)/.test(line) && line.trim() !== "");
  const id = anchors[0] ?? slug(title);
  return { level: signs.length, id, anchors: [...anchors, slug(title)], tables: tablesOf(lines), blocks, prose };
}

function withoutBlocks(page: string): { readonly text: string; readonly blocks: readonly Block[] } {
  const blocks: Block[] = [];
  const text = page.replace(
    /^( *)```(\w*)\n([\s\S]*?)^ *```$/gm,
    (_, blanks: string, language: string, held: string) => {
      blocks.push({ language, text: held.replaceAll(new RegExp(`^${blanks}`, "gm"), "") });
      return `@block ${blocks.length - 1}`;
    },
  );
  return { text, blocks };
}

function tablesOf(lines: readonly string[]): Table[] {
  const tables: string[][][] = [];
  lines.forEach((line, at) => {
    if (!line.startsWith("|")) return;
    if (!(lines[at - 1] ?? "").startsWith("|")) tables.push([]);
    const cells = line.split(/(?<!\\)\|/).slice(1, -1);
    if (!cells.every((cell) => /^[ :-]*-[ :-]*$/.test(cell))) tables.at(-1)?.push(cells.map((cell) => cell.trim()));
  });
  return tables;
}

/** As GitHub names a heading. */
export function slug(title: string): string {
  return title
    .replace(ANCHOR, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** What is in code, sorted: the same in every language, whatever the order of the words. */
export function codeOf(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code).sort();
}

/** Comments, and names that people see, are written in their language: everything else of a block. */
export function bare({ text }: Block): string {
  return text
    .replaceAll(/(^|\s)(#|\/\/) .*$/gm, "$1")
    .replaceAll(/(\b(?:name|displayName): ?).*$/gm, "$1")
    .replaceAll(/[ \t]+$/gm, "")
    .trim();
}

/** All pages of Markdown in a folder and below. */
export function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => `${folder}/${String(name)}`)
    .filter((name) => name.endsWith(".md"))
    .sort();
}
