import { PublishError } from "../../errors";
import type { ReleaseFields } from "../../model/release";
import type { Repository } from "./repository";
import { TagWire } from "./wire";

/** A tag or branch as a path: each segment encoded, slashes kept. */
const refPath = (name: string): string => name.split("/").map(encodeURIComponent).join("/");

/** Commit of a tag in git, annotated ones resolved; `undefined` when there is none of exactly this name. */
export async function tagCommit({ api, path, clock, tagsSeen }: Repository, tag: string): Promise<string | undefined> {
  const doing = `looking for the tag ${tag}`;
  const answer = await api.call({ doing, method: "GET", at: `${path}/tags/${refPath(tag)}`, accept: [200, 404] });
  if (answer.status === 404) return undefined;
  const { name, commit } = api.decode(TagWire, answer);
  if (name !== tag) return undefined;
  if (!tagsSeen.has(tag)) tagsSeen.set(tag, clock.now());
  return commit.sha;
}

/**
 * Looks whether the commit is there on which a tag is to be made. A draft takes any, and its publication is refused
 * without a word when all files are there.
 *
 * @throws PublishError when the server does not know it.
 */
export async function checkTarget(
  repository: Repository,
  { tag, target }: { readonly tag: string; readonly target: string },
): Promise<void> {
  // What git writes otherwise, such as main~1, the server resolves when it makes the tag.
  if (repository.commits.has(target) || target.startsWith("refs/") || /[~^:@{}\\\s]/.test(target)) return;
  const { api, path } = repository;
  const isCommit = /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(target);
  const doing = `looking for ${isCommit ? "the commit " : ""}${target}`;
  // It takes any ref, but no slash in one where a proxy decodes the path.
  const nested = target.includes("/");
  const at = nested ? `${path}/branches/${refPath(target)}` : `${path}/git/commits/${encodeURIComponent(target)}`;
  const query = nested ? {} : WITHOUT_EXTRAS;
  const answer = await api.call({ doing, method: "GET", at, query, accept: [200, 403, 404, 422] });
  if (answer.status === 200 || answer.status === 403 || (answer.status === 422 && !isCommit)) return;
  if (nested && (await tagCommit(repository, target)) !== undefined) return;
  throw new PublishError({
    what: `The tag ${tag} cannot be made: ${isCommit ? "its commit " : ""}${target} is not in the repository.`,
    said: `${answer.request} answered ${answer.status}.`,
    hint: "Push the commit first, or set target_commitish to a branch or a commit that the server has. A token that may not read the code sees no commit either.",
  });
}

/** Left out of the answer for a commit: it can be large. */
export const WITHOUT_EXTRAS = { stat: "false", verification: "false", files: "false" };

/**
 * Makes an annotated tag before its release: the request that publishes a draft takes no message. One that is there
 * by now stays as it is.
 */
export async function annotate(
  repository: Repository,
  { tag, target, tagMessage }: Pick<ReleaseFields, "tag" | "target" | "tagMessage">,
): Promise<void> {
  const { api, path, annotated, log } = repository;
  const doing = `making the annotated tag ${tag}`;
  const answer = await api.call({
    doing,
    method: "POST",
    at: `${path}/tags`,
    json: { tag_name: tag, target, message: tagMessage },
    accept: [201, 409],
    // A second request for a tag that was made after all is answered with 409.
    recover: () => Promise.resolve(undefined),
  });
  annotated.add(tag);
  if (answer.status === 201) log.info(`made the annotated tag ${tag}`);
  else if ((await tagCommit(repository, tag)) === undefined)
    log.notice(
      `The tag ${tag} will have no message: the server keeps its name for a draft, also for one that was deleted. Push the tag first to have one (tag_message).`,
    );
}
