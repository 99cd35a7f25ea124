import { type Answer, type Api, type Call, type Decoded, type Http, HttpError, pagesOf } from "../../http";
import type { Release } from "../../model/release";
import type { RunMemory } from "../../model/run-memory";
import type { Clock, ForgeLog, OpenOptions } from "../forge";
import { codeOf, refusal } from "./refusals";
import { openStore } from "./store";
import { type ReleaseWire, hasId, isGenerated, isOfSpecPage, toRelease } from "./wire";

/** An answer, and the code that counts. */
export interface Reply {
  readonly code: number;
  readonly answer: Answer;
}

/** What all parts of this forge share: the doors to API and object store, and what this run has learned and done. */
export interface Repository {
  readonly api: Api;
  /** The object store, which never sees the token. */
  readonly store: Api;
  readonly http: Http;
  /** `/repos/owner/name`, percent-encoded. */
  readonly path: string;
  readonly memory: RunMemory;
  readonly clock: Clock;
  readonly log: ForgeLog;
  /** One request, tried again where that is safe; an answer that `read` cannot take counts as a failed try. */
  ask<T>(call: Asking<T>, read: (reply: Reply) => T | Promise<T>): Promise<T>;
  /** Every page of a list. */
  pages<T>(call: Paging<T>): AsyncGenerator<readonly T[]>;
  /** The release that an answer holds, without attachments that this run has deleted. */
  release(wire: Decoded<typeof ReleaseWire>): Release;
  /** Tags of releases that an answer has shown as marked latest. */
  readonly marked: ReadonlySet<string>;
  /** False once the server has shown an attachment without an id. */
  givesIds(): boolean;
  /** Known not to change what a release is marked as. */
  fixesMarks(): boolean;
  readonly done: Done;
}

/** What this run has done to attachments: the server tells late of what came and went. */
export interface Done {
  /** What was sent, by name. */
  readonly sent: Map<string, Sent>;
  /** Ids of deleted attachments. */
  readonly deleted: Set<number | string>;
  /** Names that did not show up once. */
  readonly missed: Set<string>;
}

/** How content is known again. */
export interface Sent {
  readonly sha256: string;
  readonly size: number;
}

/** `accept` names codes as `codeOf` reads them. Without `recover` a POST is sent once. */
export type Asking<T> = Call & { readonly recover?: () => Promise<{ readonly value: T } | undefined> };

export type Paging<T> = Pick<Call, "doing" | "at" | "query"> & { readonly read: (reply: Reply) => readonly T[] };

/** Statuses that the API uses: which of them is a refusal says the code in the body. */
const EVERY = Array.from({ length: 400 }, (_, index) => 200 + index);
const PAGE = 100;

export function openRepository(options: OpenOptions): Repository {
  const base = apiRoot(options.apiUrl);
  const api = options.http.open({
    base,
    credentials: { authorization: `Bearer ${options.token}` },
    headers: {},
    refusal: (doing, error) => refusal(doing, error, options.automatic),
    readsPages: true,
  });
  const at = options.repository.lastIndexOf("/");
  const [owner, name] = [options.repository.slice(0, at), options.repository.slice(at + 1)];
  const web = [options.serverUrl, ...owner.split("/").map(encodeURIComponent), encodeURIComponent(name)].join("/");
  const marked = new Set<string>();
  const done = { sent: new Map<string, Sent>(), deleted: new Set<number | string>(), missed: new Set<string>() };
  let ids = true;
  let fixed = false;

  async function once(call: Call): Promise<Reply> {
    const answer = await api.once({ ...call, accept: EVERY });
    const body = answer.body();
    const code = codeOf(answer.status, body);
    if (!call.accept.includes(code)) throw new HttpError({ ...answer, status: code, body });
    // A sign-in page instead of an answer; many answers to writes are empty.
    if (code < 300 && body !== "") answer.json();
    return { code, answer };
  }

  function ask<T>({ recover, ...call }: Asking<T>, read: (reply: Reply) => T | Promise<T>): Promise<T> {
    return api.attempt(async () => read(await once(call)), {
      doing: call.doing,
      recover,
      repeatable: call.method !== "POST",
    });
  }

  return {
    api,
    http: options.http,
    store: openStore(options.http, base),
    path: `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`,
    memory: options.memory,
    clock: options.clock,
    log: options.log,
    ask,
    pages: (call) => pages(ask, call),
    release(wire) {
      ids &&= wire.assets.every((asset) => isGenerated(asset) || hasId(asset));
      fixed ||= wire.assets.some(isOfSpecPage);
      if (wire.release_status === "latest") marked.add(wire.tag_name);
      const release = toRelease(wire, web);
      return { ...release, assets: release.assets.filter(({ id }) => !done.deleted.has(id)) };
    },
    marked,
    givesIds: () => ids,
    fixesMarks: () => fixed,
    done,
  };
}

/** A list ends with a page that is not full, or that is the one before: old servers send the whole list each time. */
async function* pages<T>(ask: Repository["ask"], { read, ...call }: Paging<T>): AsyncGenerator<readonly T[]> {
  let before = "";
  const list = pagesOf(call.doing);
  for (const page of list.numbers()) {
    const query = { ...call.query, per_page: PAGE, page };
    const { entries, answer } = await ask({ ...call, method: "GET", query, accept: [200, 404] }, (reply) => ({
      entries: reply.code === 404 ? [] : read(reply),
      answer: reply.answer,
    }));
    list.took(entries, answer);
    const text = JSON.stringify(entries);
    if (text === before) return;
    yield entries;
    if (entries.length !== PAGE) return;
    before = text;
  }
}

/** Pipelines name the host of the API only. */
function apiRoot(apiUrl: string): string {
  return /\/api\/v\d+$/.test(apiUrl) ? apiUrl : `${apiUrl}/api/v5`;
}
