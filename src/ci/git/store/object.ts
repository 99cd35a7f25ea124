import { createHash } from "node:crypto";

/** An object as far as it matters here: of files and folders there is nothing but that they are. */
export type Content = { readonly kind: "commit" | "tag"; readonly bytes: Buffer } | { readonly kind: "other" };

/** Bytes of a commit or a tag. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** Whether an object is the one of its id: ids are made from what they stand for. */
export function isOf(content: Content, id: string): boolean {
  if (content.kind === "other") return true;
  const hash = createHash(id.length === 64 ? "sha256" : "sha1");
  return hash.update(`${content.kind} ${content.bytes.length}\0`).update(content.bytes).digest("hex") === id;
}
