import type { Forge, OpenOptions } from "../forge";
import { RolesWire, mayWrite } from "../kit/accounts";
import { createRefusals } from "../kit/refusals";
import type { TagText } from "../abilities";
import { CLOSED, type Rest, createRest, segments } from "../kit/rest";
import { TagWire, TextWire, commitOf, textOf } from "../kit/tags";
import { PERMISSION, RULES } from "./refusals";
import { type Places, VisibilityWire } from "./wire";

/** `commit` is `undefined` for a tag that is not there; nothing is told where the look-up failed, or left it out. */
export type ToldCommit = { readonly commit: string | undefined } | undefined;

/** What all requests share. */
export interface Project {
  readonly api: Rest;
  /** `/projects/ID`: the number, or the whole path as one segment. */
  readonly path: string;
  readonly places: Places;
  /** Commits of tags, as the look-up of their releases tells them: also one that is still on its way. */
  readonly commits: Map<string, Promise<ToldCommit>>;
  /** Path of a tag's release: a tag is one segment, its slashes included. */
  release(tag: string): string;
  deleteTag(tag: string): Promise<void>;
  /** Path of a file on it. */
  attachment(tag: string, name: string): string;
}

export function openProject({ http, apiUrl, serverUrl, repository, repositoryId, token, log }: OpenOptions): Project {
  const path = `/projects/${repositoryId ?? encodeURIComponent(repository)}`;
  const release = (tag: string): string => `${path}/releases/${encodeURIComponent(tag)}`;
  const attachment = (tag: string, name: string): string => `${release(tag)}/attachments/${encodeURIComponent(name)}`;
  const numbered = /^\d+$/.test(repository);
  log.info(
    numbered
      ? "the API tells no web pages, and repository is a number: url is the release's address in the API"
      : "the API tells no web pages: url is the usual form of a release's page",
  );
  const refusal = createRefusals(RULES, { limited: "Fewer jobs at once have more room." });
  const page = (tag: string): string => `${serverUrl}/${segments(repository)}/-/releases/${encodeURIComponent(tag)}`;
  const api = createRest(http.open({ base: apiUrl, credentials: { "private-token": token }, headers: {}, refusal }), {
    query: (number) => ({ per_page: 100, page: number }),
    next({ answer: { headers }, rows }) {
      const next = headers["x-next-page"];
      return rows > 0 && (next === undefined ? rows >= 100 : next !== "");
    },
  });
  return {
    api,
    path,
    deleteTag: (tag) =>
      api.remove({ doing: `deleting the tag ${tag}`, at: `${path}/repository/tags/${encodeURIComponent(tag)}` }),
    places: {
      page: (tag) => (numbered ? `${apiUrl}${release(tag)}` : page(tag)),
      download: (tag, name) => `${apiUrl}${attachment(tag, name)}`,
    },
    commits: new Map(),
    release,
    attachment,
  };
}

/** What a tag says. */
export async function tagText({ api, path }: Project, tag: string): Promise<TagText> {
  const doing = `reading the message of the tag ${tag}`;
  return textOf(await api.find(TextWire, { doing, at: `${path}/repository/tags/${encodeURIComponent(tag)}` }));
}

/** The project's tags, and the role of the token's user. */
export function projectOf({ api, path, commits }: Project): Pick<Forge, "tagCommit" | "rights"> {
  return {
    /** As a rule the look-up of its release has told it. */
    async tagCommit(tag) {
      const looking = commits.get(tag);
      commits.delete(tag);
      const told = await looking;
      if (told !== undefined) return told.commit;
      const call = { doing: `looking for the tag ${tag}`, at: `${path}/repository/tags/${encodeURIComponent(tag)}` };
      const wire = await api.find(TagWire, call);
      return wire && commitOf(wire, call.doing);
    },

    /** Where the project is not shown, the look-up of its releases tells whether it is there. */
    async rights() {
      const accept = [200, 403, 404];
      const answer = await api.call({ doing: "looking at the project", method: "GET", at: path, accept });
      const writes = answer.status === 200 ? mayWrite(api.decode(RolesWire, answer)) : undefined;
      return { writes, hint: PERMISSION };
    },
  };
}

/** As GitLab's old API counts: 0 for members, 10 for everybody who is signed in, 20 for all. */
const PUBLIC = 20;

/** Who may see the project, as it says of itself. https://git.tencent.com/help/ (projects) */
export async function readVisibility({ api, path }: Project): Promise<"public" | "private" | undefined> {
  const call = { doing: "looking whether the project is public", at: path, absent: CLOSED };
  const told = await api.find(VisibilityWire, call);
  const level = told?.visibility_level;
  const isPublic = level === undefined ? told?.public : level >= PUBLIC;
  return isPublic === undefined ? undefined : isPublic ? "public" : "private";
}
