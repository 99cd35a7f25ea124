import type { Link, LinkType } from "./release";

/** What is wanted on the forge, whatever the forge: inputs, files and notes after reading and checking. */
export interface Wanted {
  readonly tag: string;
  /** The tag must exist already. */
  readonly verifyTag: boolean;
  /** What an absent tag is created from: given by input, else the commit being built; `undefined` when neither is known. */
  readonly target: string | undefined;
  /** The target is HEAD of the checkout, and nothing tells that the forge has that commit. */
  readonly targetIsLocal?: boolean | undefined;
  /** Why the commit being built is not taken for a target. */
  readonly noTarget?: "pull-request" | "foreign" | undefined;
  /** The tag has the name of the branch or merge ref that is being built, and no target was given. */
  readonly isBranch?: boolean | undefined;
  /** The commit being built, when an existing tag has to be on it; `undefined` means no check. */
  readonly expectedCommit: string | undefined;
  /** Another commit that the tag may be on as well. */
  readonly otherCommit?: string | undefined;
  /** Nothing tells which commit is being built, so an existing tag is taken as it is; with the CI's commit, if it tells one. */
  readonly unchecked?: { readonly commit: string | undefined } | undefined;
  /** The CI was started by this very tag, so it is there. */
  readonly tagIsThere: boolean;
  readonly title: string | undefined;
  /** The notes given; `undefined` when none were. */
  readonly notes: string | undefined;
  readonly notesMode: "replace" | "append" | "keep";
  readonly generateNotes: boolean;
  readonly previousTag: string | undefined;
  readonly draft: boolean | undefined;
  readonly prerelease: boolean | "auto";
  readonly latest: "auto" | "true" | "false" | "legacy";
  readonly discussionCategory: string | undefined;
  readonly milestones: readonly string[] | undefined;
  readonly tagMessage: string | undefined;
  /** Package to upload to, if one was named. */
  readonly packageName: string | undefined;
  readonly links: readonly Link[];
  readonly releaseId: string | undefined;
  readonly onUnsupported: "warn" | "fail";
  readonly files: readonly WantedFile[];
  readonly overwriteFiles: boolean;
  readonly oversizedFiles: "fail" | "skip";
}

/** A file on disk that this run wants on the release. */
export interface LocalFile {
  /** Path as people write it: relative to the base folder when the file lies below it, else absolute. Always `/`. */
  readonly path: string;
  /** Absolute path, in the form of the running system. */
  readonly absolute: string;
  /** Absolute path with every link followed: what is opened. */
  readonly real: string;
  /** Which file was found there, whatever becomes of its name: device and number. */
  readonly identity: string;
  /** The name wanted on the release: the base name, or the right side of `path => name`. */
  readonly name: string;
  /** Display label from `path#label`; empty when none was given. */
  readonly label: string;
  /** Kind of link from `path#label#type`; empty when none was given. */
  readonly linkType: LinkType | "";
  /** Bytes, measured when the files were collected. */
  readonly size: number;
  /** Media type guessed from the name. */
  readonly contentType: string;
}

/** A file and the name under which the forge will store it. */
export interface WantedFile extends LocalFile {
  readonly storedName: string;
  /** Other names under which it may be there already. */
  readonly earlierNames?: readonly string[] | undefined;
  /** Names under which it may be there, if it has its content. */
  readonly plainerNames?: readonly string[] | undefined;
}
