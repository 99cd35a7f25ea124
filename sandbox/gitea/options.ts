import type { Clock } from "../kernel/clock";
import type { StoredContent } from "../kernel/content";
import type { SandboxServer } from "../kernel/server";
import type { EnvironmentOptions } from "./environment";
import type { RepositoryOptions, SandboxRepository } from "./repository";
import type { JobTokenOptions, TokenOptions } from "./token-store";
import type { Software } from "./versions";
import type { Limits, Watcher } from "./world";

export interface GiteaOptions {
  /** Default: "gitea". */
  readonly software?: Software;
  /** Gitea "1.15" to "1.26" (default "1.25"), Forgejo "7" to "15" (default "12"); a patch number may follow. */
  readonly version?: string;
  /** Where the instance lives on its host, such as "/git". */
  readonly subPath?: string;
  /** ROOT_URL names another host than the one that is called: addresses in answers lead to `publicUrl` (1). */
  readonly otherRootUrl?: boolean;
  /** Anonymous requests to the API are refused, also for the version (1). */
  readonly requireSignIn?: boolean;
  /** `[attachment] ENABLED`, default true. */
  readonly attachments?: boolean;
  /** `[repository.release] ALLOWED_TYPES`: `.ext`, `type/sub`, `type/*`; default all (6). */
  readonly allowedTypes?: readonly string[];
  /** Default: attachments of 2048 MiB (from Gitea 1.25 on), no proxy, pages of 30 and at most 50. */
  readonly limits?: Partial<Limits>;
  /** Downloads are redirected to signed addresses of an object store. */
  readonly serveDirect?: boolean;
  /** A proxy in front decodes %2F (5). */
  readonly decodingProxy?: boolean;
  /**
   * Milliseconds until the queue gets to a pushed tag (`pushTag`, `pushTagDeletion`), or `held` until the repository's
   * `handlePushes` is called. Default 0: at once.
   */
  readonly pushDelay?: number | "held";
  /** Milliseconds for which lists do not know a new release. */
  readonly listLag?: number;
  /** Milliseconds before each request is looked at. */
  readonly latency?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Keep no uploaded bytes, only size and sha256. */
  readonly discard?: boolean;
  /** Default: any free one. */
  readonly port?: number;
}

export interface GiteaSandbox extends Omit<SandboxServer, "urls"> {
  readonly software: Software;
  /** As `GET /version` tells it. */
  readonly version: string;
  /** Web root as it is reached, with the sub-path. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** ROOT_URL with `otherRootUrl`, else the same as `serverUrl`. A token that is sent there is a violation. */
  readonly publicUrl: string;
  readonly storageUrl: string;
  /** Another host, to redirect to: a token that arrives there is a violation. */
  readonly elsewhereUrl: string;
  /** Personal access token that may write to every repository. */
  readonly token: string;
  addToken(options?: TokenOptions): string;
  /** Automatic token of a running job of this repository. */
  jobToken(repository: SandboxRepository, options?: JobTokenOptions): string;
  /** The job ends and its token with it. */
  expire(token: string): void;
  /** Creates a repository, or returns the one of that path when no options are given. */
  repository(path: string, options?: RepositoryOptions): SandboxRepository;
  environment(options: EnvironmentOptions): Record<string, string>;
  /** What a download address leads to, if it is stored here. */
  content(url: string): StoredContent | undefined;
  /** Called with each request just before and just after it is carried out. @returns stops it */
  watch(look: Watcher): () => void;
}
