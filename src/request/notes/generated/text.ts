import { plainText } from "../../../model/plain-text";

/**
 * A commit's text in a list: nothing of it is Markdown or HTML, nobody is called and nothing is linked, but code spans
 * are code. Numbers of issues stay alive only in the repository whose issues they are.
 */
export function commitText(text: string, { alive }: { readonly alive: boolean }): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, at) => (at % 2 === 1 ? code(part) : prose(part, alive)))
    .join("")
    .replace(/^([-+]|\d+[.)])(?=\s)/, "\\$1")
    .trim();
}

/** In a span of code only its end means anything. Control characters are taken out as everywhere. */
function code(span: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return span.replace(/[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "");
}

function prose(text: string, alive: boolean): string {
  if (!alive) return readable(plainText(text));
  return text
    .split(/((?<=^|[\s(,])[#!]\d{1,9}(?=$|[\s),.:;]))/)
    .map((part, at) => (at % 2 === 1 ? part : readable(plainText(part))))
    .join("");
}

/** A colon before a blank does no harm. */
function readable(text: string): string {
  return text.replace(/&#58;(?=\s|$)/g, ":");
}
