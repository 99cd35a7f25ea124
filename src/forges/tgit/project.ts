import type { Forge, OpenOptions } from "../forge";
import { rightsIn } from "../kit/accounts";
import { PAGES, projectPath, projectTags } from "../kit/projects";
import { createRefusals } from "../kit/refusals";
import { CLOSED, type Rest, createRest, segments } from "../kit/rest";
import { PERMISSION } from "./permission";
import { RULES } from "./refusals";
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
  readonly tags: ReturnType<typeof projectTags>;
  /** Path of a file on it. */
  attachment(tag: string, name: string): string;
}

export function openProject(options: OpenOptions): Project {
  const { http, apiUrl, serverUrl, repository, token, log } = options;
  const path = projectPath(options);
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
    ...PAGES,
    next: (page) => page.rows > 0 && PAGES.next(page),
  });
  return {
    api,
    path,
    tags: projectTags(api, path),
    places: {
      page: (tag) => (numbered ? `${apiUrl}${release(tag)}` : page(tag)),
      download: (tag, name) => `${apiUrl}${attachment(tag, name)}`,
    },
    commits: new Map(),
    release,
    attachment,
  };
}

/** The project's tags, and the role of the token's user. */
export function projectOf({ api, path, tags, commits }: Project): Pick<Forge, "tagCommit" | "rights"> {
  return {
    /** As a rule the look-up of its release has told it. */
    async tagCommit(tag) {
      const looking = commits.get(tag);
      commits.delete(tag);
      const told = await looking;
      return told === undefined ? tags.commit(tag) : told.commit;
    },

    /** Where the project is not shown, the look-up of its releases tells whether it is there. */
    rights: () => rightsIn(api, { path, hint: PERMISSION, absent: [403, 404] }),
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
