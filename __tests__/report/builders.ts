import type { Published } from "../../src/publish/apply";
import type { StoredFile } from "../../src/publish/store-files";
import { asset, file, release } from "../publish/builders";

/** A finished run for tests. */
export function published(more: Partial<Published> = {}): { readonly published: Published } {
  return { published: { result: "published", release: release(), created: true, files: [], assets: [], ...more } };
}

export function stored(name: string, more: Partial<StoredFile> = {}): StoredFile {
  return { file: file(name), status: "uploaded", asset: asset(name), sha256: "ab".repeat(32), ...more };
}

export const ABOUT = { forge: "github", repository: "o/r", tag: "v1.2.0" };
