import { type Answer, type Api, type Call, type Http, pagesOf } from "../../http";
import type { RunMemory } from "../../model/run-memory";
import type { Clock, ForgeLog, OpenOptions } from "../forge";
import { refusal } from "./refusals";
import type { Home } from "./wire";

/** What all parts of this forge share: doors to the API and to its storage, and what answers have told so far. */
export interface Repository extends Home {
  readonly api: Api;
  /** For signed addresses: it holds no token. */
  readonly storage: Api;
  readonly http: Http;
  readonly apiUrl: string;
  readonly memory: RunMemory;
  readonly clock: Clock;
  readonly log: ForgeLog;
  readonly known: Known;
  /** Every page of a list, in the server's order. */
  pages<T>(first: Call, read: (answer: Answer) => readonly T[]): AsyncGenerator<Page<T>>;
}

/** One page; the last one is known by being short, for the server tells neither totals nor links. */
export interface Page<T> {
  readonly entries: readonly T[];
  readonly last: boolean;
}

interface Known {
  /** Somebody made a release of the tag that the list may not show yet. */
  contested: boolean;
  /** The tag marked latest, where the list has told it. */
  latest: { readonly tag: string | undefined } | undefined;
  /** The server has no route for tags. */
  tagless: boolean;
  /** Files that were sent since the release was last looked for, by name. */
  readonly sent: Map<string, Sent>;
}

export interface Sent {
  readonly size: number;
  readonly sha256: string | undefined;
}

/** https://docs.cnb.cool asks for it on every route. */
const ACCEPT = "application/vnd.cnb.api+json";

/** Entries of one page; more are refused. */
const PAGE = 100;

export function openRepository(options: OpenOptions): Repository {
  const { http, apiUrl, serverUrl } = options;
  const api = http.open({
    base: apiUrl,
    credentials: { authorization: `Bearer ${options.token}` },
    headers: { accept: ACCEPT },
    refusal,
    readsPages: true,
  });

  async function* pages<T>(first: Call, read: (answer: Answer) => readonly T[]): AsyncGenerator<Page<T>> {
    const list = pagesOf(first.doing);
    for (const page of list.numbers()) {
      const answer = await api.call({ ...first, query: { ...first.query, page, page_size: PAGE } });
      const entries = list.took(read(answer), answer);
      const last = entries.length < PAGE;
      yield { entries, last };
      if (last) return;
    }
  }

  return {
    api,
    http,
    storage: http.open({ base: serverUrl, credentials: {}, headers: {} }),
    // The slashes of the groups stand as they are.
    path: `/${options.repository.split("/").map(encodeURIComponent).join("/")}/-`,
    apiUrl,
    serverUrl,
    memory: options.memory,
    clock: options.clock,
    log: options.log,
    known: { contested: false, latest: undefined, tagless: false, sent: new Map() },
    pages,
  };
}
