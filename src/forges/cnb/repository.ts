import { type Api, type Decoder, type Http, loose, record, text } from "../../http";
import type { Release } from "../../model/release";
import type { OpenOptions } from "../forge";
import { CLOSED, type Rest, createRest, segments } from "../kit/rest";
import { refusals } from "./refusals";
import { type Home, ReleaseWire, toRelease } from "./wire";

/** What all parts of this forge share. */
export interface Repository extends Home {
  readonly rest: Rest;
  /** For signed addresses: it holds no token. */
  readonly storage: Api;
  readonly http: Pick<Http, "staysHere">;
  readonly apiUrl: string;
  readonly readRelease: Decoder<Release>;
}

/** Entries of one page; more are refused. */
const PAGE = 100;

export function openRepository({ http, apiUrl, serverUrl, token, repository }: OpenOptions): Repository {
  const api = http.open({
    base: apiUrl,
    credentials: { authorization: `Bearer ${token}` },
    // https://docs.cnb.cool asks for it on every route.
    headers: { accept: "application/vnd.cnb.api+json" },
    refusal: refusals,
    readsPages: true,
  });
  // The slashes of the groups stand as they are.
  const home = { serverUrl, path: `/${segments(repository)}/-` };
  return {
    ...home,
    apiUrl,
    http,
    // The last page is known by being short, for the server tells neither totals nor links.
    rest: createRest(api, { query: (page) => ({ page, page_size: PAGE }), next: ({ rows }) => rows === PAGE }),
    storage: http.open({ base: serverUrl, credentials: {}, headers: {} }),
    readRelease: (value, path) => toRelease(ReleaseWire(value, path), home),
  };
}

const VisibilityWire = record({ visibility_level: loose(text, "") });

/** Every route wants a token, so that it is asked what the repository says of itself. https://api.cnb.cool, GetByID */
export async function readVisibility({ rest, path }: Repository): Promise<"public" | "private" | undefined> {
  const call = { doing: "looking whether the repository is public", at: path.replace(/\/-$/, ""), absent: CLOSED };
  const level = (await rest.find(VisibilityWire, call))?.visibility_level.toLowerCase();
  if (level === "public") return "public";
  return level === "private" || level === "secret" ? "private" : undefined;
}
