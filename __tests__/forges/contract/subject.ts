import type { Kinds } from "../../../sandbox/kernel/repository";
import type { Clock } from "../../../sandbox/kernel/clock";
import type { RecordedRequest } from "../../../sandbox/kernel/exchange";
import type { Fault, FaultHandle, FaultRule, Faults } from "../../../sandbox/kernel/faults";
import type { Env } from "../../doors/bundle";
import type { HostOf } from "./host";

/** A forge that has to pass the contract: what it can do, and how to start a sandbox that plays it. */
export interface Subject<K extends Kinds = Kinds> {
  /** As titles of tests show it. */
  readonly name: string;
  /** Value of the output `forge`. */
  readonly forge: string;
  readonly can: Can;
  /** How refusals are told, where that differs: the status that the server answers, and a word of the remedy. */
  readonly refusals?: Partial<Record<"wrongToken" | "missingRight" | "missingRepository", readonly [number, RegExp]>>;
  start(options: StartOptions): Promise<HostOf<K>>;
}

export interface StartOptions {
  /** Milliseconds during which lists do not know a new release. */
  readonly listLag?: number;
  readonly clock?: Clock;
}

/** What the forge can do, as far as the expectations differ. */
export interface Can {
  readonly drafts: boolean;
  /** A release is an annotated tag that was pushed, with the tag's message as its notes: nothing else makes or changes one. */
  readonly tagsAreReleases?: true;
  /** A tag cannot have two releases, not even drafts. */
  readonly oneReleaseOfTag?: true;
  /** A tag that is absent is made with a draft already. */
  readonly draftsMakeTags?: true;
  /** The release comes into being with its files. */
  readonly filesFirst: boolean;
  readonly prereleases: boolean;
  /** Labels are kept, and an upload carries them (`sent`) or a request after it (`afterwards`). */
  readonly labels: "sent" | "afterwards" | "none";
  /** The forge tells the sha256 of a file, so that nothing has to be read back. */
  readonly digests: boolean;
  /** It knows the digest of what this program uploaded, even where the forge tells none. */
  readonly knowsOwnDigests: boolean;
  /** The forge tells the size of a file. */
  readonly tellsSizes: boolean;
  /** A file's size is told only by the answer that brings the file. */
  readonly sizesByReading?: true;
  /** A file that was stored, though its answer was lost, can be found again. */
  readonly findsLostUploads: boolean;
  /** The address of a file names the tag of its release. */
  readonly addressesNameTags: boolean;
  readonly emptyFiles: boolean;
  /** The sure limit of a file in bytes; `undefined` where the server decides. */
  readonly largestFile: number | undefined;
  /** The server tells whether a token may write. */
  readonly tellsRights?: true;
  /** A commit that is not there is known before files are sent. */
  readonly tellsCommits?: true;
  /** A release has a title of its own. */
  readonly keepsTitles?: false;
  /** A change is answered with nothing, or its request is also the one that makes a release. */
  readonly answersChanges?: false;
  /** A change of a release that is gone makes one of its tag. */
  readonly changesMake?: true;
  /** A tag's commit can be asked for. */
  readonly tags: boolean;
  /** A file that is there keeps its content: there is no way to replace it. */
  readonly fixedContent?: true;
  /** While a file is replaced its old or its new content is on the release at every moment. */
  readonly replacesWithoutGap: boolean;
  /** A replaced file keeps its id. */
  readonly keepsIds: boolean;
  /** Downloads while a file is replaced by another of its size: to compare them, and to see that it was replaced. Default 1. */
  readonly readsToReplace?: number;
  /** The upload itself takes the old file away, so that no other request does. */
  readonly uploadReplaces?: true;
  /** Requests of a replacement whose failure the next run has to make good. */
  readonly replacementBreaks: readonly ("delete" | "rename")[];
  /** Which of several runs at once made the release cannot be told: each may say that it did. */
  readonly createdByMany?: true;
  /** The runner's environment holds a token of its own. */
  readonly automaticToken: boolean;
  /** The CI shows a page for the run. */
  readonly summary: boolean;
  /** Names the forge stores under another name, with that name. */
  readonly storedNames: Readonly<Record<string, string>>;
  readonly budget: Budget;
}

