/** Which characters the server filters is not documented (reference 5): "special" ones. Letters of all scripts are none. */
export const filterName = (name: string): string => name.replace(/[^\p{L}\p{M}\p{N}._-]/gu, "");

/** A server that keeps plain letters only. */
export const filterLetters = (name: string): string => name.replace(/[^A-Za-z0-9._-]/g, "");

/** The text of the documents has "plain/txt", which is no media type: nobody may compare it with his own. */
const TYPES = new Map([
  ["txt", "plain/txt"],
  ["svg", "image/svg+xml"],
  ["png", "image/png"],
  ["json", "application/json"],
  ["zip", "application/zip"],
  ["gz", "application/gzip"],
]);

/** By the ending of the name, whatever the part said. */
export const typeOf = (name: string): string =>
  TYPES.get(name.slice(name.lastIndexOf(".") + 1).toLowerCase()) ?? "application/octet-stream";
