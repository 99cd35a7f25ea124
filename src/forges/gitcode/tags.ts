import { AnswerError, list, optional } from "../../http";
import type { Repository } from "./repository";
import { TagWire } from "./wire";

const TagsWire = optional(list(TagWire), []);

/** Commit of a tag, annotated ones resolved by the server. There is no route for one tag, and no search. */
export async function tagCommit(repository: Repository, tag: string): Promise<string | undefined> {
  const doing = `looking for the tag ${tag}`;
  const tags = repository.pages({
    doing,
    at: `${repository.path}/tags`,
    read: ({ answer }) => repository.api.decode(TagsWire, answer),
  });
  for await (const page of tags) {
    const found = page.find(({ name }) => name === tag);
    if (found === undefined) continue;
    const { commit } = found;
    // It is there, and what it is on decides whether it may be published.
    if (commit === undefined) throw new AnswerError(doing, "the server's answer names no commit of the tag");
    return "sha" in commit ? commit.sha : commit.id;
  }
  return undefined;
}
