import * as Kernel from "../kernel";

/** What the sources leave open; see the table in README.md. */
export const SETTINGS = {
  /**
   * Within what a file name may be there once (1): the repository, as the schema says; files are of the commit that an
   * annotated tag points to. With "tag" each tag has files of its own.
   */
  uniqueIn: Kernel.either("repository", "tag"),
  /** Two references are on neither of two pages (3): as the source has it. */
  losesReferences: Kernel.either(true, false),
  /** Entries of a page (2). */
  pageSize: 25,
};

export type SourceHutOptions = Kernel.StartOptions & Partial<typeof SETTINGS>;

export const newArtifact = (world: Kernel.Birth, name: string, content: Kernel.StoredContent) => ({
  ...{ id: world.nextId(), name, createdAt: world.now(), content },
});
export type Artifact = ReturnType<typeof newArtifact>;

/** An annotated tag. */
export interface Release extends Kernel.Release {
  readonly id: string;
  readonly assets: Artifact[];
}

export interface Token extends Kernel.Token {
  /** With the grant OBJECTS:RW. */
  readonly writes: boolean;
  /** Grants as a manifest's `oauth` has them; a personal token without any has all. */
  readonly grants: readonly string[] | undefined;
}

export interface SourceHutKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: {
    readonly webUrl: string;
    readonly rows: Map<string, Release>;
    /** Artifacts by their commit, or by their tag. */
    readonly files: Map<string, Artifact[]>;
  };
  readonly token: Token;
  readonly tokenOptions: { readonly writes?: boolean; readonly grants?: readonly string[] };
  /** A lightweight tag, which is no release. */
  readonly tagOptions: { readonly light?: boolean };
}

export type Repo = Kernel.Repository<SourceHutKinds>;
export type SourceHutSandbox = Kernel.Sandbox<SourceHutKinds>;

export type World = Kernel.World<Repo, Token> & Readonly<typeof SETTINGS>;
