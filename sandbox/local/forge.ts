import type { RecordedRequest } from "../kernel/exchange";

/** A running sandbox with one repository and a tag that was just pushed, seen the same whatever forge it plays. */
export interface LocalForge {
  /** As the input `forge` names it. */
  readonly id: string;
  /** Name for people. */
  readonly title: string;
  /** The CI whose pipeline `environment` is. */
  readonly ci: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly repository: string;
  /** Of a person who may publish. */
  readonly token: string;
  readonly requests: readonly RecordedRequest[];
  readonly violations: readonly string[];
  /** What the CI sets in the pipeline of the tag, without files and folders. */
  readonly environment: Readonly<Record<string, string>>;
  /** What that environment leaves to be said. */
  readonly inputs: Readonly<Record<string, string>>;
  releases(): readonly LocalRelease[];
  close(): Promise<void>;
}

export interface LocalRelease {
  readonly tag: string;
  readonly draft: boolean;
  readonly files: readonly LocalAsset[];
}

export interface LocalAsset {
  readonly name: string;
  readonly size: number;
  /** 64 hex digits; empty for a half-made one. */
  readonly sha256: string;
}

/** Where the tag is pushed. */
export interface Pushed {
  readonly repository: string;
  readonly tag: string;
}

interface Content {
  readonly size: number;
  readonly sha256: string;
}

export function assetOf(name: string, content: Content | undefined): LocalAsset {
  return { name, size: content?.size ?? 0, sha256: content?.sha256 ?? "" };
}
