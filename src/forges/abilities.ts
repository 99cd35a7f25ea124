import type { Budget, Content } from "../http";
import type { LinkStep } from "../model/plan";
import type { Commit } from "../model/commit";
import type { Asset, NotesRange, Release } from "../model/release";
import type { AssetTitle, ReadFrom, Upload } from "./forge";

/**
 * What a forge can do, as data. An ability that needs a verb carries it, so that nobody can count on one that is not
 * there; what is missing becomes a notice or an error before anything is changed.
 */
export interface Abilities {
  readonly order: Order;
  /**
   * What a release is: something of its own that is made, or an annotated tag that was pushed, which says what its tag
   * says: it has no title and no notes beside the tag's name and message.
   */
  readonly releases: "made" | "tags";
  readonly lookup: Lookup;
  /**
   * Lists all assets of a release, through all pages; `undefined` where every answer that holds a release holds them all.
   *
   * @throws ConflictError when the release is gone.
   */
  readonly listAssets: undefined | ((release: Release) => Promise<readonly Asset[]>);
  /** Deletes a release, its tag excepted; one that is gone already is fine. */
  readonly remove: undefined | ((release: Release) => Promise<void>);
  /** Files of a release that come along with it, in a list of releases as well: all where there are fewer, none for 0. */
  readonly listedFiles: number;
  /** A file that was uploaded can be missing from what lists it for some seconds. */
  readonly listsLag: boolean;
  readonly replace: Replace;
  /**
   * What an upload under a name that is taken does: it is refused, or a second asset of that name appears. `by-name`:
   * the same, and an asset can only be deleted by its name, which means the oldest of that name.
   */
  readonly sameName: "refused" | "duplicates" | "duplicates-by-name";
  readonly prereleases: boolean;
  /** Display labels of files. `unique`: no two of a release alike. */
  readonly labels: undefined | { readonly unique: boolean; readonly change: ChangeTitle };
  /** Links to files that lie elsewhere. `kinds`: a link has one of GitLab's kinds. */
  readonly links: undefined | { readonly kinds: boolean; set(release: Release, step: LinkStep): Promise<Asset> };
  readonly milestones: boolean;
  /** Annotated tags: made together with the release, or by a request of its own before it. */
  readonly tagMessages: undefined | { readonly by: "release" } | { readonly by: "tag"; readonly make: MakeTag };
  /** Files are stored in packages that can be named. */
  readonly packages: boolean;
  /** The "latest" mark. `legacy`: `make_latest: legacy` means something there. */
  readonly latest: undefined | { readonly legacy: boolean; tag(): Promise<string | undefined> };
  readonly discussions: boolean;
  /** Notes that the forge writes; it gives `undefined` when it turns out that it cannot. */
  readonly notes:
    | undefined
    | {
        /** A file in the repository can say how they are written. */
        readonly configurable: boolean;
        generate(range: NotesRange): Promise<string | undefined>;
        /** The commits of the range, newest first, for notes that this program makes; `undefined` where it cannot tell. */
        readonly commits?: (range: NotesRange) => Promise<readonly Commit[] | undefined>;
      };
  /** Tells what an annotated tag says. */
  readonly tagText: undefined | ((tag: string) => Promise<TagText>);
  /** The server can be asked for a tag. */
  readonly tags: boolean;
  /** Takes a tag away that no release has; one that is gone already is fine. `undefined`: only a push does. */
  readonly deleteTag: undefined | ((tag: string) => Promise<void>);
  /** Deletes the file of an asset that is gone, where it lies apart from its release; `undefined` where it goes along. */
  readonly removeStored: undefined | RemoveStored;
  /** It tells when a file was uploaded. */
  readonly ages: boolean;
  /** Publishing can fix the files of a release for good. */
  readonly seals: boolean;
  readonly downloads: undefined | Downloads;
  /** Labels of a release. No answer may tell them: `has` asks whether a release has all of some. */
  readonly releaseLabels:
    undefined | { readonly most: number; has(release: Release, labels: readonly string[]): Promise<boolean> };
  /** A release has a date of its own, which can lie in the past or in the future. */
  readonly releaseDates: boolean;
  /** Tags can be moved; elsewhere only by git, or by deleting them, which takes their releases along. */
  readonly moveTag: TagMover | undefined;
  readonly limits: Limits;
}

