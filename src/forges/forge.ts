import type { Attempt, Content, Http } from "../http";
import type { Asset, Link, Release, ReleaseChange, ReleaseFields } from "../model/release";
import type { Title } from "../model/plan";
import type { Source } from "../model/source";
import type { Abilities, Rights } from "./abilities";

export type { Abilities, Limits, Rights } from "./abilities";

/** A kind of forge: how to recognise it and how to open a repository on it. One folder each. */
export interface ForgeModule {
  readonly id: string;
  /** Its name for people. */
  readonly title: string;
  /** Public hosts: web and API. */
  readonly hosts: readonly string[];
  /** Forges of one family speak one API: a server of one of them is one of all. The id where there is none. */
  readonly family?: string;
  /** Variable by which people name their own server to this forge's command line. */
  readonly hostVariable?: string;
  /** Web root where nothing else says which. */
  readonly publicServer: string;
  /** Variables that hold a token for it, first found first; `onPublicHost` says whether the target is the public one. */
  tokenVariables(onPublicHost: boolean): readonly string[];
  /**
   * How to give this forge's token the right to publish: said when a token is missing or refused. `ownToken`: the target's
   * own runner is at work, whose automatic token gets its rights in the pipeline's file.
   */
  permission(ownToken: boolean): string;
  /** User that goes with the token where git pushes over https; absent where there is no such push. */
  gitUser?(automatic: boolean): string;
  /** API root of a web root. */
  apiUrl(serverUrl: string): string;
  /** Pages of a repository for people, below its own: of a commit `{id}`, and of what lies between two tags. */
  readonly pages?: { readonly commit?: string; readonly compare?: string };
  /** Form of a repository's name, and how to say it to people. */
  readonly repository: { readonly form: RegExp; readonly words: string };
  /** Form of a release's id, as the input `release_id` gives it. */
  readonly releaseId: RegExp;
  /** A release has no id of its own there: its tag is its id. */
  readonly idsAreTags?: true;
  /** Name under which the forge stores a file. Pure. */
  storedName(name: string): string;
  /** Names that earlier versions of this program gave it; nobody else's file is called so. Pure. */
  earlierNames?(name: string): readonly string[];
  /** Names under which a server that takes fewer characters may hold it; another file may be called so, too. Pure. */
  plainerNames?(name: string): readonly string[];
  /** A request without a token that tells this forge from others, where there is one, and how to read its answer. */
  readonly probe?: {
    readonly path: string;
    recognises(status: number, body: unknown, headers: Readonly<Record<string, string>>): boolean;
  };
  /** Every request wants a token, also one that reads what is public. */
  readonly closedToStrangers?: true;
  /** A release is an annotated tag, its notes are the tag's message, and a file name may be there once for all tags. */
  readonly tagsAreReleases?: true;
  open(options: OpenOptions): Promise<Forge>;
}

