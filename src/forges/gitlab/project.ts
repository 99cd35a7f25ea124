import { loose, number, record, text } from "../../http";
import { serverIsAtLeast } from "../../model/version";
import type { OpenOptions, Rights } from "../forge";
import { rightsIn } from "../kit/accounts";
import { PAGES, projectPath } from "../kit/projects";
import { wordsOf } from "../kit/refusals";
import { CLOSED, type Rest, carrying, createRest } from "../kit/rest";
import { PERMISSION } from "./permission";
import { refusals } from "./refusals";

/** What all parts of this forge share: the project, and what is known of it and its server. */
export type Project = ReturnType<typeof openProject>;

/** https://docs.gitlab.com/api/projects/ */
const ProjectWire = record({ id: number, path_with_namespace: text });
const VersionWire = record({ version: text });

export function openProject(options: OpenOptions) {
  const { repository, repositoryId, automatic, token } = options;
  const client = options.http.open({
    base: options.apiUrl,
    credentials: carrying(token, { [automatic ? "job-token" : "private-token"]: token }),
    headers: {},
    refusal: refusals(automatic),
  });
  const api = createRest(client, PAGES);
  const id = repositoryId ?? encodeURIComponent(repository);
  const path = projectPath(options);
  let version = options.serverVersion;
  let asking: Promise<string | undefined> | undefined;
  let identity: ReturnType<typeof identify> | undefined;

  /** Number, or the percent-encoded path where the number cannot be asked for; and `group/project`. */
  async function identify(): Promise<{ readonly id: string; readonly fullPath: string }> {
    const isWhole = /^\d+$/.test(id) && !/^\d+$/.test(repository);
    // A job token may not look at the project; but then the pipeline has told everything about its own.
    if (automatic || isWhole) return { id, fullPath: repository };
    const wire = await api.get(ProjectWire, { doing: `looking at the project ${repository}`, at: path });
    return { id: String(wire.id), fullPath: wire.path_with_namespace };
  }

  async function askVersion(): Promise<string | undefined> {
    const call = { doing: "asking for the server's version", at: "/version", absent: CLOSED };
    return (version ??= automatic ? undefined : (await api.find(loose(VersionWire), call))?.version);
  }

  const strict: Rest["call"] = async (call) => {
    const answer = await client.call(call);
    if (answer.status !== 404 || !/project not found/i.test(wordsOf(answer.body()))) return answer;
    throw api.refused(call.doing, answer);
  };

  return {
    options,
    api,
    /** The same, for which a 404 that speaks of the project is a refusal, and not what was looked for in it. */
    strict: createRest({ ...client, call: strict }, PAGES),
    /** `/projects/ID`: the number where it is known, which no proxy on the way can garble. */
    path,
    /** Number and full path; asked for where the pipeline does not tell. */
    identity: () => (identity ??= identify()),
    /** The server's version, as the pipeline told it or an answer does; `undefined` where the token may not ask. */
    readVersion: () => (asking ??= askVersion()),
    /** Whether the server is at least of a version; one that is not known is taken for a new one. */
    since: (minimum: string): boolean => version === undefined || serverIsAtLeast(version, minimum),
  };
}

/** The role of the token's user; a job token may not look at the project, and an administrator has no role in it. */
export async function readRights({ api, path, options }: Project): Promise<Rights> {
  return options.automatic ? { writes: undefined, hint: PERMISSION } : rightsIn(api, { path, hint: PERMISSION });
}
