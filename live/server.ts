/** A forge as this suite sees it: through its public API, without the clients of `src/`. */
export interface Server {
  /** Name and version, as the page shows them: `Gitea 1.26.0`. */
  software(): Promise<string>;
  /** What no route removes: `a release`. */
  readonly stays?: string;
  /** A release has a title of its own. */
  readonly titles: boolean;
  /** Commit of the default branch. */
  head(): Promise<string>;
  /** Name → commit. */
  tags(): Promise<Map<string, string>>;
  /** `undefined`: nothing makes or removes one. */
  readonly makeTag: ((name: string, commit: string) => Promise<void>) | undefined;
  readonly removeTag: ((name: string) => Promise<void>) | undefined;
  /** All of them, drafts too where the token sees them. */
  releases(): Promise<readonly Found[]>;
  /** Takes away what is left of a release that was removed, such as a package. */
  readonly sweep?: (leftover: string) => Promise<void>;
  /** Downloads as a stranger would, or with the token where the repository is private. */
  read(url: string): Promise<Uint8Array>;
  /** Tag of the release that the forge calls its latest; absent where it has no such word. */
  readonly latest?: () => Promise<string | undefined>;
}

/** A release as the server tells of it. */
export interface Found {
  readonly tag: string;
  readonly title: string;
  readonly notes: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly files: readonly { readonly name: string; readonly url: string }[];
  /** Everything that the server said, to be compared before and after. */
  readonly raw: unknown;
  /** `undefined`: the forge has no route for it. */
  readonly remove: (() => Promise<void>) | undefined;
}

export interface Place {
  /** Web root, without a slash at its end. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
  /** Where the server asks to wait. Milliseconds. */
  sleep(milliseconds: number): Promise<unknown>;
}

export type OpenServer = (place: Place) => Server;
