import type { Logger } from "./loggers";

/** Environment variables, given in: nobody but index.ts reads them from the process. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A place where pipelines run, and how to read what it tells. */
export interface Ci {
  readonly id: string;
  /** Name for people. */
  readonly title: string;
  /** Variables in which it hands out a token of its own, for its own server only. */
  readonly tokenVariables?: readonly string[];
  /** More of them, where only one kind of its runners hands them out. */
  automaticTokens?(env: Env): readonly string[];
  /** It runs actions, which work in the workspace wherever they are started. */
  readonly runsActions?: true;
  /** It is no CI but a shell. */
  readonly tellsNothing?: true;
  /** Id of the forge that it belongs to, in this environment; none for a CI that builds for any. */
  readonly forgeOf?: (env: Env) => string | undefined;
  /** It hands settings to plugins, as variables `PLUGIN_…`. */
  readonly hasSettings?: true;
  /** Why an environment is taken for this CI; `undefined` when it is not. */
  recognise(env: Env): string | undefined;
  /** Variables whose values are taken as they are; `read` may say more of them. */
  readonly tells?: Partial<Readonly<Record<Told | "serverVersion" | "commit" | "workspace" | "tagMessage", string>>>;
  /** Variables that hold the address of the repository that is built, where that is all that is told of it. */
  readonly remote?: readonly string[];
  /** What started the pipeline, as the variables tell it. */
  event?(env: Env): Started;
  /** `commit` is what the forge's hook told, or nobody says what it is: of a tag with a message it may be the tag's own id. */
  readonly commitMayBeTag?: true;
  /** How outputs are handed on; not at all, if absent. */
  outputs?(place: Place): Pick<Pipeline, "outputsFile"> & Partial<Pick<Pipeline, "handOn">>;
  /** What the members above do not say, and in what it is not spoken to in plain lines. */
  read?(place: Place): Partial<Pipeline> | Promise<Partial<Pipeline>>;
}

/** What variables say of an event; the first that holds counts. */
export interface Started {
  readonly isGone?: boolean;
  readonly isRequest?: boolean;
  readonly isRelease?: boolean;
  readonly tag: string | undefined;
  readonly isBranch: boolean;
  /** Names of branches and merge refs, in full or short. */
  readonly branches: readonly (string | undefined)[];
}

/** Where a pipeline is read from. */
export interface Place {
  readonly env: Env;
  readonly out: Output;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether `out` is a terminal. */
  readonly isTerminal?: boolean;
  /** A word before a line of the log in the language of the run; English without it. */
  readonly word?: ((english: string) => string) | undefined;
}

/** Standard output, as far as it is needed. */
export interface Output {
  write(text: string): void;
}

/** What a running pipeline tells about itself, and how it wants to be spoken to. */
export interface Pipeline {
  /** Name for people: "GitHub Actions". */
  readonly title: string;
  /** The variable that told: "GITHUB_ACTIONS". */
  readonly reason: string;
  /** No CI: somebody typed it, and there is no job to change. */
  readonly isShell?: true;
  /** Id of the forge that runs it; `undefined` for a CI that belongs to no forge. */
  readonly forge: string | undefined;
  /** Web and API root of that forge, without a slash at the end. */
  readonly serverUrl: string | undefined;
  readonly apiUrl: string | undefined;
  readonly repository: string | undefined;
  /** The variables that told these and the number below, for messages. */
  readonly told?: Partial<Readonly<Record<Told, string>>>;
  /** Address of the repository that is built, where a CI without a forge tells it, and the variable that told. */
  readonly remote?: { readonly url: string; readonly variable: string } | undefined;
  /** The forge's own number of that repository. */
  readonly repositoryId: string | undefined;
  /** Version of the forge's server. */
  readonly serverVersion: string | undefined;
  readonly event: PipelineEvent;
  /** The tag that the pipeline was started by or for. A branch is never one. */
  readonly tag: string | undefined;
  /** What that tag says, where a variable tells it. */
  readonly tagMessage?: string | undefined;
  /** The commit that the event is about; of a merged pull request its merge commit. */
  readonly commit: string | undefined;
  /** Where a tag has a message, `commit` may be the tag's own id. */
  readonly commitMayBeTag?: true;
  /** The job ran before, and was started once more. */
  readonly isRepeated?: boolean;
  /** Names of the branches and merge refs that are built: a tag of such a name is a mistake as a rule. */
  readonly branches?: readonly string[];
  /** Why it cannot be told what happened, when that matters. */
  readonly eventTrouble?: string | undefined;
  /** The release of a `release` event. */
  readonly release: { readonly id: string; readonly draft: boolean } | undefined;
  /** Folder of the checkout. */
  readonly workspace: string | undefined;
  readonly logger: Logger;
  /** Hands outputs on to later steps, by the CI's own way; no-op where it has none. */
  handOn(result: Result): Promise<void>;
  /** Files of the runner's own by which outputs and pages are handed on, and the variables that name them. */
  readonly channels?: readonly { readonly variable: string; readonly file: string }[];
  /** The file that `handOn` writes, from the working folder; it is never uploaded. */
  readonly outputsFile?: string | undefined;
  /** Shows a page of Markdown; no-op where the CI has no place for it. */
  summarise(markdown: string): Promise<void>;
}

/** What is handed on to later steps. */
export interface Result {
  readonly outputs: ReadonlyMap<string, string>;
  /** The outputs as lines `RELEASE_…=…`, without those that have no place there. */
  readonly dotenv: string;
  /** Absolute working folder. */
  readonly folder: string;
}

/** What a variable of a pipeline tells of its server. */
export type Told = "serverUrl" | "apiUrl" | "repository" | "repositoryId";

/**
 * `withdrawal`: a tag or a release went away, so there is nothing to publish. `merge`: a pull request was merged, which
 * is about the merge commit, whatever is checked out.
 */
export type PipelineEvent = "tag" | "branch" | "pull-request" | "merge" | "release" | "withdrawal" | "other";
