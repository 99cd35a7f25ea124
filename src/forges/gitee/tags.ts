import { AnswerError, type Decoded, HttpError } from "../../http";
import type { ReleaseFields } from "../../model/release";
import { mayBeTaken } from "./refusals";
import type { Repository } from "./repository";
import { TagsWire } from "./wire";

/** Commit of a tag. There is no route for a single tag: the list is gone through, the newest first. */
export async function tagCommit(repository: Repository, tag: string): Promise<string | undefined> {
  const first = {
    doing: `looking for the tag ${tag}`,
    method: "GET",
    at: `${repository.path}/tags`,
    query: { sort: "updated", direction: "desc" },
    accept: [200],
  } as const;
  for await (const page of repository.pages(first, (answer) => repository.api.decode(TagsWire, answer))) {
    const found = page.find(({ name }) => name === tag);
    if (found === undefined) continue;
    const commit = commitOf(found, first.doing);
    repository.commits.set(tag, commit);
    return commit;
  }
  return undefined;
}

/** @throws AnswerError for a tag without a commit: it is there, and what it is on decides whether it may be published. */
function commitOf({ commit }: Decoded<typeof TagsWire>[number], doing: string): string {
  if (commit !== undefined) return commit.sha;
  throw new AnswerError(doing, "the server's answer names no commit of the tag");
}

/** Makes an annotated tag before its release, where a message was given and the tag is not there: then it has a target. */
export async function makeTag(repository: Repository, { tag, target, tagMessage }: ReleaseFields): Promise<void> {
  if (target === undefined || tagMessage === undefined) return;
  const { api, path } = repository;
  const doing = `creating the tag ${tag}`;
  const json = { refs: target, tag_name: tag, tag_message: tagMessage };
  const isThere = async (): Promise<boolean> => (await tagCommit(repository, tag)) !== undefined;
  await api.attempt<undefined>(
    async () => {
      try {
        await api.once({ doing, method: "POST", at: `${path}/tags`, json, accept: [201] });
      } catch (error) {
        if (!(error instanceof HttpError) || !mayBeTaken(error) || !(await isThere())) throw error;
      }
      return undefined;
    },
    { doing, recover: async () => ((await isThere()) ? { value: undefined } : undefined) },
  );
}
