import { readFileSync, readdirSync } from "node:fs";

/** A block of code of a page. */
export interface Block {
  readonly page: string;
  /** Line of its fence, from 1 on. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** Every page that people read, as a path from the top of the repository. */
export const PAGES: readonly string[] = [
  ...readdirSync(".").filter((name) => name.endsWith(".md")),
  ...["docs", "examples", "sandbox"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(({ name }) => name.endsWith(".md"))
      .map(({ parentPath, name }) => `${parentPath}/${name}`),
  ),
].sort();

export function read(page: string): string {
  return readFileSync(page, "utf8");
}

/** All fenced blocks, also of lists, without the blanks that stand before their fence. */
export function blocksOf(page: string, text = read(page)): Block[] {
  const blocks: Block[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const [, blanks = "", fence = "", language = ""] = /^( *)(`{3,}|~{3,})\s*(\S*)/.exec(lines[at] ?? "") ?? [];
    if (fence === "") continue;
    const rest = lines.slice(at + 1);
    const length = rest.findIndex(
      (line) => line.trim().startsWith(fence) && line.trim().replaceAll(fence[0] ?? "", "") === "",
    );
    if (length < 0) throw new Error(`${page}:${at + 1} opens a block that does not end.`);
    const inside = rest.slice(0, length).map((line) => (line.startsWith(blanks) ? line.slice(blanks.length) : line));
    blocks.push({ page, line: at + 1, language, text: `${inside.join("\n")}\n` });
    at += length + 1;
  }
  return blocks;
}

/** Blocks that are written on the page itself, and not shown from `examples/`. */
export function ownBlocksOf(page: string): Block[] {
  const shown = /<!-- example: [\s\S]*?<!-- \/example -->/g;
  return blocksOf(
    page,
    read(page).replace(shown, (region) => region.replace(/[^\n]/g, "")),
  );
}

/** The prose of a page: its blocks are empty lines. */
export function proseOf(page: string): string {
  return read(page).replace(/^( *)(`{3,}|~{3,})[\s\S]*?^\1\2 *$/gm, (block) => block.replace(/[^\n]/g, ""));
}

/** What stands between backticks in the prose. */
export function spansOf(page: string): string[] {
  return [...proseOf(page).matchAll(/(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g)].map(([, , code = ""]) => code.trim());
}

/** The anchors of a page, as GitHub makes them of its headings; of equal ones the second ends in `-1`. */
export function anchorsOf(page: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ""] of proseOf(page).matchAll(/^#{1,6} +(.*?)\s*#*$/gm)) {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    const times = seen.get(slug) ?? 0;
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
    seen.set(slug, times + 1);
  }
  for (const [, id = ""] of proseOf(page).matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** Where a page leads to: links, pictures, and those of its HTML. */
export function linksOf(page: string): string[] {
  const prose = proseOf(page).replace(/(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, "");
  const markdown = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const definitions = [...prose.matchAll(/^\[[^\]]+\]:\s+<?(\S+?)>?$/gm)];
  const html = [...prose.matchAll(/<(?:img|a|source)\s[^>]*?(?:src|srcset|href)="([^"]+)"/g)];
  return [...markdown, ...definitions, ...html].map(([, link = ""]) => link);
}
