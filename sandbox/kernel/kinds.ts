import type { StoredContent } from "./content";
import type { RecordedRequest } from "./exchange";
import type { Fault, FaultHandle, FaultRule } from "./faults";
import type { Release, RepositoryState, SeenRelease, Tag, Token } from "./state";

/** The types that a dialect puts beside the kernel's own. */
export interface Kinds {
  readonly release: Release;
  /** State of a repository that only this forge has. */
  readonly own: object;
  /** What a test may do with a repository beside the verbs of all. */
  readonly verbs: object;
  readonly token: Token;
  readonly tokenOptions: object;
  readonly repositoryOptions: object;
  readonly tagOptions: object;
  readonly seed: object;
  readonly environment: object;
}

/** A repository to seed and to assert on; its state members are live. */
export type Repository<K extends Kinds = Kinds> = RepositoryState<K["release"]> & Verbs<K> & K["own"] & K["verbs"];

export interface RepositoryOptions {
  /** Default: public. */
  readonly private?: boolean;
  readonly defaultBranch?: string;
  /** No commits and no branches. */
  readonly empty?: boolean;
}

export interface TagOptions {
  /** Default: the default branch's. */
  readonly commit?: string | undefined;
  /** Message of an annotated tag. */
  readonly annotated?: string | undefined;
  /** Of the tag object, where git has made one. */
  readonly sha?: string | undefined;
}

export interface Seed {
  readonly tag: string;
  /** Where a tag that is not there yet comes to be; default: the default branch. */
  readonly target?: string;
  readonly title?: string;
  readonly notes?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  readonly author?: string;
  readonly assets?: readonly AssetSeed[];
}

/** A file of a seed, and its bytes as they are kept. */
export interface SeededFile {
  readonly name: string;
  readonly content: StoredContent;
  readonly contentType: string;
}

/** What a dialect adds wins over what the kernel has of the same name. */
export type SeedOf<K extends Kinds> = Omit<Seed, keyof K["seed"]> & K["seed"];

/** What a file of a seed may say. */
export type AssetSeedOf<K extends Kinds> = K["seed"] extends { readonly assets?: readonly (infer A)[] } ? A : AssetSeed;

export interface AssetSeed {
  /** Kept as it is; the same name may come twice. */
  readonly name: string;
  /** Default: its name. */
  readonly content?: string | Buffer;
}

/** Kinds of requests that tests count and spoil. */
export type Action = "create" | "update" | "upload" | "rename" | "delete" | "read-back";

/** A request of some kind to one repository. */
export interface ActionRule {
  readonly method: string;
  readonly path: RegExp;
  readonly origin?: string;
  readonly operation?: string;
}

export interface Verbs<K extends Kinds> {
  /** @param at a branch that does not exist starts at the default branch's head */
  commit(message: string, at?: { readonly branch?: string }): string;
  branch(name: string, sha?: string): void;
  tag(name: string, options?: TagOptions & K["tagOptions"]): Tag;
  /** Commit of a branch; default: the default branch. */
  head(branch?: string): string;
  /** Commit behind a tag, annotated or not. */
  tagCommit(name: string): string | undefined;
  /** Makes a commit known and the default branch's head, as `git push` does. */
  push(sha: string): void;
  /** Puts a release there without asking the rules; a published one brings its tag along. */
  release(seed: SeedOf<K>): K["release"];
  /** Old addresses are redirected from now on, where the forge does that. */
  rename(path: string): void;
  /** Somebody else makes this tag, or its release, while the next release is being created. */
  raceFor(tag: string, what?: "tag" | "release"): void;
  /** Its releases as a person sees them. */
  seen(): SeenRelease[];
  /** What a runner of this server sets, but for files and folders, which the caller knows. */
  environment(at?: EnvironmentAt & K["environment"]): Record<string, string>;
  /** The same, and what the step that checks out adds to it. */
  checkedOut(at?: EnvironmentAt & K["environment"]): Record<string, string>;
  /** Inputs for what that environment leaves to be said. */
  inputs(at?: EnvironmentAt): Record<string, string>;
  /** Requests to this repository so far, without those to signed addresses. */
  requests(): RecordedRequest[];
  /** Those that change something. */
  writes(): RecordedRequest[];
  isAction(action: Action, request: RecordedRequest): boolean;
  spoil(action: Action, fault: Fault, rule?: Pick<FaultRule, "nth" | "times">): FaultHandle;
  /** Called as each request to this repository comes in, before it is carried out. */
  watch(look: (request: RecordedRequest) => void): void;
}

/** A run that a tag or a branch started; neither = the default branch. */
export interface EnvironmentAt {
  readonly tag?: string | undefined;
  readonly branch?: string | undefined;
}

/** What a token is made of; what else there is to choose is the dialect's own. */
export type TokenOptions<K extends Kinds> = K["tokenOptions"] & {
  readonly user?: string;
  /** Paths; default: all. */
  readonly repositories?: readonly string[];
  readonly state?: "valid" | "expired";
};
