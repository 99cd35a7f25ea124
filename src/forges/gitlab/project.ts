import { type Answer, loose, nextPage, number, record, text } from "../../http";
import { serverIsAtLeast } from "../../model/version";
import type { OpenOptions, Rights } from "../forge";
import { RolesWire, mayWrite } from "../kit/accounts";
import { wordsOf } from "../kit/refusals";
import { CLOSED, type Rest, createRest } from "../kit/rest";
import { PERMISSION, refusals } from "./refusals";

/** What all parts of this forge share: the project, and what is known of it and its server. */
export interface Project {
  readonly options: OpenOptions;
  readonly api: Rest;
  /** `/projects/ID`: the number where it is known, which no proxy on the way can garble. */
  readonly path: string;
  /** Number and full path; asked for where the pipeline does not tell. */
  identity(): Promise<Identity>;
  /** Asks for the server's version, unless the pipeline told it or the token may not ask. */
  readVersion(): Promise<void>;
  /** Version of the server as far as it is known. */
  version(): string | undefined;
  /** Whether the server is at least of this version; one that is not known is taken for a new one. */
  since(minimum: string): boolean;
}

interface Identity {
  /** Number, or the percent-encoded path where the number cannot be asked for. */
  readonly id: string;
  /** `group/project` */
  readonly fullPath: string;
}

/** https://docs.gitlab.com/api/projects/ */
const ProjectWire = record({ id: number, path_with_namespace: text });
const VersionWire = record({ version: text });

export function openProject(options: OpenOptions): Project {
  const { repository, repositoryId, automatic, token } = options;
  const client = options.http.open({
    base: options.apiUrl,
    credentials: { [automatic ? "job-token" : "private-token"]: token },
    headers: {},
    refusal: refusals(automatic),
  });
  const api = createRest(client, {
    query: (page) => ({ per_page: 100, page }),
    next({ answer, rows }) {
      // A proxy may take the server's own header away; the other one is the web's.
      const next = answer.headers["x-next-page"];
      return next === undefined ? rows >= 100 || nextPage(answer) !== undefined : next.trim() !== "";
    },
  });
  const id = repositoryId ?? encodeURIComponent(repository);
  const path = `/projects/${id}`;
  let version = options.serverVersion;
  let asking: Promise<void> | undefined;
  let identity: Promise<Identity> | undefined;

  async function identify(): Promise<Identity> {
    const isWhole = /^\d+$/.test(id) && !/^\d+$/.test(repository);
    // A job token may not look at the project; but then the pipeline has told everything about its own.
    if (automatic || isWhole) return { id, fullPath: repository };
    const wire = await api.get(ProjectWire, { doing: `looking at the project ${repository}`, at: path });
    return { id: String(wire.id), fullPath: wire.path_with_namespace };
  }

  async function askVersion(): Promise<void> {
    if (version !== undefined || automatic) return;
    const doing = "asking for the server's version";
    version = (await api.find(loose(VersionWire), { doing, at: "/version", absent: CLOSED }))?.version;
  }

  return {
    options,
    api,
    path,
    identity: () => (identity ??= identify()),
    readVersion: () => (asking ??= askVersion()),
    version: () => version,
    since: (minimum) => version === undefined || serverIsAtLeast(version, minimum),
  };
}

/** A 404 that speaks of the project, not of what was looked for in it. */
export function isProjectMissing(answer: Answer): boolean {
  return answer.status === 404 && /project not found/i.test(wordsOf(answer.body()));
}

/** The role of the token's user; a job token may not look at the project, and an administrator has no role in it. */
export async function readRights({ api, path, options }: Project): Promise<Rights> {
  if (options.automatic) return { writes: undefined, hint: PERMISSION };
  const writes = mayWrite(await api.get(RolesWire, { doing: "looking at the project", at: path }));
  return { writes, hint: PERMISSION };
}
