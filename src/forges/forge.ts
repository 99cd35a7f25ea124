import type { Abilities, Rights } from "./abilities";
import type { Content, FileBody, Http } from "../http";
import type { LocalFile } from "../model/file";
import type { LinkStep } from "../model/plan";
import type { Asset, Link, NotesRange, Release, ReleaseChange, ReleaseFields } from "../model/release";
import type { RunMemory } from "../model/run-memory";

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
  /** API root of a web root. */
  apiUrl(serverUrl: string): string;
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
  /** Names under which a server that takes fewer signs may hold it; another file may be called so, too. Pure. */
  plainerNames?(name: string): readonly string[];
  /** What its newest public server can do. */
  readonly abilities: Abilities;
  /** A request without a token that tells this forge from others, where there is one, and how to read its answer. */
  readonly probe?: {
    readonly path: string;
    recognises(status: number, body: unknown, headers: Readonly<Record<string, string>>): boolean;
  };
  open(options: OpenOptions): Forge;
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
  readonly token: string;
  /** Whether the token may travel to a plain http address. */
  readonly mayTravelPlain: (url: URL) => boolean;
  /** The token is the runner's own automatic one. */
  readonly automatic: boolean;
  /** Package to upload to, where files are stored in packages; `undefined` for the default. */
  readonly packageName: string | undefined;
  readonly http: Http;
  readonly memory: RunMemory;
  readonly clock: Clock;
  readonly log: ForgeLog;
}

export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface ForgeLog {
  info(line: string): void;
  notice(line: string): void;
}

/** What `find` found of a tag. */
export interface Found {
  readonly release: Release | undefined;
  /** Tags of other releases met on the way; `undefined` when none were looked at. */
  readonly otherTags: readonly string[] | undefined;
  /** Those of them that are stable, of forges with a "latest" mark; `undefined` when none were looked at. */
  readonly stableTags?: readonly string[];
  /** These are all there are: the latest release is among the stable ones. */
  readonly whole?: boolean;
}

/** Bytes on their way to the forge. */
export interface Upload {
  readonly file: LocalFile;
  readonly body: FileBody;
  /** Name to store under; the stored name is predicted, the answer tells the true one. */
  readonly name: string;
  /** Display label; empty for none. */
  readonly label: string;
  /** Kind of link; empty leaves it to the forge's guess. */
  readonly linkType: string;
  /** The asset whose place it takes: by the forge's own doing where it swaps. */
  readonly replaces: Asset | undefined;
}

/** What an asset is called. */
export interface AssetTitle {
  readonly name: string;
  readonly label: string;
  /** Kind of link, where the forge has kinds; empty leaves it. */
  readonly linkType: string;
}

/** One repository on one forge. What not every forge can do is a group of verbs that may be missing. */
export interface Forge {
  /** As known so far: an answer can tell the server's version, so read it after looking. */
  can(): Abilities;
  /**
   * Asks the server what it can do, for wishes that only some versions fulfil; called before `can` is read.
   *
   * @param largest bytes of the largest file
   */
  learn?(largest: number): Promise<void>;
  /** The release of a tag, drafts included; by id where one is given. */
  find(tag: string, releaseId: string | undefined): Promise<Found>;
  /**
   * Tag of a release that only its id names; absent where the id is the tag.
   *
   * @throws ConfigError when there is no such release, or it has no tag yet.
   */
  tagOf?(releaseId: string): Promise<string>;
  /** All assets of a release, through all pages. */
  assets(release: Release): Promise<readonly Asset[]>;
  /** Commit of a tag, annotated tags resolved; `undefined` when the tag does not exist. */
  tagCommit(tag: string): Promise<string | undefined>;
  /**
   * @param made what the new release has from its first moment on, where files come first
   * @throws ConflictError when the release is there already, or when another run's draft wins.
   */
  create(fields: ReleaseFields, made: Attachments): Promise<Release>;
  update(release: Release, change: ReleaseChange): Promise<Release>;
  /** Stores a file; what comes back was verified as far as the forge tells. */
  store(release: Release, upload: Upload): Promise<Asset>;
  /** The same where files come first and there is no release yet; `create` is given what comes back. */
  stock?(tag: string, upload: Upload): Promise<Asset>;
  deleteAsset(release: Release, asset: Asset): Promise<void>;
  /** Content of an asset, read through the API. */
  read(release: Release, asset: Asset): Promise<Content>;
  /** Gives an asset another name or label. */
  retitle?(release: Release, change: { readonly asset: Asset; readonly to: AssetTitle }): Promise<Asset>;
  /** Adds a link, or gives the one that is there another address or kind. */
  link?(release: Release, step: LinkStep): Promise<Asset>;
  /**
   * Called once after files were stored: waits until the forge shows them, and reads all assets again as they are for
   * good.
   *
   * @param stored names of the files that have to be there
   */
  settle?(release: Release, stored: readonly string[]): Promise<readonly Asset[]>;
  /**
   * Looks at the repository and changes nothing: for dry runs, and where a missing tag may be a missing repository.
   *
   * @throws PublishError when the repository cannot be seen.
   */
  rights?(): Promise<Rights>;
  /** Whether a commit or branch is there on which a tag could be made; `undefined` where the server does not say. */
  knows?(target: string): Promise<boolean | undefined>;
  /** Login of the token's own account; `undefined` where the token may not ask. */
  account?(): Promise<string | undefined>;
  readonly drafts?: Drafts;
  readonly marks?: Marks;
  readonly notes?: Notes;
}

/** What a release is made with where files come first. */
export interface Attachments {
  readonly files: readonly Asset[];
  readonly links: readonly Link[];
}

/** Drafts, of forges whose order is `draft-first`. */
export interface Drafts {
  /** Publishes a draft, everything sent again. @throws ConflictError when the tag was published meanwhile. */
  publish(release: Release, fields: ReleaseFields): Promise<Release>;
  /** Returns when a push of the tag that ended before is handled; `draft` is what is there of the release. */
  awaitPush?(tag: string, draft: Release | undefined): Promise<void>;
  /** Reads a release again. @throws ConflictError when it is gone. */
  confirm(release: Release): Promise<Release>;
  /** Deletes a draft of this run that lost against `kept`, if it is empty or all of its assets are in `kept`. */
  clearTwin(id: number | string, kept: Release): Promise<boolean>;
}

/** The "latest" mark, of forges that have one to set. */
export interface Marks {
  /** Tag of the release marked latest; `undefined` when there is none. */
  latestTag(): Promise<string | undefined>;
  /** Tags of published stable releases, of the first page of all. */
  stableTags(): Promise<readonly string[]>;
  /** Tags of all releases, newest first, of forges that generate no notes for which they would be asked. */
  releaseTags?(): Promise<readonly string[]>;
}

/** Notes written by the forge. */
export interface Notes {
  /** Tags of all releases, newest first. */
  releaseTags(): Promise<readonly string[]>;
  /** `undefined` when it turns out that it cannot. */
  generate(range: NotesRange): Promise<string | undefined>;
}
