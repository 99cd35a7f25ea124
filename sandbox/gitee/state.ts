import { either, withDefaults } from "../kernel";
import type * as Kernel from "../kernel";
import type { EnvironmentOptions } from "./environment";

const MEBIBYTE = 1024 * 1024;

export const LIMITS = {
  /** Bytes of one attachment; this many are refused too, as exactly 100 MiB is undecided (5, 10). */
  attachment: 100 * MEBIBYTE,
  /** Bytes of all attachments of a repository (5). */
  quota: 1024 * MEBIBYTE,
  /** Attachments of one release (5: mentioned, unverified). */
  count: Infinity,
  /** Who says that a body is too large: the application, or a proxy in front of it with an HTML page (5). */
  by: either("application", "proxy"),
};
export type Limits = Readonly<typeof LIMITS>;

export interface GiteeOptions extends Kernel.StartOptions, Partial<Uncertain> {
  /** Where the API lives on its host; default "/api/v5". */
  readonly apiPath?: string;
  /** Milliseconds for which download addresses do not know of uploads and deletions (reference 5). */
  readonly downloadLag?: number;
  readonly limits?: Partial<Limits>;
}

type Birth = Pick<Kernel.World, "clock" | "nextId"> & { readonly uncertain: Uncertain; readonly downloadLag: number };

/** One of `attach_files`; several of one release may share a name (5). */
export const newAttachment = (world: Birth, file: Kernel.SentFile & { readonly uploader: string }) => ({
  ...{ id: world.nextId(), content: file.content, uploader: file.uploader },
  /** As the server keeps it. */
  name: world.uncertain.storedName(file.filename),
  /** Milliseconds since the epoch; the download address knows it from then on (option `downloadLag`). */
  visibleFrom: world.clock.now() + world.downloadLag,
});
export type Attachment = ReturnType<typeof newAttachment>;

/** Deleted, but the download address still serves it (option `downloadLag`). */
interface Departed {
  readonly attachment: Attachment;
  readonly until: number;
}

export interface Release extends Kernel.Written {
  readonly id: number;
  tagName: string;
  target: string;
  prerelease: boolean;
  /** Oldest first. */
  readonly assets: Attachment[];
  readonly departed: Departed[];
}

export interface Token extends Kernel.Token {
  /** Releases and all their routes want `projects` (2). */
  readonly scopes: readonly string[];
  /** What its user may do in the repositories it is a member of. */
  readonly access: "read" | "write";
}

export const ownOf = (path: string, displayName = path.replace(/^([^/]+)/, "$1 公司")) => ({
  /** What people see, `owner/name`; the API wants the path (1). */
  displayName,
  /** Tags whose release was deleted by a request. */
  withdrawn: new Set<string>(),
});

export interface GiteeKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: ReturnType<typeof ownOf>;
  readonly token: Token;
  readonly tokenOptions: Partial<Pick<Token, "scopes" | "access">>;
  readonly repositoryOptions: { readonly displayName?: string };
  readonly environment: EnvironmentOptions;
}

export type Repo = Kernel.Repository<GiteeKinds>;
export type GiteeSandbox = Kernel.Sandbox<GiteeKinds>;

/** Everything one sandbox Gitee knows. */
export const worldOf = (kernel: Kernel.World<Repo, Token>, options: GiteeOptions) => ({
  ...kernel,
  uncertain: withDefaults(STRICT, options),
  limits: { ...LIMITS, ...options.limits },
  downloadLag: options.downloadLag ?? 0,
  /** Values that were answered with 401 in a header: these may be tried once more in a body (8). */
  refusedHeaders: new Set<string>(),
  /** Tag or file name that a POST was about. */
  subjects: new WeakMap<Kernel.RecordedRequest, string>(),
});
export type World = Readonly<ReturnType<typeof worldOf>>;

/** `given`: members of the JSON or form body. Who asks is known below a repository. */
export type Call = Omit<Kernel.Call<World>, "token"> & { readonly given: Kernel.Given };
export type RepositoryCall = Call & Kernel.RepositoryCall<World>;

/** Below `/repos/:owner/:repo`. */
export type RepositoryRoute = Kernel.Route<RepositoryCall>;

/** Below the API root; looks after its own rights. */
export interface PlainRoute extends Kernel.Route<Call> {
  /** The body is left to the handler. */
  readonly raw?: boolean;
}

/** Letters of all alphabets, digits, dot, dash and underscore stay. Which signs change is not known: so all do. */
export function plainName(filename: string): string {
  const base = filename.slice(Math.max(filename.lastIndexOf("/"), filename.lastIndexOf("\\")) + 1);
  return base.replace(/[^\p{L}\p{M}\p{N}_.-]/gu, "_");
}

/** What the reference calls unverified, or reports in two ways (2, 3, 4, 5, 8). The defaults are the strict ones. */
export const STRICT = {
  /** False: an old private host that takes no Authorization header, only `access_token` (8). */
  headerTokens: either(true, false),
  /** Public repositories answer GET without a token and with a bad one ("open"), or only with a good one (2). */
  publicReads: either("open", "token"),
  /** A valid token without the scope `projects` (2). */
  scopeDenied: either(404, 403),
  /** By-tag without a release: the literal `null`, `{}`, an empty body, or 404 (4, 8). */
  missingRelease: either("null", "{}", "empty", "404"),
  /** By-tag with a `/` in the tag: as if there were no release, found all the same, or 404 (1). */
  slashedTags: either("missing", "found", "404"),
  /** Create where the tag has a release (4, 8). */
  existing: either(400, 409, 422),
  /** Notes of blanks only, or of nothing (4). */
  blankNotes: either("refused", "kept"),
  /** The git tag goes with its release (4, 8). */
  tagDiesWithRelease: either(true, false),
  /** Lists carry `total_count` and `total_page` (3). */
  totals: either(false, true),
  /** Attachment download by id: to the object store, or the bytes at once (5). */
  download: either("redirect", "direct"),
  /** What the server makes of a file's name (5). */
  storedName: plainName,
  /** Status of the page with which the edge refuses (2, 5). */
  firewallStatus: 403,
};
export type Uncertain = Readonly<typeof STRICT>;
