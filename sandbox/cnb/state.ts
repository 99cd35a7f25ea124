import { either, newWritten } from "../kernel";
import type * as Kernel from "../kernel";
import type { Ticket } from "./uploads";

/** What the reference calls unverified (4) or leaves open: the default is the stricter way, the other can be asked for. */
export const STRICT = {
  /** Answer to a request without the Accept type of section 1: 406, or nothing but a violation. */
  accept: either("required", "noted"),
  /** Ids are texts of more digits than a number holds (2); "number": the one client's other form. */
  ids: either("text", "number"),
  /** Word in the route of a release by tag (2, 4). */
  tagRoute: either("tags", "tag"),
  /** Whether a draft is found by its tag: the reference knows no exception. */
  draftsByTag: either(true, false),
  /** Names of an asset's download address (2, "and/or"). */
  downloadFields: ["brower_download_url"] as readonly ("brower_download_url" | "browser_download_url")[],
  /** Value of `hash_algo`, and whether the hash fields are there at all (4). */
  hashes: either("sha256", "SHA256", "none"),
  /** Whether a release has created_at, published_at and updated_at (4). */
  dates: either(true, false),
  /** Form of `verify_url` (3): full, from the API root on, or with token and path in its query. */
  verifyUrl: either("absolute", "relative", "query"),
  /** Status of a release or an asset that is there already (2, 3, 4). */
  existsStatus: either(409, 400, 422),
  /** Status of a confirmation that comes too late (3); 401 looks most like something else. */
  invalidTokenStatus: either(401, 400, 403),
  /** Of both DELETE routes (2), with an empty body. */
  deleteStatus: either(204, 200),
  /** Without `make_latest` a release that gets published becomes the latest one. */
  latestByDefault: either(true, false),
  /** Seconds in which the PUT to an upload address must begin (3). */
  uploadSeconds: 10,
  /** Seconds after the PUT in which it must be confirmed; the reference says no number (3). */
  verifySeconds: 60,
};
export type Choices = Readonly<typeof STRICT>;

export interface CnbOptions extends Kernel.StartOptions, Partial<Choices> {
  /** Path of the API on its host, such as "/api": private installations have addresses of their own (1). */
  readonly apiPath?: string;
}

type Birth = Pick<Kernel.World, "clock" | "listLag" | "now" | "nextId"> & { readonly choices: Choices };

/** Nineteen digits as text, since ids are texts and no number could hold these; or numbers above 2^32 (2). */
const newId = ({ choices, nextId }: Birth): string =>
  String((choices.ids === "text" ? 1_980_000_000_000_000_000n : 5_000_000_000n) + BigInt(nextId()));

/** @param of.ttl days it is kept; 0 = for good (3) */
export const newAsset = (
  world: Birth,
  of: Kernel.SeededFile & { readonly ttl: number; readonly uploader: string },
) => ({
  ...of,
  ...{ id: newId(world), createdAt: world.now(), downloads: 0 },
});
export type Asset = ReturnType<typeof newAsset>;

export function newRelease(world: Birth, tag: string, author: string) {
  const fresh = newWritten(world, tag, author);
  return {
    ...{ ...fresh, id: newId(world), updatedAt: fresh.createdAt, assets: [] as Asset[] },
    /** Undefined while it is a draft. */
    publishedAt: undefined as string | undefined,
    /** What `is_latest` says. */
    latest: false,
  };
}
export type Release = ReturnType<typeof newRelease>;

export interface Token extends Kernel.Token {
  /** Scope for the code of a repository (1): repo-code:rw, repo-code:r, or some other scope only. */
  readonly access: "write" | "read" | "none";
}

export interface CnbKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly own: {
    /** Every upload that was asked for, by its upload token. */
    readonly tickets: Map<string, Ticket>;
  };
  readonly verbs: {
    /** CNB_TOKEN of a pipeline: this repository only, and read-only on pull_request events. */
    jobToken(options?: { readonly event?: string }): string;
  };
  readonly token: Token;
  readonly tokenOptions: Partial<Pick<Token, "access">>;
  /** `latest`: default yes, unless it is a draft or a prerelease. */
  readonly seed: { readonly latest?: boolean };
  readonly environment: {
    /** Default: "tag_push" or "push". */
    readonly event?: string;
    /** Default: one of this pipeline, read-only on pull_request events. */
    readonly token?: string;
  };
}

export type Repo = Kernel.Repository<CnbKinds>;
export type CnbSandbox = Kernel.Sandbox<CnbKinds>;

/** Everything one sandbox CNB knows. */
export interface World extends Kernel.World<Repo, Token> {
  readonly choices: Choices;
}

/** A request to a route below `/{slug}/-`, on which nobody is let in without a token. */
export type Call = Kernel.RepositoryCall<World> & { readonly token: Token };
export type ApiRoute = Kernel.Route<Call>;
