import { escapeName } from "../../model/names";

/**
 * The name to send, made so that the server has nothing to change: letters and digits of all alphabets, `_`, `.` and `-`
 * stay, every other sign is written out. Which signs Gitee alters is not documented, only that it alters some.
 */
export function storedName(name: string): string {
  return escapeName(name.normalize("NFC"), /[^\p{L}\p{M}\p{Nd}_.-]/u);
}

/** The same for a server that keeps no letters but the plain ones; used where one has shown that it alters the others. */
export function plainName(name: string): string {
  return escapeName(name.normalize("NFC"), /[^A-Za-z0-9_.-]/);
}

/** Segments of a page's address, slashes kept. */
export function pagePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
