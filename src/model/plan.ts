import type { LinkedFile } from "./linked";
import type { DraftMarker } from "./notes";
import type { Asset, Link, Release, ReleaseChange, ReleaseFields } from "./release";
import type { ExpectedFiles, WantedFile } from "./request";
import type { RunMemory } from "./run-memory";

/** What the forge shows before anything is done. */
export interface Seen {
  /** The release to work on; `undefined` when there is none yet. */
  readonly release: Release | undefined;
  /** Ids of drafts of the same tag that this very run made and that lost against `release`: to be deleted. */
  readonly ownDrafts: readonly (number | string)[];
  /** One per wanted file, in its order. */
  readonly matches: readonly Match[];
  /** All assets of the release. */
  readonly assets: readonly Asset[];
  /**
   * Where the tag is: on a commit (annotated tags resolved), nowhere, not looked at because it is there, or unknown
   * because the server cannot be asked; `closed`: it is there, and this token may not look at it.
   */
  readonly tag: { readonly commit: string } | "absent" | "unseen" | "unknown" | "closed";
  /** Tag of the release that is marked latest, where the plan needs it. */
  readonly latestTag: string | undefined;
  /** Tags of published stable releases, of the first page at least; empty where the plan does not need them. */
  readonly stableTags: readonly string[];
  /** The release may be one that this program published and the forge has turned back into a draft. */
  readonly turnedBack: boolean;
  /** Tags of the other releases; empty where the plan does not need them. */
  readonly otherTags: readonly string[];
  /** Notes that the forge generated; `undefined` where none are wanted. */
  readonly generated: Generated | undefined;
  /** When this run began, and the assets that it found; only where files are to be pruned. */
  readonly began?: RunMemory["began"] | undefined;
  /** The list of checksums that is there, and whether it says what it should as long as no file changes. */
  readonly list?:
    { readonly asset: Asset | undefined; readonly current: boolean; readonly sha256?: string | undefined } | undefined;
  /** What is known of the files that the server does not take, where these may be linked instead. */
  readonly elsewhere?: SeenElsewhere | undefined;
  /** What the list of linked files in the notes is to say. */
  readonly linked?: readonly LinkedFile[] | undefined;
  /** The release has the labels that are asked for. */
  readonly labelled?: boolean | undefined;
}

/**
 * Generated notes and the tag they start from; or why there are none: a sentence where that may be otherwise next time,
 * else the input and the reason behind it.
 */
export type Generated =
  | { readonly text: string; readonly since: string | undefined }
  | { readonly missing: string; readonly passes: boolean };

/** Where a file is instead: its address as far as it is known before it is there, or why no link can lead to it. */
export type Elsewhere = { readonly url: string | undefined } | { readonly problem: string };

/** What another target has of the files that this one does not take. */
export interface SeenElsewhere {
  /** Files that are not sent here, by path: why, and where they are. */
  readonly files: ReadonlyMap<string, { readonly why: string; readonly at: Elsewhere }>;
  /** Why nothing can be linked, where that may become necessary in the middle. */
  readonly problem: string | undefined;
  /** Whether there is a file behind an address that the notes link to. */
  readonly has: (url: string) => boolean;
}

/** A wanted file and what is on the release under its name. */
export interface Match {
  readonly file: WantedFile;
  /** The complete asset of this name, if any. */
  readonly asset: Asset | undefined;
  /** `asset` has the same content. */
  readonly same: boolean;
  /** A complete copy of the same content under the temporary name: an earlier run ended before its rename. */
  readonly waiting: Asset | undefined;
  /** Other complete assets of the same name, on forges that take a name twice. */
  readonly duplicates: readonly Asset[];
  /** What failed uploads of this file left behind. */
  readonly leftovers: readonly Asset[];
}

/** What an asset is called beside its name: its label, and its kind where the forge has kinds. */
export interface Title {
  readonly label?: string | undefined;
  readonly linkType?: string | undefined;
}

