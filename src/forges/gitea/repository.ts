import { type Answer, type Api, type Call, type Decoded, pagesOf } from "../../http";
import type { Release } from "../../model/release";
import type { RunMemory } from "../../model/run-memory";
import type { Clock, ForgeLog, OpenOptions, Upload } from "../forge";
import { refusalTo } from "./refusals";
import { type Server, readServer } from "./server";
import { AttachmentSettingsWire, ReleaseWire, releasesWire, VersionWire, toRelease } from "./wire";

/** What all parts of this forge share: a door to the repository, and what this run knows of it. */
export interface Repository {
  readonly api: Api;
  /** `/repos/owner/name`, percent-encoded. */
  readonly path: string;
  /** The site on the host of the API. */
  readonly webRoot: string;
  readonly memory: RunMemory;
  readonly log: ForgeLog;
  readonly clock: Clock;
  /** What runs there, asked once; `undefined` where the server does not tell. */
  server(): Promise<Server | undefined>;
  /** The same as far as it is known; `unasked` before anybody wanted to know. */
  known(): Server | undefined | "unasked";
  /** Asks for the size of the largest file that the server takes. */
  learnLargestFile(): Promise<void>;
  /** Its bytes, as far as they are known. */
  largestFile(): number | undefined;
  /** A release in our words; from now on the last one shown. */
  shown(wire: Decoded<typeof ReleaseWire>): Release;
  /** The release that was shown last, unless something was changed since. */
  isFresh(release: Release): boolean;
  /** Whether no release was shown for so many milliseconds; the next answer is due as long after this one. */
  notSeenFor(milliseconds: number): boolean;
  /** What was shown is not so any more. */
  changed(): void;
  /** Tags that turned out to be taken when a release was to be made. */
  readonly taken: Set<string>;
  /** Tags that were there, with the time at which each was first seen. */
  readonly tagsSeen: Map<string, number>;
  /** Commits and branches that were looked for and are there. */
  readonly commits: Set<string>;
  /** Tags that this run made, with a message. */
  readonly annotated: Set<string>;
  /** Links that this run set, by name, with their addresses. */
  readonly links: Map<string, string>;
  /** Files that this run sent, by name, with the ids that they got. */
  readonly sent: Map<string, { readonly upload: Upload; readonly id: number | string }>;
}

export function openRepository(options: OpenOptions): Repository {
  const api = options.http.open({
    base: options.apiUrl,
    // In small letters and two words: that is what every version reads.
    credentials: { authorization: `token ${options.token}` },
    headers: {},
    refusal: refusalTo(options.automatic),
    readsPages: true,
  });
  const webRoot = /^(.*)\/api\/v1$/.exec(options.apiUrl)?.[1] ?? options.serverUrl;
  let latest: Release | undefined;
  let seenAt = options.clock.now();
  let largest: number | undefined;
  let limits: Promise<void> | undefined;
  let asked: Promise<Server | undefined> | undefined;
  let server: Server | undefined | "unasked" =
    options.serverVersion === undefined ? "unasked" : readServer(options.serverVersion);

  async function ask(): Promise<Server | undefined> {
    if (server !== "unasked") return server;
    const doing = "asking for the server's version";
    const answer = await api.call({ doing, method: "GET", at: "/version", accept: [200, 401, 403, 404] });
    server = answer.status === 200 ? readServer(api.decode(VersionWire, answer).version) : undefined;
    return server;
  }

  async function askLimits(): Promise<void> {
    const doing = "asking for the size of the largest file";
    const at = "/settings/attachment";
    const answer = await api.call({ doing, method: "GET", at, accept: [200, 401, 403, 404] });
    const told = answer.status === 200 ? api.decode(AttachmentSettingsWire, answer).max_size : 0;
    largest = told > 0 ? told * 1024 ** 2 : undefined;
  }

  const [owner = "", name = ""] = options.repository.split("/");
  return {
    api,
    path: `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`,
    webRoot,
    memory: options.memory,
    log: options.log,
    clock: options.clock,
    server: () => (asked ??= ask()),
    known: () => server,
    learnLargestFile: () => (limits ??= askLimits()),
    largestFile: () => largest,
    shown(wire) {
      latest = toRelease(wire, webRoot);
      seenAt = options.clock.now();
      return latest;
    },
    isFresh: (release) => latest === release,
    notSeenFor(milliseconds) {
      const now = options.clock.now();
      if (now - seenAt < milliseconds) return false;
      seenAt = now;
      return true;
    },
    changed() {
      latest = undefined;
    },
    taken: new Set(),
    tagsSeen: new Map(),
    annotated: new Set(),
    links: new Map(),
    commits: new Set(),
    sent: new Map(),
  };
}

/**
 * Pages of the repository's releases, drafts included; with notes and files those of `tag` only. A page can be short without being the last one, because the
 * server holds `limit` to a maximum of its own; the list ends with its total, or with an empty page.
 */
export async function* releasePages(
  { api, path }: Repository,
  { doing, tag }: { readonly doing: string; readonly tag: string },
): AsyncGenerator<readonly Decoded<typeof ReleaseWire>[]> {
  let seen = 0;
  const list = pagesOf(doing);
  for (const page of list.numbers()) {
    const call: Call = { doing, method: "GET", at: `${path}/releases`, query: { page, limit: 50 }, accept: [200] };
    const answer: Answer = await api.call(call);
    const releases = list.took(api.decode(releasesWire(tag), answer), answer);
    yield releases;
    seen += releases.length;
    const total = answer.headers["x-total-count"] ?? "";
    if (releases.length === 0 || (/^\d+$/.test(total) && seen >= Number(total))) return;
  }
}
