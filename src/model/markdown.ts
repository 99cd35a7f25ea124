/** Breaks what a page would make a link of, and is not seen. */
const UNSEEN = "&#8203;";

/**
 * Text from outside, so that it stays text: no Markdown, no HTML, one line, and nothing of which a page makes a link
 * without being asked: addresses, `www.`, mail, mentions, numbers of issues, commits.
 */
export function plainText(outside: string): string {
  return (
    outside
      .replace(/[\r\n]+/g, " ")
      // eslint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "")
      .replace(/www\.|:(?=\/\/)|@|#(?=\d)|(?<=\bGH)-(?=\d)|!(?=\d)/gi, "$&\u0000")
      .replace(/(?<![\w.])(?=\w*[a-f])[0-9a-f]{4}(?=[0-9a-f]{3,60}(?!\w))/gi, "$&\u0000")
      .replace(/(?<=www)\.|[&<>@#:]/gi, (sign) => `&#${sign.charCodeAt(0)};`)
      .replace(/[\\`*_[\]|~$]/g, "\\$&")
      .replaceAll("\u0000", UNSEEN)
  );
}

/** A link, where the address is one of the web. */
export function link(name: string, url: string): string {
  if (!/^https?:\/\//i.test(url)) return plainText(name);
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  const safe = url.replace(/[<>\s\\|\x00-\x1f\x7f-\x9f]/g, (sign) => encodeURIComponent(sign));
  return `[${plainText(name)}](<${safe}>)`;
}
