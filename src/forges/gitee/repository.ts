import type { Decoded } from "../../http";
import type { OpenOptions } from "../forge";
import { createRefusals } from "../kit/refusals";
import { type Rest, carrying, createRest, segments } from "../kit/rest";
import { RULES } from "./refusals";
import { RepositoryWire } from "./wire";

/** What all requests share. */
export interface Repository {
  readonly api: Rest;
  /** `/repos/owner/name`, percent-encoded. */
  readonly path: string;
  /** Page of the repository for people. */
  readonly webUrl: string;
  /** Commits of tags, as the list of tags has told them. */
  readonly commits: Map<string, string>;
  /** What the repository says of itself, asked once. Refused where it cannot be seen. */
  about(): Promise<Decoded<typeof RepositoryWire>>;
}

export function openRepository({ http, apiUrl, serverUrl, repository, token }: OpenOptions): Repository {
  const path = `/repos/${segments(repository)}`;
  const credentials = carrying(token, { authorization: `Bearer ${token}` });
  const refusal = createRefusals(RULES);
  const api = createRest(http.open({ base: apiUrl, credentials, headers: {}, refusal, readsPages: true }), {
    query: (page) => ({ page, per_page: 100 }),
    // There is no Link header, and the totals are not on every route: a page that is not full is the last one.
    next: ({ answer, rows, page }) => rows >= 100 || (rows > 0 && Number(answer.headers.total_page) > page),
  });
  let known: Decoded<typeof RepositoryWire> | undefined;
  return {
    api,
    path,
    webUrl: `${serverUrl}/${segments(repository)}`,
    commits: new Map(),
    about: async () =>
      (known ??= await api.get(RepositoryWire, { doing: `looking at the repository ${repository}`, at: path })),
  };
}
