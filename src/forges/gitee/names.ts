import { BEYOND_ASCII, IMPOSSIBLE, SPECIAL, escapeName, readableName } from "../../model/names";

/** The name to send is the file's own: which signs Gitee alters is not documented, only that it alters some. */
export function storedName(name: string): string {
  return readableName(name, IMPOSSIBLE);
}

/** Names for a server that has altered the first: without special signs, then of plain letters only. */
export function plainerNames(name: string): string[] {
  const names = [readableName(name, SPECIAL), readableName(name, BEYOND_ASCII)];
  return [...new Set(names)].filter((one) => one !== storedName(name));
}

/** Names that earlier versions of this program gave. */
export function earlierNames(name: string): string[] {
  const own = name.normalize("NFC");
  const names = [escapeName(own, /[^\p{L}\p{M}\p{Nd}_.-]/u), escapeName(own, BEYOND_ASCII)];
  return [...new Set(names)].filter((one) => one !== own);
}

/** Segments of a page's address, slashes kept. */
export function pagePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
