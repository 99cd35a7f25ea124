import { type Link, isLinkType } from "../model/release";
import { InputError } from "./problems";

/** Reads `name=url` and `name=url#type`; a fragment that is no kind of link belongs to the address. @throws InputError */
export function readLinks(lines: readonly string[]): Link[] {
  const links: Link[] = [];
  const problems: string[] = [];
  for (const line of lines) {
    const link = readLink(line.trim());
    if (link === undefined) problems.push(`links: “${line.trim()}” is not of the form name=https://….`);
    else if (links.some(({ name }) => name === link.name)) problems.push(`links: two links are named “${link.name}”.`);
    else if (links.some(({ url }) => url === link.url)) problems.push(`links: two links lead to ${link.url}.`);
    else links.push(link);
  }
  if (problems.length > 0) throw new InputError(...problems);
  return links;
}

function readLink(line: string): Link | undefined {
  // The address begins at the first `=` with a scheme behind it: a name may hold an `=` of its own. Looked for in one
  // go: one pattern for the whole line takes ever longer with blanks in it.
  const start = /=\s{0,100}(?:https?|ftp):\/\//i.exec(line)?.index ?? 0;
  const [name, rest] = [line.slice(0, start).trimEnd(), line.slice(start + 1).trimStart()];
  const address = /\s/.test(rest) ? "" : rest;
  const [, url = address, word = ""] = /^(.*)#([a-z]+)$/.exec(address) ?? [];
  const link: Link = isLinkType(word) ? { name, url, type: word } : { name, url: address };
  return name !== "" && URL.canParse(link.url) ? link : undefined;
}
