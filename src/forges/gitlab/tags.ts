import type { TagText } from "../abilities";
import { projectTags } from "../kit/projects";
import { wordsOf } from "../kit/refusals";
import { CLOSED } from "../kit/rest";
import { commitInList, textInList } from "../kit/tags";
import type { Project } from "./project";

/** Tags and commits. A job token may only list tags; `^v1` finds `v10`, too. https://docs.gitlab.com/api/tags/ */
export function tagVerbs({ api, strict, path, options: { automatic } }: Project) {
  const tags = projectTags(strict, path);
  const search = (tag: string) => ({ at: `${path}/repository/tags`, query: { search: `^${tag}` } });
  return {
    tagCommit: (tag: string): Promise<string | undefined> =>
      automatic ? commitInList(api, tag, search(tag)) : tags.commit(tag),
    /** One without a message says nothing. */
    text: (tag: string): Promise<TagText> =>
      automatic ? textInList(api, tag, search(tag)) : tags.text(tag, "lightweight"),
    /** https://docs.gitlab.com/ci/jobs/ci_job_token/: a job token may not. */
    deleteTag: automatic ? undefined : tags.remove,
    /** https://docs.gitlab.com/api/commits/#retrieve-a-commit; a job token may not ask. */
    async commitExists(target: string): Promise<boolean | undefined> {
      if (automatic) return undefined;
      const doing = `looking for the commit of ${target}`;
      const at = `${path}/repository/commits/${encodeURIComponent(target)}`;
      const call = { doing, method: "GET", at, query: { stats: "false" }, accept: [200, ...CLOSED] } as const;
      const answer = await strict.call(call);
      if (answer.status === 200) return true;
      return answer.status === 404 && /commit not found/i.test(wordsOf(answer.body())) ? false : undefined;
    },
  };
}
