import { PublishError } from "../../errors";
import { type Answer, type Decoder, lastPage, nextPage, withoutQuery } from "../../http";
import type { Release } from "../../model/release";
import type { OpenOptions } from "../forge";
import { type Rest, carrying, createRest, segments } from "../kit/rest";
import { refusals } from "./refusals";
import { ReleaseWire, toRelease } from "./wire";

/** What all parts of this forge share: the API, and what its answers have told about the server so far. */
export interface Repository extends Pick<OpenOptions, "apiUrl" | "serverUrl" | "mayTravelPlain" | "log"> {
  readonly rest: Rest;
  /** `/repos/owner/name`, percent-encoded. */
  readonly path: string;
  /** Reads a release, and from it what kind of server gave it. */
  readonly readRelease: Decoder<Release>;
  /** The token is the runner's own. */
  readonly automatic: boolean;
  /** GitHub.com or a tenant of GHE.com, by its name. */
  readonly isCloud: boolean;
  /** Version of an Enterprise Server, once an answer has told it. */
  serverVersion(): string | undefined;
  /** A host that only speaks GitHub's API: its releases have no `node_id`, and its uploads take no label. */
  isCompatibleHost(): boolean;
}

export function openRepository(options: OpenOptions): Repository {
  const { apiUrl, serverUrl, mayTravelPlain, log, automatic, token } = options;
  let version: string | undefined;
  let compatible = false;
  const api = options.http.open({
    base: apiUrl,
    // `token` is understood by every server, old and compatible ones included; `Bearer` only by newer ones.
    credentials: carrying(token, { authorization: `token ${token}` }),
    headers: { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" },
    refusal: refusals(automatic),
  });
  const call: typeof api.call = async (request) => {
    const answer = await api.call(request);
    version ??= /@([\d.]+)/.exec(answer.headers["x-github-enterprise-version"] ?? "")?.[1];
    return answer;
  };
  return {
    apiUrl,
    serverUrl,
    mayTravelPlain,
    log,
    automatic,
    rest: createRest(
      { ...api, call },
      {
        query: () => ({ per_page: 100 }),
        next: ({ answer }) => following(answer, apiUrl),
        following: (first) => pagesBehind(first, apiUrl),
      },
    ),
    path: `/repos/${segments(options.repository)}`,
    readRelease(value, path) {
      const wire = ReleaseWire(value, path);
      compatible ||= wire.node_id === undefined && !/\blabel\b/.test(wire.upload_url?.split("{", 2)[1] ?? "");
      return toRelease(wire);
    },
    isCloud: /^api\.(github\.com|.+\.ghe\.com)$/.test(new URL(apiUrl).hostname),
    serverVersion: () => version,
    isCompatibleHost: () => compatible && version === undefined,
  };
}

/**
 * The next page by the Link header, as it stands: it speaks of `/repositories/ID`. A page on another host gets neither
 * the token nor a request; and a list that is not whole must not be taken for one that is.
 */
function following(answer: Answer, apiUrl: string): string | false {
  const url = nextPage(answer);
  if (url === undefined) return false;
  if (url.origin === new URL(apiUrl).origin) return url.href;
  throw new PublishError({
    what: "The server's list goes on at another address, which is not asked.",
    said: `${answer.request} names ${withoutQuery(url)} as the next page.`,
    hint: "Is there a proxy before the server that changes its addresses? Set server_url (or api_url) to the server's own.",
  });
}

/** Pages that are asked for at once: a release has a thousand files at most. */
const PAGES_AT_ONCE = 10;

/** Addresses from the second page to the last that the first one names, where they differ in a number only. */
function pagesBehind(first: Answer, apiUrl: string): readonly string[] {
  const next = following(first, apiUrl);
  const count = Number(lastPage(first)?.searchParams.get("page"));
  if (next === false || !Number.isSafeInteger(count)) return [];
  const numbers = Array.from({ length: Math.min(count, PAGES_AT_ONCE) - 1 }, (_, index) => index + 2);
  const addresses = numbers.map((number) => {
    const url = new URL(next);
    url.searchParams.set("page", String(number));
    return url.href;
  });
  return addresses[0] === next ? addresses : [];
}
