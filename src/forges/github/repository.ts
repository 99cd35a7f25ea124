import { PublishError } from "../../errors";
import { type Answer, type Api, type Call, type Decoded, nextPage, pagesOf, withoutQuery } from "../../http";
import type { RunMemory } from "../../model/run-memory";
import type { Clock, ForgeLog, OpenOptions } from "../forge";
import { refusalOf } from "./refusals";
import { type ReleaseWire, releasesWire } from "./wire";

/** What all parts of this forge share: a door to the repository, and what its answers have told so far. */
export interface Repository {
  readonly api: Api;
  /** `/repos/owner/name`, percent-encoded. */
  readonly path: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly mayTravelPlain: (url: URL) => boolean;
  readonly memory: RunMemory;
  readonly clock: Clock;
  readonly log: ForgeLog;
  /** Version of an Enterprise Server, once an answer has told it. */
  serverVersion(): string | undefined;
  /** GitHub.com or a tenant of GHE.com, by its name. */
  readonly isCloud: boolean;
  /** A host that only speaks GitHub's API: its releases have no `node_id`, and its uploads take no label. */
  isCompatibleHost(): boolean;
  /** Looks at a release for what it tells of its server. */
  learn(release: Decoded<typeof ReleaseWire>): void;
  /** One request whose answer is looked at for the server's version. */
  ask(call: Call): Promise<Answer>;
  /** Every page of a list, in the server's order. */
  pages<T>(first: Call, read: (answer: Answer) => readonly T[]): AsyncGenerator<readonly T[]>;
}

const ACCEPT = "application/vnd.github+json";

export function openRepository(options: OpenOptions): Repository {
  let version: string | undefined;
  let compatible = false;
  const api = options.http.open({
    base: options.apiUrl,
    // `token` is understood by every server, old and compatible ones included; `Bearer` only by newer ones.
    credentials: { authorization: `token ${options.token}` },
    headers: { accept: ACCEPT, "x-github-api-version": "2022-11-28" },
    refusal: (doing, error) => refusalOf(doing, error, options.automatic),
  });

  async function ask(call: Call): Promise<Answer> {
    const answer = await api.call(call);
    version ??= /@([\d.]+)/.exec(answer.headers["x-github-enterprise-version"] ?? "")?.[1];
    return answer;
  }

  async function* pages<T>(first: Call, read: (answer: Answer) => readonly T[]): AsyncGenerator<readonly T[]> {
    let call: Call = { ...first, query: { per_page: 100, ...first.query } };
    const list = pagesOf(first.doing);
    const numbers = list.numbers();
    while (numbers.next().done !== true) {
      const answer: Answer = await ask(call);
      yield list.took(read(answer), answer);
      const next = following(answer, options.apiUrl);
      if (next === undefined) return;
      call = { doing: first.doing, method: "GET", at: next, accept: first.accept };
    }
  }

  const [owner = "", name = ""] = options.repository.split("/");
  return {
    api,
    path: `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`,
    apiUrl: options.apiUrl,
    serverUrl: options.serverUrl,
    mayTravelPlain: options.mayTravelPlain,
    memory: options.memory,
    clock: options.clock,
    log: options.log,
    isCloud: /^api\.(github\.com|.+\.ghe\.com)$/.test(new URL(options.apiUrl).hostname),
    serverVersion: () => version,
    isCompatibleHost: () => compatible && version === undefined,
    learn: (release) => {
      compatible ||= release.node_id === undefined && !/\blabel\b/.test(release.upload_url.split("{", 2)[1] ?? "");
    },
    ask,
    pages,
  };
}

/**
 * The next page by the Link header, as it stands: it speaks of `/repositories/ID`. A page on another host gets neither
 * the token nor a request; and a list that is not whole must not be taken for one that is.
 */
function following(answer: Answer, apiUrl: string): string | undefined {
  const url = nextPage(answer);
  if (url === undefined || url.origin === new URL(apiUrl).origin) return url?.href;
  throw new PublishError({
    what: "The server's list goes on at another address, which is not asked.",
    said: `${answer.request} names ${withoutQuery(url)} as the next page.`,
    hint: "Is there a proxy before the server that changes its addresses? Set server_url (or api_url) to the server's own.",
  });
}

/** Pages of the repository's releases, drafts included, newest first; with notes and files those of `tag` only. */
export function releasePages(
  repository: Repository,
  doing: string,
  tag?: string,
): AsyncGenerator<readonly Decoded<typeof ReleaseWire>[]> {
  const first = { doing, method: "GET", at: `${repository.path}/releases`, accept: [200] } as const;
  return repository.pages(first, (answer) => {
    const releases = repository.api.decode(releasesWire(tag), answer);
    for (const release of releases) repository.learn(release);
    return releases;
  });
}
