import { type Answer, type Api, type Call, pagesOf } from "../../http";
import type { Asset } from "../../model/release";
import type { RunMemory } from "../../model/run-memory";
import type { Clock, ForgeLog, OpenOptions } from "../forge";
import { pagePath } from "./names";
import { refusal } from "./refusals";
import { RepositoryWire } from "./wire";

/** What all parts of this forge share: a door to the repository, and what its answers have told so far. */
export interface Repository {
  readonly api: Api;
  /** `/repos/owner/name`, percent-encoded. */
  readonly path: string;
  /** Page of the repository for people. */
  readonly webUrl: string;
  readonly memory: RunMemory;
  readonly clock: Clock;
  readonly log: ForgeLog;
  /** Attachments that were there when the run looked: none of them can be what a lost upload has left. */
  readonly met: Set<Asset["id"]>;
  /** Names under which files of this run were sent, with the file's path. */
  readonly claimed: Map<string, string>;
  /** Names of the attachments that this run has sent. */
  readonly sent: Set<string>;
  /** Commits of the tags that were looked at. */
  readonly commits: Map<string, string>;
  /** Asked for once; `undefined` for an empty repository. Refused where the repository cannot be seen. */
  defaultBranch(): Promise<string | undefined>;
  /** Every page of a list. */
  pages<T>(first: Call, read: (answer: Answer) => readonly T[]): AsyncGenerator<readonly T[]>;
}

/** The most entries that a page holds. */
const PAGE = 100;

export function openRepository(options: OpenOptions): Repository {
  const [owner = "", name = ""] = options.repository.split("/");
  const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
  const api = options.http.open({
    base: options.apiUrl,
    credentials: { authorization: `Bearer ${options.token}` },
    headers: {},
    refusal,
    readsPages: true,
  });

  let branch: { readonly name: string | undefined } | undefined;
  async function defaultBranch(): Promise<string | undefined> {
    const doing = `looking at the repository ${options.repository}`;
    branch ??= {
      name: (await api.read(RepositoryWire, { doing, method: "GET", at: path, accept: [200] })).default_branch,
    };
    return branch.name;
  }

  /** There is no Link header, and the totals are not on every route: a page that is not full is the last one. */
  async function* pages<T>(first: Call, read: (answer: Answer) => readonly T[]): AsyncGenerator<readonly T[]> {
    const list = pagesOf(first.doing);
    for (const page of list.numbers()) {
      const answer = await api.call({ ...first, query: { ...first.query, page, per_page: PAGE } });
      const entries = list.took(read(answer), answer);
      yield entries;
      const more = entries.length >= PAGE || Number(answer.headers.total_page) > page;
      if (entries.length === 0 || !more) return;
    }
  }

  return {
    api,
    path,
    webUrl: `${options.serverUrl}/${pagePath(options.repository)}`,
    memory: options.memory,
    clock: options.clock,
    log: options.log,
    met: new Set(),
    claimed: new Map(),
    sent: new Set(),
    commits: new Map(),
    defaultBranch,
    pages,
  };
}
