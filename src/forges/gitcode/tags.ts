import { list } from "../../http";
import type { Repository } from "./repository";
import { TagWire } from "./wire";

const TagsWire = list(TagWire);

/** Commit of a tag, annotated ones resolved by the server. There is no route for one tag, and no search. */
export async function tagCommit(repository: Repository, tag: string): Promise<string | undefined> {
  const tags = repository.pages({
    doing: `looking for the tag ${tag}`,
    at: `${repository.path}/tags`,
    read: ({ answer }) => repository.api.decode(TagsWire, answer),
  });
  for await (const page of tags) {
    const found = page.find(({ name }) => name === tag);
    if (found !== undefined) return "sha" in found.commit ? found.commit.sha : found.commit.id;
  }
  return undefined;
}
