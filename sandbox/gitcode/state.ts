import { visibleFrom } from "../kernel";
import type * as Kernel from "../kernel";
import type { Grant } from "./grants";
import { habitsOf, type Habits } from "./habits";

export const API_PATH = "/api/v5";

const LIMITS = {
  /** Requests of one user to the API (3). */
  ...{ perMinute: 50, perHour: 4000 },
  /** Largest attachment in bytes: the store's own largest PUT. */
  upload: 5 * 1024 ** 3,
};

export interface GitCodeOptions extends Kernel.StartOptions, Partial<Habits> {
  readonly limits?: Partial<typeof LIMITS>;
  /** Milliseconds for which no answer shows a new attachment (5). */
  readonly attachLag?: number;
  /** Answers with the release that do not show a new attachment yet (5). */
  readonly attachAfterReads?: number;
  /** Milliseconds until a signed url runs out (5). Default: 15 minutes. */
  readonly urlLife?: number;
}

/** In milliseconds, but for the one that counts answers. */
const lagsOf = ({ attachLag = 0, attachAfterReads = 0, urlLife = 15 * 60_000 }: GitCodeOptions) => ({
  ...{ attach: attachLag, attachReads: attachAfterReads, urlLife },
});

type Birth = Pick<Kernel.World, "clock" | "listLag" | "now" | "nextId">;

/** An upload; the generated archives are no part of the state. */
export const newAsset = (
  { clock, nextId, lags }: Birth & { readonly lags: ReturnType<typeof lagsOf> },
  file: Kernel.SeededFile,
) => ({
  ...file,
  id: nextId(),
  /** Milliseconds since the epoch; answers show it from then on (option `attachLag`). */
  visibleFrom: clock.now() + lags.attach,
  /** Answers to come that do not show it yet (option `attachAfterReads`). */
  hiddenReads: lags.attachReads,
});
export type Asset = ReturnType<typeof newAsset>;

/** The only switch there is; undefined = an ordinary release (4). */
export type ReleaseStatus = "pre" | "latest";

/** There is no number: the tag. */
export const newRelease = (world: Birth, tag: string, author: string) => ({
  ...{ id: tag, tagName: tag, name: tag, body: tag, author, createdAt: world.now(), visibleFrom: visibleFrom(world) },
  status: undefined as ReleaseStatus | undefined,
  /** Counts up with each change of any release. */
  changed: world.nextId(),
  assets: [] as Asset[],
});
export type Release = ReturnType<typeof newRelease>;

export interface Token extends Kernel.Token {
  /** A pipeline token belongs to the run of one repository. */
  readonly kind: "personal" | "pipeline";
  readonly access: "read" | "write";
}

export interface GitCodeKinds extends Kernel.Kinds {
  readonly release: Release;
  readonly verbs: {
    /** One more attachment of a release, as if somebody had uploaded it meanwhile. */
    attach(tag: string, seed: Kernel.AssetSeed): Asset;
    /** Token of a pipeline. @param options `fork`: of a merge request from a fork, which may only read */
    jobToken(options?: { readonly fork?: boolean }): string;
  };
  readonly token: Token;
  readonly tokenOptions: Partial<Pick<Token, "kind" | "access">>;
  readonly seed: { readonly status?: ReleaseStatus };
  readonly environment: {
    /** Default: "push". A "workflow_dispatch" run has a short ATOMGIT_REF. */
    readonly event?: string;
    /** A merge request from a fork: its token may only read. */
    readonly fork?: boolean;
    /** Some built-in actions set GITHUB_ variables beside these (reference 9). */
    readonly withGitHub?: boolean;
    /** Default: a new pipeline token of the repository. */
    readonly token?: string;
  };
}

export type Repo = Kernel.Repository<GitCodeKinds>;
export type GitCodeSandbox = Kernel.Sandbox<GitCodeKinds>;

/** Everything one sandbox GitCode knows. */
export const worldOf = (kernel: Kernel.World<Repo, Token>, options: GitCodeOptions) => ({
  ...kernel,
  habits: habitsOf(options),
  lags: lagsOf(options),
  limits: { ...LIMITS, ...options.limits },
  /** By signature. */
  grants: new Map<string, Grant>(),
  /** Times of each user's requests within the last hour. */
  asked: new Map<string, number[]>(),
});
export type World = Readonly<ReturnType<typeof worldOf>>;

/** `given`: parameters of the body. */
export type Call = Kernel.RepositoryCall<World> & { readonly given: Kernel.Given };

/** Below `/repos/{owner}/{repo}`. */
export interface Route extends Kernel.Route<Call, Habits> {
  /** Who may ask: anybody who sees the repository, with a token or (spec page) without one, or who may write. */
  readonly needs: "nothing" | "token" | "write";
}
