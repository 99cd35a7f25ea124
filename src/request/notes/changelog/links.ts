import type { Line } from "./lines";

/** A definition of a link or a footnote: `[1.2.0]: https://…`. */
const DEFINITION = /^ {0,3}\[([^\]\n]{1,200})\]:\s*\S/;

/** A section without the definitions in it, and behind it those of the whole file that it uses. */
export function withLinks(section: readonly Line[], file: readonly Line[]): string[] {
  const isDefinition = (line: Line): boolean => DEFINITION.test(line.text);
  const definitions = new Map<string, string>();
  for (const { text, raw } of file) {
    const [, label] = DEFINITION.exec(text) ?? [];
    // The first one of a name counts.
    if (label !== undefined && !definitions.has(folded(label))) definitions.set(folded(label), raw);
  }
  const body = section.filter((line) => !isDefinition(line));
  const used = new Set(body.flatMap(labelsIn));
  const kept = [...definitions].flatMap(([label, raw]) => (used.has(label) ? [raw] : []));
  const lines = trimmed(body.map(({ raw }) => raw));
  return kept.length === 0 || lines.length === 0 ? lines : [...lines, "", ...kept];
}

/** Names of definitions that a line may use: `[text][name]`, `[name][]`, `[name]`. */
function labelsIn({ text, isCode }: Line): string[] {
  if (isCode || !text.includes("[")) return [];
  const plain = text.replace(/(`+)(?!`)[^`]*\1(?!`)/g, "");
  return [...plain.matchAll(/\[((?:[^[\]\\]|\\.)+)\](?!\()/g)].map(([, label = ""]) => folded(label));
}

function folded(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Lines without empty ones at either end. */
export function trimmed(lines: readonly string[]): string[] {
  const isFull = (line: string): boolean => line.trim() !== "";
  const first = lines.findIndex(isFull);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isFull) + 1);
}
