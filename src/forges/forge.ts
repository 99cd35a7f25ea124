import type { FileBody, Http } from "../http";
import type { LocalFile } from "../model/file";
import type { Asset, NotesRange, Release, ReleaseChange, ReleaseFields } from "../model/release";
import type { RunMemory } from "../model/run-memory";

/** A kind of forge: how to recognise it and how to open a repository on it. One folder each. */
export interface ForgeModule {
  readonly id: string;
  /** Its name for people. */
  readonly title: string;
  /** Public hosts: web and API. */
  readonly hosts: readonly string[];
  /** Web root where nothing else says which. */
  readonly publicServer: string;
  /** Variables that hold a token for it, first found first; `onPublicHost` says whether the target is the public one. */
  tokenVariables(onPublicHost: boolean): readonly string[];
  /** How to give this forge's token the right to publish: said when a token is missing or refused. */
  readonly permission: string;
  /** API root of a web root. */
  apiUrl(serverUrl: string): string;
  /** Form of a repository's name, and how to say it to people. */
  readonly repository: { readonly form: RegExp; readonly words: string };
  /** Form of a release's id, as the input `release_id` gives it. */
  readonly releaseId: RegExp;
  /** Name under which the forge stores a file. Pure. */
  storedName(name: string): string;
  /** A request without a token that tells this forge from others, and how to read its answer. */
  readonly probe: {
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
  readonly token: string;
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

/** What a forge can do, as data; a missing ability is turned into a notice or an error before anything is changed. */
export interface Abilities {
  readonly latest: boolean;
  readonly discussions: boolean;
  readonly generatedNotes: boolean;
  /** The server can be asked for a tag. */
  readonly tags: boolean;
  readonly limits: Limits;
}

export interface Limits {
  /** Bytes of one file. `sure`: known for this host, so that a breach is an error and not a warning. */
  readonly file: { readonly least: number; readonly most: number; readonly sure: boolean };
  /** Assets of one release. */
  readonly assets: number | undefined;
  /** Characters of the notes. */
  readonly notes: number | undefined;
}

/** What `find` found of a tag. */
export interface Found {
  readonly release: Release | undefined;
  /** Tags of other releases met on the way; `undefined` when none were looked at. */
  readonly otherTags: readonly string[] | undefined;
}

/** Bytes on their way to the forge. */
export interface Upload {
  readonly file: LocalFile;
  readonly body: FileBody;
  /** Name to store under; the stored name is predicted, the answer tells the true one. */
  readonly name: string;
  /** Display label; empty for none. */
  readonly label: string;
}

/** A name and a label of an asset. */
export interface AssetTitle {
  readonly name: string;
  readonly label: string;
}

/** One repository on one forge. */
export interface Forge {
  /** As known so far: an answer can tell the server's version, so read it after looking. */
  can(): Abilities;
  /** The release of a tag, drafts included; by id where one is given. */
  find(tag: string, releaseId: string | undefined): Promise<Found>;
  /** Tags of all releases, newest first. */
  releaseTags(): Promise<readonly string[]>;
  /** All assets of a release, through all pages. */
  assets(release: Release): Promise<readonly Asset[]>;
  /** Commit of a tag, annotated tags resolved; `undefined` when the tag does not exist. */
  tagCommit(tag: string): Promise<string | undefined>;
  /** Tag of the release marked latest; `undefined` when there is none. */
  latestTag(): Promise<string | undefined>;
  /** @throws ConflictError when the release is there already, or when another run's draft wins. */
  create(fields: ReleaseFields): Promise<Release>;
  update(release: Release, change: ReleaseChange): Promise<Release>;
  /** Publishes a draft, everything sent again. @throws ConflictError when the tag was published meanwhile. */
  publish(release: Release, fields: ReleaseFields): Promise<Release>;
  /** Reads a release again. @throws ConflictError when it is gone. */
  confirm(release: Release): Promise<Release>;
  /** Stores a file; what comes back was verified as far as the forge tells. */
  store(release: Release, upload: Upload): Promise<Asset>;
  retitle(asset: Asset, to: AssetTitle): Promise<Asset>;
  deleteAsset(asset: Asset): Promise<void>;
  /** Deletes a draft of this run that lost against `kept`, if it is empty or all of its assets are in `kept`. */
  clearTwin(id: number | string, kept: Release): Promise<boolean>;
  /** Content of an asset, read through the API. */
  read(asset: Asset): Promise<AsyncIterable<Uint8Array>>;
  /** Notes written by the forge; `undefined` when it turns out that it cannot. */
  generateNotes(range: NotesRange): Promise<string | undefined>;
}
