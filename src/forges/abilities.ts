/** What a forge can do, as data; a missing ability is turned into a notice or an error before anything is changed. */
export interface Abilities {
  /**
   * What comes first. `draft-first`: a draft, the files, publication. `files-first`: the files, then the release with
   * all of them in one request. `release-first`: the release, then its files; nothing else is possible there.
   */
  readonly order: "draft-first" | "files-first" | "release-first";
  /**
   * How an asset gets new content. `rename`: stored under a temporary name, the old one deleted, renamed. `twin`: stored
   * beside the old one under the same name, which is deleted then. `swap`: the forge puts the new content in the place
   * of the old one by itself. `delete-first`: there is a gap. `none`: what is there stays as it is.
   */
  readonly replace: "rename" | "twin" | "swap" | "delete-first" | "none";
  readonly prereleases: boolean;
  /** Display labels of files; `unique`: no two of a release alike. */
  readonly labels: "none" | "free" | "unique";
  /** Links to files that lie elsewhere; `typed`: with a kind. */
  readonly links: "none" | "plain" | "typed";
  readonly milestones: boolean;
  /**
   * The server publishes a draft when the push of its tag is handled, which can be a while after the push has ended:
   * before work on a draft, `drafts.awaitPush` is called, unless the push is what started this run.
   */
  readonly pushPublishes?: boolean;
  /** Makes an annotated tag together with the release. */
  readonly tagMessages: boolean;
  /** Files are stored in packages that can be named. */
  readonly packages: boolean;
  readonly latest: boolean;
  /** `make_latest: legacy` means nothing there. */
  readonly legacyLatest?: false;
  readonly discussions: boolean;
  readonly generatedNotes: boolean;
  /** The server can be asked for a tag. */
  readonly tags: boolean;
  readonly limits: Limits;
}

export interface Limits {
  /** Bytes of one file. `sure`: known for this host, so that a breach is an error and not a warning. */
  readonly file: {
    readonly least: number;
    readonly most: number;
    readonly sure: boolean;
    /** Where the server can be asked for its own limit: size of a file from which on that is worth a request. */
    readonly askFrom?: number;
  };
  /** Assets of one release. */
  readonly assets: number | undefined;
  /** Characters of the notes. */
  readonly notes: number | undefined;
}

/** What the forge tells of a token's rights in the repository. */
export interface Rights {
  /** `undefined` where the forge does not tell. */
  readonly writes: boolean | undefined;
  /** How to give the token the right to publish. */
  readonly hint: string;
}