export interface OpenOptions {
  /** Web root without a slash at the end. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** `owner/repo`. */
  readonly repository: string;
  /** The forge's own number of the repository, where the pipeline tells it. */
  readonly repositoryId: string | undefined;
  /** Version of the server, where the pipeline tells it. */
  readonly serverVersion: string | undefined;
  /** Empty where a stranger reads. */
  readonly token: string;
  /** Whether the token may travel to a plain http address. */
  readonly mayTravelPlain: (url: URL) => boolean;
  /** The token is the runner's own automatic one. */
  readonly automatic: boolean;
  readonly http: Http;
  readonly log: ForgeLog;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface ForgeLog {
  info(line: string): void;
  notice(line: string): void;
}

/** A file on its way to the forge. */
export interface Upload extends AssetTitle {
  readonly source: Source;
  /** The asset whose place it takes: by the forge's own doing where it swaps. */
  readonly replaces: Asset | undefined;
  /** Package to upload to, where files are stored in packages; `undefined` for the default. */
  readonly packageName: string | undefined;
}

/** What an asset is called; a kind that is not given is left to the forge's guess. */
export interface AssetTitle extends Title {
  /** Name to store under; the stored name is predicted, the answer tells the true one. */
  readonly name: string;
}

/** What a release is made with where files come first. */
export interface Attachments {
  readonly files: readonly Asset[];
  readonly links: readonly Link[];
}

export interface ListOptions {
  /** What the list is read for, for messages: "looking for the release of v1". */
  readonly doing: string;
  /** Releases of this tag are read whole; the others without notes and assets, which weigh. All without, if absent. */
  readonly tag?: string;
  /** Aborted when the list is not needed after all, which a forge may heed. */
  readonly signal?: AbortSignal;
  /** All with their assets, as far as a list tells them (`Abilities.listedFiles`); nothing more is asked for them. */
  readonly files?: true;
}

/** Where a read that broke off goes on, and who tries again. */
export interface ReadFrom {
  /** Bytes that are there already; 0 for the whole. */
  readonly offset: number;
  /** The word of the server for the content that they are of; without it the caller knows by other means. */
  readonly etag?: string | undefined;
  /** One try: a failure that will pass is thrown as it came, and the caller tries again. */
  readonly once?: true;
}

/** A release by its tag, or by its id. */
type ReleaseRef = { readonly tag: string } | { readonly id: Release["id"] };

/**
 * One repository on one forge: a plain client. Every verb does one thing, as the server does it; what needs a second
 * look, patience or a memory of this run is an operation over it. Reads, changes and deletions try again by themselves.
 * `create` and `upload` are one try: `attempt` runs them again, for only its caller can tell whether a lost one was done.
 */
export interface Forge {
  /** As known so far: an answer can tell the server's version, so read it after looking. */
  can(): Abilities;
  /** Runs a unit of work again while it fails for a reason that passes; tells failures in people's words. */
  readonly attempt: Attempt;
  /**
   * Asks the server what it can do, for what only some versions can; called before `can` is read.
   *
   * @param largest bytes of the largest file
   */
  readServerInfo?(largest: number): Promise<void>;
  /**
   * Begins what uploads need, while something else is waited for: what comes of it is heard by the first of them.
   *
   * @param uploads of files that come soon
   */
  awaitUploads?(uploads: number): void;
  /** Begins to look at where files of a tag are going to be stored, beside the look at its release. */
  awaitFiles?(tag: string, packageName: string | undefined): void;
  /** The same for reading the content of files. */
  awaitDownloads?(downloads: number): void;
  /** Pages of all releases, newest first, drafts included where the token may see them. */
  releases(options: ListOptions): AsyncIterable<readonly Release[]>;
  /**
   * One release as it is now; `undefined` when there is none that this token may see.
   *
   * @param doing what it is read for, for messages
   * @throws PublishError when the repository itself cannot be seen, as far as the server tells the two apart.
   */
  release(ref: ReleaseRef, doing: string): Promise<Release | undefined>;
  /**
   * One try to create a release, and its tag where that is absent.
   *
   * @param attached files and links it has from its first moment on, where files come first; none elsewhere
   * @throws HttpError for a refusal, as the server gave it; ConflictError where it surely means that the release is there.
   */
  create(fields: ReleaseFields, attached: Attachments): Promise<Release>;
  /**
   * Changes a release; with `draft: false` a draft is published, and then `change` holds everything it says.
   *
   * @throws ConflictError when the release is gone.
   */
  update(release: Release, change: ReleaseChange): Promise<Release>;
  /**
   * One try to upload a file.
   *
   * @returns the asset as the answer tells it; `id` is empty where the answer tells none
   * @throws HttpError for a refusal, as the server gave it.
   */
  upload(release: Release, upload: Upload): Promise<Asset>;
  /** Deletes an asset; one that is gone already is fine. */
  deleteAsset(release: Release, asset: Asset): Promise<void>;
  /**
   * Content of an asset, read through the API.
   *
   * @param from where to go on with it, if it is the same still; a server that has no parts gives the whole.
   */
  read(release: Release, asset: Asset, from?: ReadFrom): Promise<Content>;
  /** Forgets what was remembered of contents: the next look asks the server for what other runs have stored meanwhile. */
  refresh?(): void;
  /** Commit of a tag, annotated tags resolved; `undefined` when the tag does not exist. */
  tagCommit(tag: string): Promise<string | undefined>;
  /** Whether a commit or branch is there on which a tag could be made; `undefined` where the server does not say. */
  commitExists?(ref: string): Promise<boolean | undefined>;
  /**
   * What the token may do in the repository. Looks, and changes nothing.
   *
   * @throws PublishError when the repository cannot be seen.
   */
  rights?(): Promise<Rights>;
  /**
   * Asks what only a token that is valid is answered; absent where any look at the repository is refused to a wrong one.
   *
   * @throws PublishError for a token that is refused
   */
  proveToken?(): Promise<void>;
  /** Version of the server's software; `undefined` where it does not tell, or the token may not ask. */
  version?(): Promise<string | undefined>;
  /** Login of the token's own account; `undefined` where the token may not ask. */
  account?(): Promise<string | undefined>;
}
