import { nextPage } from "../../http";
import type { TagText } from "../abilities";
import type { OpenOptions } from "../forge";
import type { Paging, Rest } from "./rest";
import { TagWire, TextWire, commitOf, textOf } from "./tags";

/** `/projects/ID`, as GitLab and 工蜂 have it: the number, or the whole path as one segment. */
export function projectPath({ repositoryId, repository }: Pick<OpenOptions, "repositoryId" | "repository">): string {
  return `/projects/${repositoryId ?? encodeURIComponent(repository)}`;
}

/**
 * Pages by number, with the next one's in a header. https://docs.gitlab.com/api/rest/#pagination-response-headers
 */
export const PAGES: Paging = {
  query: (page) => ({ per_page: 100, page }),
  next({ answer, rows }) {
    // A proxy may take the server's own header away; the other one is the web's.
    const next = answer.headers["x-next-page"];
    return next === undefined ? rows >= 100 || nextPage(answer) !== undefined : next.trim() !== "";
  },
};

/** The tags of a project: each has a route, in which it is one segment. https://docs.gitlab.com/api/tags/ */
export function projectTags(api: Pick<Rest, "find" | "remove">, path: string) {
  const one = (tag: string): string => `${path}/repository/tags/${encodeURIComponent(tag)}`;
  return {
    /** Commit of a tag; `undefined` when it does not exist. */
    async commit(tag: string): Promise<string | undefined> {
      const doing = `looking for the tag ${tag}`;
      const wire = await api.find(TagWire, { doing, at: one(tag) });
      return wire && commitOf(wire, doing);
    },
    /**
     * What a tag says.
     *
     * @param silent what one without a message is, where the server would tell a message
     */
    async text(tag: string, silent?: "lightweight"): Promise<TagText> {
      const wire = await api.find(TextWire, { doing: `reading the message of the tag ${tag}`, at: one(tag) });
      return wire && (textOf(wire) ?? silent);
    },
    remove: (tag: string): Promise<void> => api.remove({ doing: `deleting the tag ${tag}`, at: one(tag) }),
  };
}
