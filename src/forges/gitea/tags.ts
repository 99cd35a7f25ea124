import { record, text } from "../../http";
import type { MakeTag, TagText } from "../abilities";
import { segments } from "../kit/rest";
import type { Repository } from "./repository";

const TagWire = record({ name: text, commit: record({ sha: text }) });

/**
 * Commit of a tag in git, annotated ones resolved; `undefined` when there is none of exactly this name.
 *
 * https://docs.gitea.com/api/#tag/repository/operation/repoGetTag
 */
export async function tagCommit({ api, path }: Repository, tag: string): Promise<string | undefined> {
  const found = await api.find(TagWire, { doing: `looking for the tag ${tag}`, at: `${path}/tags/${segments(tag)}` });
  return found?.name === tag ? found.commit.sha : undefined;
}

/** A tag whose release is still there is refused. https://docs.gitea.com/api/#tag/repository/operation/repoDeleteTag */
export function deleteTag({ deleteAt, ...repository }: Repository, tag: string): Promise<void> {
  const call = { doing: `deleting the tag ${tag}`, at: `${repository.path}/tags/${segments(tag)}` };
  return deleteAt(call, async () => (await tagCommit({ deleteAt, ...repository }, tag)) !== undefined);
}

const TextWire = record({ name: text, id: text, message: text, commit: record({ sha: text }) });

/** What a tag says; beside the name of one without a message stands that of its commit. */
export async function tagText({ api, path }: Repository, tag: string): Promise<TagText> {
  const doing = `reading the message of the tag ${tag}`;
  const found = await api.find(TextWire, { doing, at: `${path}/tags/${segments(tag)}` });
  if (found?.name !== tag) return undefined;
  return found.id === found.commit.sha ? "lightweight" : { message: found.message };
}

/** Left out of the answer for a commit: it can be large. */
const WITHOUT_EXTRAS = { stat: "false", verification: "false", files: "false" };

/**
 * Whether there is a branch, a tag, or a commit with this hash. A draft takes any target, and its publication is refused
 * without a word. https://docs.gitea.com/api/#tag/repository/operation/repoGetSingleCommit
 */
export async function commitExists(repository: Repository, target: string): Promise<boolean | undefined> {
  // What git writes otherwise, such as main~1, the server resolves when it makes the tag.
  if (target.startsWith("refs/") || /[~^:@{}\\\s]/.test(target)) return undefined;
  const { api, path } = repository;
  const doing = `looking for the commit of ${target}`;
  const isHash = /^[0-9a-f]{7,64}$/i.test(target);
  const routes = [...(isHash ? [`git/commits/${target}`] : []), `branches/${segments(target)}`];
  for (const route of routes) {
    const query = isHash ? WITHOUT_EXTRAS : {};
    const call = { doing, method: "GET", at: `${path}/${route}`, query, accept: [200, 403, 404, 422] } as const;
    const { status } = await api.call(call);
    if (status === 403) return undefined;
    if (status === 200) return true;
  }
  return (await tagCommit(repository, target)) !== undefined;
}

/**
 * Makes an annotated tag before its release: the request that publishes a draft takes no message.
 *
 * https://docs.gitea.com/api/#tag/repository/operation/repoCreateTag
 */
export async function makeTag(
  { api, path }: Repository,
  { tag, target, message }: Parameters<MakeTag>[0],
): Promise<"made" | "there"> {
  const answer = await api.call({
    doing: `making the annotated tag ${tag}`,
    method: "POST",
    at: `${path}/tags`,
    json: { tag_name: tag, target, message },
    accept: [201, 409],
    // A second request for a tag that was made after all is answered with 409.
    recover: () => Promise.resolve(undefined),
  });
  return answer.status === 201 ? "made" : "there";
}
