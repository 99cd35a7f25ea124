import type { Api, Budget, Http } from "../../http";
import type { Release } from "../../model/release";
import type { ForgeLog, OpenOptions } from "../forge";
import { type Rest, createRest, segments } from "../kit/rest";
import { refusals } from "./refusals";
import { type ReleaseWire, codeOf, habitsOf, toRelease } from "./wire";

/** Of each user, all jobs together; the 4000 an hour are more than that. docs.gitcode.com, introduction */
export const BUDGET: Budget = { of: "GitCode", requests: 50, seconds: 60 };

/** What all requests share. */
export interface Repository {
  readonly api: Rest;
  /** The object store: addresses are signed, so no token goes there, and nothing of ours is added to them. */
  readonly storage: Api;
  readonly http: Http;
  readonly log: ForgeLog;
  /** `/repos/owner/name`, percent-encoded. */
  readonly path: string;
  /** Path of a tag's release. The tag is its name, and a slash in it is no path. */
  one(tag: string): string;
  /** The release that an answer holds. */
  shown(wire: ReleaseWire): Release;
  /** What answers have told about the server so far. */
  habits(): ReturnType<typeof habitsOf>;
  /** Root of the API. */
  readonly base: string;
}

export function openRepository(options: OpenOptions): Repository {
  const { http, log, token, serverUrl, repository } = options;
  // Pipelines name the host of the API only.
  const base = /\/api\/v\d+$/.test(options.apiUrl) ? options.apiUrl : `${options.apiUrl}/api/v5`;
  const refusal = refusals(base, options.automatic);
  const credentials = { authorization: `Bearer ${token}` };
  const at = repository.lastIndexOf("/");
  const path = `/repos/${encodeURIComponent(repository.slice(0, at))}/${encodeURIComponent(repository.slice(at + 1))}`;
  let habits = { givesIds: true, fixesMarks: false };
  return {
    api: withoutRepeats(
      createRest(
        http.open({ base, credentials, headers: {}, refusal, readsPages: true, statusOf: codeOf, budget: BUDGET }),
        {
          query: (page) => ({ per_page: PAGE, page }),
          next: ({ rows }) => rows === PAGE,
        },
      ),
    ),
    storage: http.open({ base, credentials: {}, headers: { accept: "*/*" }, refusal }),
    http,
    log,
    path,
    one: (tag) => `${path}/releases/${encodeURIComponent(tag)}`,
    shown(wire) {
      const told = habitsOf(wire);
      habits = {
        givesIds: habits.givesIds && told.givesIds,
        fixesMarks: habits.fixesMarks || told.fixesMarks,
      };
      return toRelease(wire, `${serverUrl}/${segments(repository)}`);
    },
    habits: () => habits,
    base,
  };
}

const PAGE = 100;

/** Old servers send the whole list as every page: one that is the page before ends it. */
function withoutRepeats(rest: Rest): Rest {
  return {
    ...rest,
    async *pages(...list) {
      let before = "";
      for await (const page of rest.pages(...list)) {
        const text = JSON.stringify(page);
        if (text === before) return;
        before = text;
        yield page;
      }
    },
  };
}
