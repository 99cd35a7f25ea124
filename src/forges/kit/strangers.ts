import type { Answer, Content } from "../../http";
import type { Asset } from "../../model/release";
import type { Abilities } from "../abilities";
import type { OpenOptions, ReadFrom } from "../forge";

/**
 * Downloads as a stranger makes them: from the address that people are given, with no token, wherever it leads.
 * What is read is only looked at, so that no address can do harm.
 */
export function strangers({ http, serverUrl }: Pick<OpenOptions, "http" | "serverUrl">) {
  return ({ name, downloadUrl }: Asset, { once }: Pick<ReadFrom, "once"> = {}): Promise<Content> =>
    http.open({ base: serverUrl, credentials: {}, headers: { accept: "*/*" } }).stream({
      doing: `downloading ${name} without a token`,
      method: "GET",
      at: downloadUrl,
      accept: [200],
      ...(once === true ? { once } : {}),
    });
}

/**
 * Downloads, and who may see the repository, where the API is asked for it as a stranger.
 *
 * @param call see `askedAsStranger`
 */
export function openToStrangers(options: OpenOptions, call: Asked): NonNullable<Abilities["downloads"]> {
  return { open: strangers(options), visibility: () => askedAsStranger(options, call) };
}

/** What a stranger asks for, below the API root. */
interface Asked {
  readonly at: string;
  readonly doing: string;
  /** The status that an answer means, where that is not the one it has. */
  readonly statusOf?: (answer: Answer) => number;
}

/**
 * Statuses by which a server says to a stranger that there is nothing to see. A set, which the bundler does not take for
 * nothing: else each client would carry a copy of this file (see ../index.ts).
 */
const UNSEEN: ReadonlySet<number> = new Set([401, 403, 404]);

/**
 * Who may see a repository, asked as a stranger of the API; `undefined` where the answer says neither.
 *
 * @param at path below the API root that anybody may read of a public repository
 */
export async function askedAsStranger(
  { http, apiUrl }: Pick<OpenOptions, "http" | "apiUrl">,
  { at, doing, statusOf }: Asked,
): Promise<"public" | "private" | undefined> {
  const api = http.open({ base: apiUrl, credentials: {}, headers: {}, ...(statusOf && { statusOf }) });
  const accept = [200, 301, 302, 303, 307, 429, ...UNSEEN];
  const { status, headers: told } = await api.call({ doing, method: "GET", at, accept });
  if (status === 200) return "public";
  // A limit of what strangers may ask says nothing.
  return UNSEEN.has(status) && told["x-ratelimit-remaining"] !== "0" && told["retry-after"] === undefined
    ? "private"
    : undefined;
}
