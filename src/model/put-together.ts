import { joinNotes, unified } from "./notes";

/** The first line of a text that says something, as a heading or as a line of its own. */
interface FirstLine {
  readonly words: string;
  /** 1 to 6; 0 for a line that is no heading. */
  readonly level: number;
  /** The text behind it. */
  readonly rest: string;
}

/**
 * Notes of several origins behind each other. Each brings its own heading, and a reader would see it twice: the second
 * one goes where the text before it ends below that very heading, or begins with it as its title. Pure.
 */
export function putTogether(before: string, after: string): string {
  const first = firstLine(after);
  if (before.trim() === "" || first === undefined) return joinNotes(before, after);
  return joinNotes(before, repeats(unified(before), first) ? first.rest : after);
}

function repeats(before: string, { words, level }: FirstLine): boolean {
  const headings = headingsOf(before);
  const last = headings.at(-1);
  if (level > 0 && last?.words === words) return true;
  const title = firstLine(before);
  if (title?.words !== words || title.level > 1) return false;
  // A title stands above all sections; where the text begins with one of them, it may have ended before.
  const others = title.level > 0 ? headings.slice(1) : headings;
  return others.every((heading) => heading.level > title.level);
}

function firstLine(text: string): FirstLine | undefined {
  const [line = "", ...lines] = unified(text).trimStart().split("\n");
  const rest = lines.join("\n");
  if (line === "") return undefined;
  const [heading] = headingsOf(line);
  const below = /^(=+|-+)[ \t]*(?:\n([\s\S]*))?$/.exec(rest);
  if (heading === undefined && below !== null)
    return { words: wordsOf(line), level: below[1]?.startsWith("=") === true ? 1 : 2, rest: begun(below[2] ?? "") };
  // A line with more text right below it begins a paragraph, and is none of its own.
  if (heading === undefined && !/^\s*(\n|$)/.test(rest)) return undefined;
  return { words: heading?.words ?? wordsOf(line), level: heading?.level ?? 0, rest: begun(rest) };
}

const begun = (text: string): string => text.replace(/^(?:[ \t]*\n)+/, "");

/** Headings outside of blocks of code, in both of Markdown's forms. */
function headingsOf(text: string): { readonly words: string; readonly level: number }[] {
  let fence: string | undefined;
  let above = "";
  return text.split("\n").flatMap((line) => {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    const previous = above;
    above = fence === undefined && mark === undefined && !/^ {0,3}([-*+>#]|\d+[.)])/.test(line) ? line.trim() : "";
    if (mark !== undefined && (fence === undefined || (mark.startsWith(fence) && line.trim() === mark)))
      fence = fence === undefined ? mark : undefined;
    if (fence !== undefined || mark !== undefined) return [];
    const [, signs, words = ""] = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line) ?? [];
    if (signs !== undefined) return [{ words: wordsOf(words), level: signs.length }];
    const [, rule] = /^ {0,3}(=+|-+)[ \t]*$/.exec(line) ?? [];
    return rule === undefined || previous === ""
      ? []
      : [{ words: wordsOf(previous), level: rule.startsWith("=") ? 1 : 2 }];
  });
}

/** What a heading says, however it is set off. */
function wordsOf(line: string): string {
  return line
    .replace(/[ \t]+#+[ \t]*$/, "")
    .replace(/[*_`:]+/g, "")
    .replace(/\u2019/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
