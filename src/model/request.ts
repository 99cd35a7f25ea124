import type { Link, LinkType } from "./release";
import type { Source } from "./source";

/** A tag to push from the checkout. */
export interface PushWanted {
  /** What the ref is to hold: a commit, or an annotated tag. */
  readonly id: string;
  readonly commit: string;
  /** It is moved where it stands on another commit. */
  readonly force: boolean;
}

/** What is wanted on the forge, whatever the forge: inputs, files and notes after reading and checking. */
export interface Wanted {
  readonly tag: string;
  /** The tag must exist already; `copy`: because it is never made for what is copied. */
  readonly verifyTag: boolean | "copy";
  /** What an absent tag is created from: given by input, else the commit being built; `undefined` when neither is known. */
  readonly target?: string | undefined;
  /** The target is HEAD of the checkout, and nothing tells that the forge has that commit. */
  readonly targetIsLocal?: boolean | undefined;
  /** Why the commit being built is not taken for a target. */
  readonly noTarget?: "pull-request" | "foreign" | undefined;
  /** The tag has the name of the branch or merge ref that is being built, and no target was given. */
  readonly isBranch?: boolean | undefined;
  /** The commit being built, when an existing tag has to be on it; `undefined` means no check. */
  readonly expectedCommit?: string | undefined;
  /** Another commit that the tag may be on as well. */
  readonly otherCommit?: string | undefined;
  /** Nothing tells which commit is being built, so an existing tag is taken as it is; with the CI's commit, if it tells one. */
  readonly unchecked?: { readonly commit: string | undefined } | undefined;
  /** The CI was started by this very tag, so it is there. */
  readonly tagIsThere: boolean;
  /** This very job ran before: as a rule the release is there, and as it is wanted. Only a matter of what is asked first. */
  readonly isRepeated?: boolean | undefined;
  /** The tag is pushed where it is not there. */
  readonly push?: PushWanted | undefined;
  /** Shorter tags follow the version that is published. */
  readonly floatingTags?: boolean;
  /** An object of the checkout, from which git can push them where a forge has no other way. */
  readonly floatFrom?: string | undefined;
  /** Seconds to wait for a tag that is not there yet. */
  readonly waitForTag?: number;
  readonly title?: string | undefined;
  /** The notes given; `undefined` when none were. */
  readonly notes?: string | undefined;
  readonly notesMode: "replace" | "append" | "prepend" | "keep";
  readonly generateNotes: boolean;
  /** What the tag says is part of the notes, too. */
  readonly notesFromTag: boolean;
  /** File in the repository that says how the forge generates them. */
  readonly notesConfig?: string | undefined;
  readonly previousTag?: string | undefined;
  readonly draft?: boolean | undefined;
  readonly prerelease: boolean | "auto";
  readonly latest: "auto" | "true" | "false" | "legacy";
  readonly discussionCategory?: string | undefined;
  readonly milestones?: readonly string[] | undefined;
  readonly tagMessage?: string | undefined;
  /** Package to upload to, if one was named. */
  readonly packageName?: string | undefined;
  readonly links: readonly Link[];
  readonly releaseId?: string | undefined;
  readonly onUnsupported: "warn" | "fail";
  readonly files: readonly WantedFile[];
  readonly overwriteFiles: boolean;
  readonly oversizedFiles: "fail" | "skip" | "link";
  /** Other targets link to the files of this one. */
  readonly isLinkedTo?: boolean | undefined;
  readonly arrival?: Arrival | undefined;
}

/** What a run does beside bringing files: a list of checksums, checks, clearing out. Nothing that is not asked for. */
export interface Arrival {
  /** Name of the list of checksums, and the name under which the forge stores it. */
  readonly checksums?: { readonly name: string; readonly storedName: string } | undefined;
  /** Every file of this run is downloaded after publication, and compared. */
  readonly verify: boolean;
  /** What has to be on the release before it is published. */
  readonly expect?: ExpectedFiles | undefined;
  readonly prune?: PruneFiles | undefined;
  /** Labels of the release. */
  readonly labels?: readonly string[] | undefined;
  /** Date of the release, in milliseconds since the epoch. */
  readonly releasedAt?: number | undefined;
}

/** A pattern for names of files. */
export interface NamePattern {
  /** As written. */
  readonly text: string;
  readonly fits: (name: string) => boolean;
}

/** So many files, or at least one for each pattern. */
export type ExpectedFiles = { readonly count: number } | { readonly patterns: readonly NamePattern[] };

/** Files that a newer run clears out. */
export interface PruneFiles {
  /** In order: one that takes away stands behind what it takes from. */
  readonly patterns: readonly (NamePattern & { readonly negated: boolean })[];
  /** Only older ones go. Milliseconds; 0: whatever their age is. */
  readonly age: number;
}

/** A file on disk that this run wants on the release, under the base name or the right side of `path => name`. */
export interface LocalFile extends Source {
  /** Display label from `path#label`. */
  readonly label?: string | undefined;
  /** Kind of link from `path#label#type`. */
  readonly linkType?: LinkType | undefined;
}

/** A file and the name under which the forge will store it. */
export interface WantedFile extends LocalFile {
  readonly storedName: string;
  /** Other names under which it may be there already. */
  readonly earlierNames?: readonly string[] | undefined;
  /** Names under which it may be there, if it has its content. */
  readonly plainerNames?: readonly string[] | undefined;
}