/** A tag that the server shows, and how to learn its commit. */
export interface TagSeen {
  readonly name: string;
  commit(): Promise<string | undefined>;
}

/** Tags that can be moved without being deleted. */
export interface TagMover {
  /** All tags that begin with a text. */
  tags(start: string): AsyncIterable<TagSeen>;
  isBranch(name: string): Promise<boolean>;
  /** @throws ConflictError where it is there by now, on another commit */
  make(tag: string, commit: string): Promise<void>;
  move(tag: string, commit: string): Promise<void>;
}

/** What comes first, which decides whether anybody can see a release without its files. */
type Order =
  /** A draft, its files, then publication. */
  | {
      readonly first: "draft";
      /** A tag has one release at most, drafts included; else runs that start together can make a draft each. */
      readonly unique: boolean;
      /** Publishing a draft by the push of its tag, see `PushPublishes`. */
      readonly push: PushPublishes | undefined;
    }
  /** The files, each placed in one try, then the release with all of them in one request. */
  | { readonly first: "files"; place(tag: string, upload: Upload): Promise<Asset> }
  /** The release, then its files; nothing else is possible there. */
  | { readonly first: "release" };

/**
 * The server publishes a draft when it handles the push of its tag, which can be a while after the push has ended.
 * https://github.com/go-gitea/gitea/blob/main/services/repository/push.go (pushUpdateAddTags), the same in Forgejo.
 */
interface PushPublishes {
  /** A value that changes when the server has handled a push. */
  handled(): Promise<string>;
}

/** Files have addresses of their own, at which anybody can read them where the repository is public. */
interface Downloads {
  /** Content behind the address that people are given, as a stranger gets it: with no token. */
  open(asset: Asset, how?: Pick<ReadFrom, "once">): Promise<Content>;
  /** Who may see the repository; `undefined` where the server does not tell. */
  visibility(): Promise<"public" | "private" | undefined>;
}

/** How a release is found by its tag. */
interface Lookup {
  /** What the look-up by tag shows: drafts are only in the list of some forges. */
  readonly shows: "everything" | "published";
  /** The list is asked first: one page of it shows drafts and the latest release as well. */
  readonly listFirst: boolean;
  /** A tag with a slash is surely found by its address; elsewhere the list is asked as well. */
  readonly slashes: boolean;
  /** A look-up by id goes through the list: whoever knows the tag asks by that. */
  readonly idsOnlyListed?: true;
}

/** How an asset gets new content. */
type Replace =
  /** Uploaded under a temporary name, the old one deleted, renamed. */
  | { readonly by: "rename"; readonly rename: ChangeTitle }
  /** Uploaded beside the old one under the same name, which is deleted then. */
  | { readonly by: "duplicate" }
  /** The forge puts the new content in the place of the old one by itself. */
  | { readonly by: "swap" }
  /** There is a gap. */
  | { readonly by: "delete-first" }
  /** What is there stays as it is. */
  | { readonly by: "none" };

/** What a tag says, with whatever its signature added; `undefined` where it is not there, or that is not told. */
export type TagText = { readonly message: string } | "lightweight" | undefined;

/** Gives an asset another name, label or kind. */
export type ChangeTitle = (
  release: Release,
  change: { readonly asset: Asset; readonly to: AssetTitle },
) => Promise<Asset>;

/**
 * Deletes what an asset led to, if this program put it there for the release's tag. The caller knows that nothing else
 * leads there.
 *
 * @param packageName package that files of this repository are uploaded to; `undefined` for the default
 */
export type RemoveStored = (release: Release, asset: Asset, packageName: string | undefined) => Promise<void>;

/** Makes an annotated tag. @returns whether it was made, or was there by then */
export type MakeTag = (tag: {
  readonly tag: string;
  readonly target: string;
  readonly message: string;
}) => Promise<"made" | "there">;

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
  /** Requests to its API, where the number is known: the client keeps to it. */
  readonly requests?: Budget;
}

/** What the forge tells of a token's rights in the repository. */
export interface Rights {
  /** `undefined` where the forge does not tell. */
  readonly writes: boolean | undefined;
  /** `true` is said of the token itself; elsewhere of its account, and a token may have less. `false` is sure everywhere. */
  readonly ofToken?: true;
  /** How to give the token the right to publish. */
  readonly hint: string;
  /** Nobody may write to it, whatever their rights. */
  readonly archived?: boolean | undefined;
}