/** What most forges do: a subject says where its own differs. */
export const MOST = {
  ...{ drafts: false, filesFirst: false, prereleases: true, labels: "none", digests: false, knowsOwnDigests: false },
  ...{ tellsSizes: true, findsLostUploads: true, addressesNameTags: true, emptyFiles: true, largestFile: undefined },
  ...{ tags: true, replacesWithoutGap: true, keepsIds: false, automaticToken: false, summary: false },
  replacementBreaks: ["delete"],
  /** As they are. */
  storedNames: Object.fromEntries(["my app ~1.txt", "发布.zip", "a+b.txt", ".env.txt"].map((name) => [name, name])),
} as const satisfies Partial<Can>;

/** The most requests of a tag run with one page of releases. */
export interface Budget {
  readonly created: (files: number) => number;
  readonly unchanged: (assets: number) => number;
  /** Beyond `unchanged`, for each replaced file. */
  readonly replaced: number;
  /** Beyond `created`, for each file with a label. */
  readonly labelled: number;
}

/** A running sandbox. */
export interface Host {
  readonly requests: readonly RecordedRequest[];
  readonly violations: readonly string[];
  readonly faults: Faults;
  readonly tokens: { readonly good: string; readonly wrong: string; readonly reads: string };
  /** What must not be in any log, output or summary besides the tokens: marks of signed addresses. */
  readonly secrets: readonly RegExp[];
  /** A new repository with a few commits on its default branch. */
  repository(): Repo;
  /** What the forge's own description has against a request; empty where there is none. */
  complaints(request: RecordedRequest): readonly string[];
  close(): Promise<void>;
}

/** Kinds of requests that tests count and spoil. */
export type Action = "create" | "update" | "upload" | "rename" | "delete" | "read-back";

/** A repository of its own for each test, so that tests can share a sandbox. */
export interface Repo {
  readonly name: string;
  /** Token to publish with, where it is one of this repository only. */
  readonly token?: string;
  /** Address of the remote of a checkout, where that alone tells the commit. */
  readonly remote?: string;
  /** What a runner of this server sets for a run of a tag or of the default branch; of a missing repository by name. */
  environment(at: { readonly tag?: string }): Env;
  /** Commit of the default branch. */
  head(): string;
  /** Makes a commit known and the default branch's head, as `git push` does. */
  push(commit: string): void;
  tag(name: string, options?: { readonly commit?: string; readonly annotated?: string }): void;
  tagCommit(name: string): string | undefined;
  /** @returns its id as the output `id` shows it */
  release(seed: Seed): string;
  releases(): SeenRelease[];
  /** Requests to this repository so far, without those to signed addresses. */
  requests(): RecordedRequest[];
  /** Those that change something. */
  writes(): RecordedRequest[];
  isAction(action: Action, request: RecordedRequest): boolean;
  spoil(action: Action, fault: Fault, rule?: Pick<FaultRule, "nth" | "times">): FaultHandle;
  /** Called as each request to this repository comes in, before it is carried out. */
  watch(look: (request: RecordedRequest) => void): void;
}

export interface Seed {
  readonly tag: string;
  readonly title?: string;
  readonly notes?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  readonly assets?: readonly { readonly name: string; readonly content: string }[];
}

export interface SeenRelease {
  readonly id: string;
  readonly tag: string;
  readonly title: string;
  readonly notes: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly assets: readonly SeenAsset[];
}

export interface SeenAsset {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly size: number;
  /** Lower-case hex; empty for a half-made one. */
  readonly sha256: string;
  readonly complete: boolean;
}
