import type { Published } from "../../src/operations/publish/apply";
import type { PublishedFile } from "../../src/operations/publish/upload-files";
import { asset, file, release } from "../operations/builders";

/** A finished run for tests. */
export function published(more: Partial<Published> = {}): { readonly published: Published } {
  return { published: { result: "published", release: release(), created: true, files: [], assets: [], ...more } };
}

export function stored(name: string, more: Partial<PublishedFile> = {}): PublishedFile {
  return { file: file(name), status: "uploaded", asset: asset(name), sha256: "ab".repeat(32), ...more };
}

export const ABOUT = { forge: "github", repository: "o/r", tag: "v1.2.0" };
