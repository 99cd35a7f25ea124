import { either, withDefaults } from "../kernel";
import type * as Kernel from "../kernel";

/** Access levels of members; a "project admin" is a master. */
export const ROLES = { guest: 10, reporter: 20, developer: 30, master: 40 };
export type RoleName = keyof typeof ROLES;

export interface TGitOptions extends Kernel.StartOptions, Partial<Unverified> {
  /** Where the instance lives on its host, such as "/code". */
  readonly subPath?: string;
  /** Bytes of the largest attachment; default 200 MiB. */
  readonly attachmentLimit?: number;
}

/** The text of the documents has "plain/txt", which is no media type: nobody may compare it with his own. */
const TYPES = new Map([
  ["txt", "plain/txt"],
  ["svg", "image/svg+xml"],
  ["png", "image/png"],
  ["json", "application/json"],
  ["zip", "application/zip"],
  ["gz", "application/gzip"],
]);

/** By the ending of the name, whatever the part said. */
const typeOf = (name: string): string =>
  TYPES.get(name.slice(name.lastIndexOf(".") + 1).toLowerCase()) ?? "application/octet-stream";

type Now = Pick<Kernel.World, "now">;

/** No id and no url: its name, as the server filtered it, is all there is (reference 5). */
export const newAttachment = (world: Now, name: string, content: Kernel.StoredContent) => ({
  ...{ name, type: typeOf(name), createdAt: world.now(), content },
});
export type Attachment = ReturnType<typeof newAttachment>;

/** A tag with or without its release: the forge has one object for both, told apart by `type` (reference 4). */
export const newRow = (world: Now, tagName: string, visibleFrom: number) => ({
  ...{ tagName, name: null, body: null as string | null, type: "none" as "release" | "none" },
  /** What was only ever a git tag has none: not documented, and nothing may lean on it. */
  id: null as number | null,
  labels: [] as readonly string[],
  author: null as string | null,
  createdAt: world.now(),
  updatedAt: null as string | null,
  assets: [] as Attachment[],
  visibleFrom,
  /** Milliseconds since the epoch: lists know that it is a release from then on (option `listLag`). */
  releasedFrom: 0,
});
export type Release = ReturnType<typeof newRow>;

/** Private key of an account: there are no scopes, only the account's rights (reference 2). */
export interface Token extends Kernel.Token {
  /** In the repositories it is a member of. */
  readonly role: RoleName;
}

interface Rules {
  /** Tags that nobody may create: 403. */
  protectedTags: readonly string[];
}

export function ownOf(webUrl: string, rules: Rules) {
  /** Tag -> the one object that it and its release are. */
  const rows = new Map<string, Release>();
  return {
    ...{ webUrl, rows, rules },
    /** What a checkout has as its remote. */
    cloneUrl: `${webUrl}.git`,
    /** The rows that are releases, found anew each time: the row of a tag becomes one, and back. */
    get releases() {
      return [...rows.values()].filter(({ type }) => type === "release");
    },
  };
}

export interface TGitKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: ReturnType<typeof ownOf>;
  readonly token: Token;
  /** role "reporter" may only read; `repositories: []` is a stranger's token. */
  readonly tokenOptions: { readonly role?: RoleName };
  readonly repositoryOptions: Partial<Rules>;
  readonly seed: { readonly labels?: readonly string[] };
  /** "delete": the tag is gone, and nothing may be published. Default: "create". */
  readonly environment: { readonly operation?: "create" | "delete" };
}

export type Repo = Kernel.Repository<TGitKinds>;
export type TGitSandbox = Kernel.Sandbox<TGitKinds>;

/** Everything one sandbox TGit knows. */
export const worldOf = (kernel: Kernel.World<Repo, Token>, options: TGitOptions) => ({
  ...kernel,
  /** Bytes of the largest attachment (5). */
  attachmentLimit: options.attachmentLimit ?? 200 * 1024 * 1024,
  unverified: withDefaults(DEFAULTS, options),
});
export type World = Readonly<ReturnType<typeof worldOf>>;

/** `given`: parameters of query and body together; no names of tokens. */
export type Call = Kernel.RepositoryCall<World> & { readonly given: Kernel.Given };

/** Below `/projects/:id`. */
export interface Route extends Kernel.Route<Call> {
  /** The body is a file and holds no parameters. */
  readonly raw?: boolean;
  /** Public projects answer without a token (5: downloads). */
  readonly open?: boolean;
}

/** Which characters the server filters is not documented (reference 5): "special" ones. Letters of all scripts are none. */
export const filterName = (name: string): string => name.replace(/[^\p{L}\p{M}\p{N}._-]/gu, "");

/** A server that keeps plain letters only. */
export const filterLetters = (name: string): string => name.replace(/[^A-Za-z0-9._-]/g, "");

/** What the reference leaves open (8): a client has to live with every choice. */
export const DEFAULTS = {
  /**
   * How a pushed tag becomes a release (4, 9). "put": POST is refused, PUT does it. "post": POST does it, a PUT
   * is answered with 200 and leaves `type` as it is. "either": both do.
   */
  plainTag: either("put", "post", "either"),
  /** Another attachment of a name that is there (5): two remain, it is refused, or it takes the place. */
  sameName: either("twin", "refused", "replaced"),
  /** Status for what is there already (7). */
  conflict: either(409, 400, 422),
  /** Who says that an attachment is too large (5): the application, or a proxy with an HTML page. */
  tooLarge: either(413, 400, "proxy"),
  /** Status of a POST that created something (3: "accept 200 too"). */
  created: either(201, 200),
  /** What becomes of a file name (5): all but letters of all scripts, digits and `._-` is dropped. */
  filterName,
};
export type Unverified = Readonly<typeof DEFAULTS>;
