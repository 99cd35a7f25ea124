import { AnswerError } from "../../http";
import type { Project } from "./project";
import { TagWire } from "./wire";

/** Commit of a tag, which looking for its release has told as a rule; `undefined` when the tag does not exist. */
export async function tagCommit(project: Project, tag: string): Promise<string | undefined> {
  const { api, path, tags } = project;
  if (tags.has(tag)) return tags.get(tag);
  const at = `${path}/repository/tags/${encodeURIComponent(tag)}`;
  const answer = await api.call({ doing: `looking for the tag ${tag}`, method: "GET", at, accept: [200, 404] });
  if (answer.status === 404) return undefined;
  const { commit } = api.decode(TagWire, answer);
  if (commit !== undefined) return commit.id;
  // It is there, and what it is on decides whether it may be published.
  throw new AnswerError(answer.request, "the server's answer names no commit of the tag");
}
