import { width } from "../../src/report/terminal/widths";
import { type Look, type Span, brokenAt, spansOf } from "./ansi";

/** Of a letter, in pixels: monospace fonts are 0.6 of their size wide, and `textLength` makes sure of it. */
const FONT = { size: 13, advance: 7.8, line: 20 };
const EDGE = { side: 18, top: 44, bottom: 18 };

/** The dark theme of most terminals: it reads on a light page as on a dark one, because it has a ground of its own. */
const COLOURS: Readonly<Record<Exclude<Look, "bold" | "underline">, string>> = {
  dim: "#8b949e",
  red: "#ff7b72",
  green: "#56d364",
  yellow: "#e3b341",
  cyan: "#76e3ea",
};
const GROUND = { window: "#0d1117", bar: "#161b22", border: "#30363d", text: "#e6edf3" };

/** A window of a terminal with these lines, as a picture that needs no font, no script and no style sheet of the page. */
export function terminalSvg(at: {
  readonly lines: readonly string[];
  readonly columns: number;
  readonly title: string;
}): string {
  const lines = at.lines.flatMap((line) => brokenAt(spansOf(line), at.columns, width));
  const wide = Math.round(at.columns * FONT.advance + 2 * EDGE.side);
  const high = EDGE.top + lines.length * FONT.line + EDGE.bottom;
  const rows = lines.flatMap((line, row) => rowOf(line, EDGE.top + row * FONT.line + 14));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" role="img" aria-label="${escaped(at.title)}">`,
    `<rect x="0.5" y="0.5" width="${wide - 1}" height="${high - 1}" rx="8" fill="${GROUND.window}" stroke="${GROUND.border}"/>`,
    ...["#ff5f57", "#febc2e", "#28c840"].map(
      (fill, n) => `<circle cx="${20 + n * 18}" cy="20" r="5.5" fill="${fill}"/>`,
    ),
    `<text x="${wide / 2}" y="24" text-anchor="middle" font-family="sans-serif" font-size="12" fill="${COLOURS.dim}">${escaped(at.title)}</text>`,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="${FONT.size}" fill="${GROUND.text}" xml:space="preserve">`,
    ...rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** Each piece has its own place and length, so that no font can move it. */
function rowOf(line: readonly Span[], y: number): string[] {
  let column = 0;
  return line.map(({ text, looks }) => {
    const x = EDGE.side + column * FONT.advance;
    const columns = width(text);
    column += columns;
    const length = ` textLength="${rounded(columns * FONT.advance)}" lengthAdjust="spacingAndGlyphs"`;
    return `<text x="${rounded(x)}" y="${y}"${length}${styleOf(looks)}>${escaped(text)}</text>`;
  });
}

function styleOf(looks: readonly Look[]): string {
  const colour = looks.flatMap((look) => (look === "bold" || look === "underline" ? [] : [COLOURS[look]])).at(-1);
  return [
    ...(colour === undefined ? [] : [` fill="${colour}"`]),
    ...(looks.includes("bold") ? [' font-weight="bold"'] : []),
    ...(looks.includes("underline") ? [' text-decoration="underline"'] : []),
  ].join("");
}

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
