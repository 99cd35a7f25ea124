import { existsSync, readFileSync } from "node:fs";
import { extname } from "node:path";

const MARKED = /(<!-- example: (examples\/[\w.-]+)(?:, from "([^"\n]+)")? [^\n]*-->\n)[\s\S]*?(<!-- \/example -->)/g;

const LANGUAGES: Readonly<Record<string, string>> = { ".yml": "yaml", "": "groovy" };

/**
 * Fills every block of a page that shows a file of `examples/`: all of it, or what stands from the line that begins with
 * the given words to the end. A page never shows another step than the one that the tests run.
 * @param told the text in the language of the page
 * @throws where the file or the line is not there
 */
export function withExamples(page: string, told = (text: string): string => text): string {
  return page.replace(MARKED, (_, start: string, file: string, from: string | undefined, end: string) => {
    if (!existsSync(file)) throw new Error(`${file} is shown by a page, and is not there.`);
    const text = readFileSync(file, "utf8").trimEnd();
    const shown = from === undefined ? text : part(text, { file, from });
    return `${start}\`\`\`${LANGUAGES[extname(file)] ?? ""}\n${told(shown)}\n\`\`\`\n${end}`;
  });
}

function part(text: string, { file, from }: { readonly file: string; readonly from: string }): string {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.trimStart().startsWith(from));
  const [first = ""] = lines.slice(at);
  if (at < 0) throw new Error(`${file} has no line that begins with: ${from}`);
  const blanks = first.length - first.trimStart().length;
  return lines
    .slice(at)
    .map((line) => line.slice(blanks))
    .join("\n");
}
