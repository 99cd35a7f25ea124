import type { LocalFile } from "./file";
import type { Link } from "./release";

/** What is wanted on the forge, whatever the forge: inputs, files and notes after reading and checking. */
export interface Wanted {
  readonly tag: string;
  /** The tag must exist already. */
  readonly verifyTag: boolean;
  /** What an absent tag is created from: given by input, else the commit being built; `undefined` when neither is known. */
  readonly target: string | undefined;
  /** The commit being built, when an existing tag has to be on it; `undefined` means no check. */
  readonly expectedCommit: string | undefined;
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

/** A file and the name under which the forge will store it. */
export interface WantedFile extends LocalFile {
  readonly storedName: string;
  /** Another name under which it may be there already. */
  readonly otherName?: string | undefined;
}
