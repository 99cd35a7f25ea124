import type { Project } from "./project";
import { TagWire } from "./wire";

/** Commit of a tag, which looking for its release has told as a rule; `undefined` when the tag does not exist. */
export async function tagCommit(project: Project, tag: string): Promise<string | undefined> {
  const { api, path, tags } = project;
  if (tags.has(tag)) return tags.get(tag);
  const at = `${path}/repository/tags/${encodeURIComponent(tag)}`;
  const answer = await api.call({ doing: `looking for the tag ${tag}`, method: "GET", at, accept: [200, 404] });
  return answer.status === 200 ? api.decode(TagWire, answer).commit?.id : undefined;
}