/** What happens to one file. `status` is what the outputs will call it. */
export type FileStep =
  | { readonly status: "uploaded"; readonly match: Match; readonly title: Title }
  | { readonly status: "replaced"; readonly match: Match; readonly old: Asset; readonly title: Title }
  | { readonly status: "unchanged"; readonly match: Match; readonly asset: Asset; readonly retitle: Title | undefined }
  | { readonly status: "kept"; readonly match: Match; readonly asset: Asset }
  | { readonly status: "skipped"; readonly match: Match; readonly why: string }
  /** `url`: as far as it is known. */
  | { readonly status: "linked"; readonly match: Match; readonly why: string; readonly url: string | undefined };

/** Steps in the order in which they are carried out. */
export type Step =
  /** Pushes the tag from the checkout; `moves`: also where it stands on another commit, `from` as far as that is known. */
  | {
      readonly do: "push-tag";
      readonly tag: string;
      readonly id: string;
      readonly commit: string;
      readonly moves: boolean;
      readonly from: string | undefined;
    }
  /** Makes an annotated tag before its release, where that does not make one. */
  | { readonly do: "make-tag"; readonly tag: string; readonly target: string; readonly message: string }
  | {
      readonly do: "create";
      readonly fields: ReleaseFields;
      readonly marker: DraftMarker | undefined;
      /** What is there from the first moment on; only where files come first. */
      readonly links: readonly Link[];
    }
  /** Gives the server the time to handle the push of the tag, which would publish a draft before its time. */
  | { readonly do: "await-push" }
  | { readonly do: "upload-files" }
  | { readonly do: "set-links"; readonly links: readonly LinkStep[] }
  | { readonly do: "update"; readonly change: ReleaseChange; readonly marker: DraftMarker | undefined }
  | { readonly do: "publish"; readonly fields: ReleaseFields }
  | { readonly do: "confirm" }
  /** Moves shorter tags to the version, when all else is done. */
  | { readonly do: "float-tags"; readonly tag: string; readonly names: readonly string[] }
  /** Brings the list of checksums up to date, without a line for what is about to go. */
  | {
      readonly do: "write-checksums";
      readonly name: string;
      readonly storedName: string;
      readonly leaving: readonly Asset[];
    }
  /** Ends the run where the release lacks a file. `lacking`: as far as it is known before. */
  | {
      readonly do: "expect-files";
      readonly expected: ExpectedFiles;
      /** This run's files, as they will be called. */
      readonly coming: readonly Pick<Asset, "name" | "label">[];
      readonly lacking: readonly string[];
      /** Those of them that the notes link to: they count as well. */
      readonly linked?: readonly Pick<Asset, "name" | "label">[];
      /** Assets that this run clears out: they do not. */
      readonly leaving: readonly Asset[];
      /** Stored name of the list of checksums, which a number does not count. */
      readonly listName: string | undefined;
    }
  /** `list`: the list of checksums that stands, where it needs no change. */
  | { readonly do: "verify-files"; readonly list?: { readonly asset: Asset; readonly sha256: string } | undefined }
  /** `sealed`: before publication, which fixes the files. */
  | { readonly do: "prune-files"; readonly assets: readonly Asset[]; readonly sealed: boolean }
  | { readonly do: "delete-own-draft"; readonly id: number | string };

/** A link to make, or to change where one of its name is there. */
export interface LinkStep {
  readonly link: Link;
  readonly present: Asset | undefined;
}

export interface Plan {
  readonly release: Release | undefined;
  /** One per wanted file, in its order; carried out by the step `upload-files`. */
  readonly files: readonly FileStep[];
  readonly steps: readonly Step[];
  /** The notes that the forge generated are part of what the release will say: of which tag, and since which. */
  readonly generated: { readonly tag: string; readonly since: string | undefined } | undefined;
  /** Why things are decided as they are: lines for the log. */
  readonly reasons: readonly string[];
  /** What people should know, however the run ends. */
  readonly notices: readonly string[];
  /** What may go wrong. */
  readonly warnings: readonly string[];
}
