import { type Decoder, boolean, optional, record, text } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { OpenOptions, Rights } from "../forge";
import { type Rest, carrying, createRest, segments } from "../kit/rest";
import { permissionFor } from "./permission";
import { refusals } from "./refusals";
import { type ServerInfo, createServerInfo } from "./server";
import { assetReader, releaseReader } from "./wire";

/** What all parts of this forge share. */
export interface Repository {
  readonly api: Rest;
  /** `/repos/owner/name`, percent-encoded. */
  readonly path: string;
  readonly server: ServerInfo;
  readonly readAsset: Decoder<Asset>;
  readonly readRelease: Decoder<Release>;
  /** Deletes what may be gone: up to Gitea 1.17 that is answered with 500, so it is looked for after a failed try. */
  deleteAt(call: { readonly doing: string; readonly at: string }, isThere: () => Promise<boolean>): Promise<void>;
}

export function openRepository(options: OpenOptions): Repository {
  const { http, apiUrl, token, automatic } = options;
  const client = http.open({
    base: apiUrl,
    // In small letters and two words: that is what every version reads.
    credentials: carrying(token, { authorization: `token ${token}` }),
    headers: {},
    refusal: refusals(automatic),
    readsPages: true,
  });
  const api = createRest(client, {
    query: (page) => ({ page, limit: 50 }),
    // A page can be short without being the last one: the server holds `limit` to a maximum of its own. The list ends
    // with its total, or with an empty page.
    next({ answer, rows, seen }) {
      const total = answer.headers["x-total-count"] ?? "";
      return rows > 0 && !(/^\d+$/.test(total) && seen >= Number(total));
    },
  });
  const readAsset = assetReader(/^(.*)\/api\/v1$/.exec(apiUrl)?.[1] ?? options.serverUrl);
  return {
    api,
    path: `/repos/${segments(options.repository)}`,
    server: createServerInfo(api, options.serverVersion),
    readAsset,
    readRelease: releaseReader(readAsset),
    async deleteAt(call, isThere) {
      await api.attempt<unknown>(() => api.once({ ...call, method: "DELETE", accept: [204, 404] }), {
        doing: call.doing,
        recover: async () => ((await isThere()) ? undefined : { value: undefined }),
      });
    },
  };
}

const RepositoryWire = record({
  permissions: optional(record({ push: optional(boolean) })),
  archived: optional(boolean),
  updated_at: optional(text, ""),
});

/** https://docs.gitea.com/api/#tag/repository/operation/repoGet: the rights of the user, whatever the token's scope. */
export async function readRights({ api, path }: Repository, automatic: boolean): Promise<Rights> {
  const { permissions, archived } = await api.get(RepositoryWire, { doing: "looking at the repository", at: path });
  return { writes: permissions?.push, hint: permissionFor(automatic), archived };
}

/** When something was pushed last: written when the server has handled the push, after all else. */
export async function lastUpdate({ api, path }: Repository): Promise<string> {
  return (await api.get(RepositoryWire, { doing: "waiting for the server to handle the push", at: path })).updated_at;
}
