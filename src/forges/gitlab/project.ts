import { serverIsAtLeast } from "../../model/version";
import { type Answer, type Api, type Call, attemptDecode, nextPage, pagesOf, record, text } from "../../http";
import type { OpenOptions } from "../forge";
import { refusalOf } from "./refusals";
import { ProjectWire, VersionWire } from "./wire";

/** What all parts of this forge share: a door to the project, and what is known of it and its server. */
export interface Project {
  readonly options: OpenOptions;
  readonly api: Api;
  /** `/projects/ID`: the number where it is known, which no proxy on the way can garble. */
  readonly path: string;
  /** Where a release can be seen, for servers that do not say. */
  webUrl(tag: string): Promise<string>;
  /** Number and full path; asked for where the pipeline does not tell. */
  identity(): Promise<Identity>;
  /** Version of the server as far as it is known. */
  version(): string | undefined;
  /** Asks for the version, unless the pipeline told it or the token may not ask. */
  learnVersion(): Promise<void>;
  /** Whether the server is at least of this version; one that is not known is taken for a new one. */
  since(minimum: string): boolean;
  pages<T>(first: Call, read: (answer: Answer) => readonly T[]): AsyncGenerator<readonly T[]>;
}

export interface Identity {
  /** Number, or the percent-encoded path where the number cannot be asked for. */
  readonly id: string;
  /** `group/project` */
  readonly fullPath: string;
}

export function openProject(options: OpenOptions): Project {
  const { repository, repositoryId, automatic, token } = options;
  const api = options.http.open({
    base: options.apiUrl,
    credentials: { [automatic ? "job-token" : "private-token"]: token },
    headers: {},
    refusal: (doing, error) => refusalOf(doing, error, automatic),
  });
  const id = repositoryId ?? encodeURIComponent(repository);
  const path = `/projects/${id}`;
  let version = options.serverVersion;
  let identity: Promise<Identity> | undefined;

  async function identify(): Promise<Identity> {
    const known = { id, fullPath: repository };
    const numbered = /^\d+$/.test(id);
    const named = !/^\d+$/.test(repository);
    // A job token may not look at the project; but then the pipeline has told everything about its own.
    if (automatic || (numbered && named)) return known;
    const doing = `looking at the project ${repository}`;
    const wire = await api.read(ProjectWire, { doing, method: "GET", at: path, accept: [200] });
    return { id: String(wire.id), fullPath: wire.path_with_namespace };
  }

  async function learnVersion(): Promise<void> {
    if (version !== undefined || automatic) return;
    const doing = "asking for the server's version";
    const answer = await api.call({ doing, method: "GET", at: "/version", accept: [200, 401, 403, 404] });
    version = answer.status === 200 ? attemptDecode(VersionWire, answer.body())?.version : undefined;
  }

  async function* pages<T>(first: Call, read: (answer: Answer) => readonly T[]): AsyncGenerator<readonly T[]> {
    const list = pagesOf(first.doing);
    for (const page of list.numbers()) {
      const answer: Answer = await api.call({ ...first, query: { per_page: 100, page, ...first.query } });
      const rows = list.took(read(answer), answer);
      yield rows;
      // A proxy may take the server's own header away; the other one is the web's.
      const next = answer.headers["x-next-page"];
      const full = rows.length >= 100 || nextPage(answer) !== undefined;
      if (next === undefined ? !full : next.trim() === "") return;
    }
  }

  const identityOnce = (): Promise<Identity> => (identity ??= identify());
  return {
    options,
    api,
    path,
    identity: identityOnce,
    webUrl: async (tag) =>
      `${options.serverUrl}/${(await identityOnce()).fullPath}/-/releases/${encodeURIComponent(tag)}`,
    version: () => version,
    learnVersion,
    since: (minimum) => version === undefined || serverIsAtLeast(version, minimum),
    pages,
  };
}

/** A 404 that speaks of the project, not of what was looked for in it. */
export function isProjectMissing(answer: Answer): boolean {
  const said = attemptDecode(record({ message: text }), answer.body())?.message ?? "";
  return answer.status === 404 && /project not found/i.test(said);
}
