import { wordsOf } from "../kit/refusals";
import { CLOSED } from "../kit/rest";
import type { TagText } from "../abilities";
import { TagWire, TextWire, commitInList, commitOf, textInList, textOf } from "../kit/tags";
import { type Project, isProjectMissing } from "./project";

/** Commit of a tag. A job token may only list tags. https://docs.gitlab.com/api/tags/ */
export async function tagCommit({ api, path, options }: Project, tag: string): Promise<string | undefined> {
  const at = `${path}/repository/tags`;
  // `^v1` finds `v10`, too.
  if (options.automatic) return commitInList(api, tag, { at, query: { search: `^${tag}` } });
  const doing = `looking for the tag ${tag}`;
  const call = { doing, method: "GET", at: `${at}/${encodeURIComponent(tag)}`, accept: [200, 404] } as const;
  const answer = await api.call(call);
  if (isProjectMissing(answer)) throw api.refused(doing, answer);
  return answer.status === 404 ? undefined : commitOf(api.decode(TagWire, answer), answer.request);
}

/** https://docs.gitlab.com/api/tags/#delete-a-tag */
export function deleteTag({ api, path }: Project, tag: string): Promise<void> {
  return api.remove({ doing: `deleting the tag ${tag}`, at: `${path}/repository/tags/${encodeURIComponent(tag)}` });
}

/** What a tag says; one without a message says nothing. A job token may only list tags. */
export async function tagText({ api, path, options }: Project, tag: string): Promise<TagText> {
  const at = `${path}/repository/tags`;
  if (options.automatic) return textInList(api, tag, { at, query: { search: `^${tag}` } });
  const doing = `reading the message of the tag ${tag}`;
  const found = await api.find(TextWire, { doing, at: `${at}/${encodeURIComponent(tag)}` });
  return found === undefined ? undefined : (textOf(found) ?? "lightweight");
}

/** https://docs.gitlab.com/api/commits/#retrieve-a-commit; a job token may not ask. */
export async function commitExists({ api, path, options }: Project, target: string): Promise<boolean | undefined> {
  if (options.automatic) return undefined;
  const doing = `looking for the commit of ${target}`;
  const at = `${path}/repository/commits/${encodeURIComponent(target)}`;
  const answer = await api.call({ doing, method: "GET", at, query: { stats: "false" }, accept: [200, ...CLOSED] });
  if (answer.status === 200) return true;
  if (isProjectMissing(answer)) throw api.refused(doing, answer);
  return answer.status === 404 && /commit not found/i.test(wordsOf(answer.body())) ? false : undefined;
}
