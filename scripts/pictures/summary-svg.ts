import { type Token, type Tokens, marked } from "marked";
import { escaped } from "./terminal-svg";

/** A piece of text in one look. */
interface Piece {
  readonly text: string;
  readonly bold?: boolean;
  readonly link?: boolean;
  readonly code?: boolean;
}

interface Drawn {
  readonly svg: readonly string[];
  /** Pixels. */
  readonly wide: number;
  readonly high: number;
}

const PAGE = { edge: 24, size: 14, cell: { side: 13, high: 34 }, line: 24 };
const COLOURS = {
  ground: "#ffffff",
  border: "#d0d7de",
  stripe: "#f6f8fa",
  text: "#1f2328",
  link: "#0969da",
  quiet: "#59636e",
};

/** A summary as a CI shows it: on a light ground of its own, what is folded left folded. */
export function summarySvg(markdown: string, title: string): string {
  const blocks = marked.lexer(folded(markdown)).flatMap(drawn);
  let y = PAGE.edge;
  const placed = blocks.map(({ svg, high }) => {
    const group = `<g transform="translate(${PAGE.edge} ${y})">\n${svg.join("\n")}\n</g>`;
    y += high;
    return group;
  });
  const wide = Math.ceil(Math.max(560, ...blocks.map((block) => block.wide)) + 2 * PAGE.edge);
  const high = y + PAGE.edge - 12;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" role="img" aria-label="${escaped(title)}">`,
    `<rect x="0.5" y="0.5" width="${wide - 1}" height="${high - 1}" rx="8" fill="${COLOURS.ground}" stroke="${COLOURS.border}"/>`,
    `<g font-family="-apple-system,'Segoe UI',Helvetica,Arial,'DejaVu Sans',sans-serif" font-size="${PAGE.size}" fill="${COLOURS.text}">`,
    ...placed,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** What a page folds away is one line of it. */
function folded(markdown: string): string {
  return markdown.replace(/<details><summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, "\n▸ $1\n");
}

function drawn(token: Token): Drawn[] {
  switch (token.type) {
    case "heading":
      return [paragraph(pieces(token.tokens ?? []), { size: 20, bold: true, high: 38 })];
    case "paragraph":
      return [paragraph(pieces(token.tokens ?? []), { size: PAGE.size, bold: false, high: 34 })];
    case "table":
      return [table(token as Tokens.Table)];
    default:
      return [];
  }
}

function paragraph(
  text: readonly Piece[],
  { size, bold, high }: { readonly size: number; readonly bold: boolean; readonly high: number },
): Drawn {
  const all = bold ? text.map((piece) => ({ ...piece, bold: true })) : text;
  const wide = widthOf(all) * (size / PAGE.size);
  return { svg: [textAt(all, { x: 0, y: size, size })], wide, high };
}

function table({ header, rows, align }: Tokens.Table): Drawn {
  const all = [header, ...rows].map((row) => row.map(({ tokens }) => pieces(tokens)));
  const lines = all.filter((row) => row.some((cell) => cell.length > 0));
  const isEmpty = (all[0] ?? []).every((cell) => cell.length === 0);
  const heights = lines.map(
    (row) => Math.max(...row.map((cell) => linesOf(cell).length)) * PAGE.line + PAGE.cell.high - PAGE.line,
  );
  const widths = header.map((_, column) =>
    Math.ceil(Math.max(16, ...lines.flatMap((row) => linesOf(row[column] ?? []).map(widthOf))) + 2 * PAGE.cell.side),
  );
  const wide = widths.reduce((sum, one) => sum + one, 0);
  const svg: string[] = [];
  let y = 0;
  for (const [at, row] of lines.entries()) {
    const high = heights[at] ?? 0;
    const isHead = at === 0 && !isEmpty;
    if (at % 2 === 0 && !isHead) svg.push(`<rect y="${y}" width="${wide}" height="${high}" fill="${COLOURS.stripe}"/>`);
    let x = 0;
    for (const [column, cell] of row.entries()) {
      const room = widths[column] ?? 0;
      svg.push(`<rect x="${x}" y="${y}" width="${room}" height="${high}" fill="none" stroke="${COLOURS.border}"/>`);
      for (const [line, some] of linesOf(cell).entries()) {
        const shown = isHead ? some.map((piece) => ({ ...piece, bold: true })) : some;
        const left = align[column] === "right" ? x + room - PAGE.cell.side - widthOf(shown) : x + PAGE.cell.side;
        svg.push(textAt(shown, { x: left, y: y + 22 + line * PAGE.line, size: PAGE.size }));
      }
      x += room;
    }
    y += high;
  }
  return { svg, wide, high: y + 16 };
}

/** A cell breaks where it is told to. */
function linesOf(cell: readonly Piece[]): Piece[][] {
  return cell.reduce<Piece[][]>(
    (lines, piece) => {
      if (piece.text === "\n") return [...lines, []];
      return [...lines.slice(0, -1), [...(lines.at(-1) ?? []), piece]];
    },
    [[]],
  );
}

function textAt(
  text: readonly Piece[],
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): string {
  const spans = text.map(({ text: words, bold, link, code }) => {
    const look = [
      ...(bold === true ? [' font-weight="600"'] : []),
      ...(link === true ? [` fill="${COLOURS.link}"`] : words.startsWith("▸") ? [` fill="${COLOURS.quiet}"`] : []),
      ...(code === true
        ? [' font-family="ui-monospace,Menlo,Consolas,\'DejaVu Sans Mono\',monospace" font-size="12"']
        : []),
    ];
    return `<tspan${look.join("")}>${escaped(words)}</tspan>`;
  });
  return `<text x="${Math.round(x * 10) / 10}" y="${y}" font-size="${size}" xml:space="preserve">${spans.join("")}</text>`;
}

function pieces(tokens: readonly Token[], look: Omit<Piece, "text"> = {}): Piece[] {
  return tokens.flatMap((token): Piece[] => {
    if (token.type === "link") return pieces(token.tokens ?? [], { ...look, link: true });
    if (token.type === "strong") return pieces(token.tokens ?? [], { ...look, bold: true });
    if (token.type === "codespan") return [{ ...look, text: decoded(String(token.text)), code: true }];
    if (token.type === "html") return token.raw.startsWith("<br") ? [{ text: "\n" }] : [];
    if ("tokens" in token) return pieces(token.tokens ?? [], look);
    return "text" in token ? [{ ...look, text: decoded(String(token.text)) }] : [];
  });
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("\u200b", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** Pixels that a text takes in a sans-serif font, to within a few: columns are as wide as their widest cell. */
function widthOf(text: readonly Piece[]): number {
  return text.reduce((sum, { text: words, bold, code }) => {
    const one = [...words].reduce((total, letter) => total + (code === true ? 7.3 : letterWidth(letter)), 0);
    return sum + (bold === true ? one * 1.07 : one);
  }, 0);
}

function letterWidth(letter: string): number {
  if (/[\u2e80-\uffef]|\p{Extended_Pictographic}/u.test(letter)) return 14;
  if (/[ijlI.,:;|!'()[\]/ ]/.test(letter)) return 4.4;
  if (/[mwMW@%]/.test(letter)) return 12.4;
  return /[A-Z]/.test(letter) ? 9.6 : 8;
}
