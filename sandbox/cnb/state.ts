import type * as Kernel from "../kernel";
import type { Choices } from "./choices";

/** See choices.ts for what the reference leaves open. */
export interface CnbOptions extends Kernel.StartOptions, Partial<Choices> {
  /** Path of the API on its host, such as "/api": private installations have addresses of their own (1). */
  readonly apiPath?: string;
}

export interface Asset {
  /** Text, however it is shown (reference 2). */
  readonly id: string;
  readonly name: string;
  readonly content: Kernel.StoredContent;
  readonly contentType: string;
  /** Days it is kept; 0 = for good (3). */
  readonly ttl: number;
  readonly uploader: string;
  readonly createdAt: string;
  downloads: number;
}

export interface Release extends Kernel.Draftable {
  readonly id: string;
  updatedAt: string;
  /** Undefined while it is a draft. */
  publishedAt: string | undefined;
  /** What `is_latest` says. */
  latest: boolean;
  readonly assets: Asset[];
}

/** An upload between its first and its third step (3). */
export interface Ticket {
  /** The `upload_token` of the confirmation. */
  readonly token: string;
  /** Name of the object on the storage host. */
  readonly key: string;
  readonly signature: string;
  readonly releaseId: string;
  readonly name: string;
  readonly size: number;
  readonly overwrite: boolean;
  readonly ttl: number;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  /** "issued" -> "stored" by the PUT -> "spent" by the confirmation. */
  state: "issued" | "stored" | "spent";
  content: Kernel.StoredContent | undefined;
  contentType: string;
  storedAt: number;
}

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

/** Nineteen digits as text, since ids are texts and no number could hold these; or numbers above 2^32 (2). */
export const newId = ({ choices, nextId }: World): string =>
  String((choices.ids === "text" ? 1_980_000_000_000_000_000n : 5_000_000_000n) + BigInt(nextId()));

/** A request to a route below `/{slug}/-`, on which nobody is let in without a token. */
export type Call = Kernel.RepositoryCall<World> & { readonly token: Token };
export type ApiRoute = Kernel.Route<Call>;
