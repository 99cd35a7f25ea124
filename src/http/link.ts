import type { Answer } from "./answer";
import { AnswerError } from "./errors";

/** A link of a header `Link`, as RFC 8288 describes it: an address between `<` and `>`, and parameters behind it. */
const TARGET = /[\s,]*<([^>]*)>/y;
const PARAMETER = /\s*;\s*(?:([\w!#$&+.^`|~-]+)\*?\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?)?/y;
const END = /\s*(?:,|$)/y;

/**
 * The address of the next page, where the header names one.
 *
 * @throws AnswerError for one that cannot be read: a list that goes on somewhere is not whole
 */
export function nextPage({ headers, request }: Pick<Answer, "headers" | "request">): URL | undefined {
  const header = headers.link ?? "";
  const links = parse(header);
  if (links === undefined) {
    if (!/next/i.test(header)) return undefined;
    throw unreadable(request, header);
  }
  const next = links.find(({ rels }) => rels.includes("next"));
  if (next === undefined) return undefined;
  const asked = request.replace(/^\w+ /, "");
  // An address with blanks at its ends is that address; an empty one would be the page that was just read.
  const target = next.target.trim();
  if (target !== "" && URL.canParse(target, asked)) return new URL(target, asked);
  throw unreadable(request, header);
}

/** The address of the last page, where the header names one that can be read: nothing depends on it but what is asked soon. */
export function lastPage({ headers, request }: Pick<Answer, "headers" | "request">): URL | undefined {
  const last =
    parse(headers.link ?? "")
      ?.find(({ rels }) => rels.includes("last"))
      ?.target.trim() ?? "";
  const asked = request.replace(/^\w+ /, "");
  return last !== "" && URL.canParse(last, asked) ? new URL(last, asked) : undefined;
}

interface Link {
  readonly target: string;
  /** In lower case. */
  readonly rels: readonly string[];
}

function parse(header: string): Link[] | undefined {
  const links: Link[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(header);
    if (found !== null) at += found[0].length;
    return found;
  };
  while (/[^\s,]/.test(header.slice(at))) {
    const target = take(TARGET)?.[1];
    if (target === undefined) return undefined;
    const rels: string[] = [];
    for (let found = take(PARAMETER); found !== null; found = take(PARAMETER)) {
      const [, name = "", quoted, plain = ""] = found;
      // Only the first should count, but a page more is better than one too few.
      if (name.toLowerCase() === "rel")
        rels.push(...(quoted?.replace(/\\(.)/g, "$1") ?? plain).toLowerCase().split(/\s+/));
    }
    if (take(END) === null) return undefined;
    links.push({ target, rels });
  }
  return links;
}

function unreadable(request: string, header: string): AnswerError {
  const shown = header.length > 200 ? `${header.slice(0, 200)}…` : header;
  return new AnswerError(
    request,
    `The server says that its list goes on, but not where: the header Link cannot be read (${shown.replace(/\?[^>]*>/g, "?…>")}).`,
  );
}
