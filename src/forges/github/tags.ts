import type { NotesRange } from "../../model/release";
import { stableOf, tagPath } from "./find";
import { type Repository, releasePages } from "./repository";
import { NotesWire, RefWire, ReleaseWire } from "./wire";

/** Annotated tags may point to annotated tags; this many are followed. */
const DEEPEST_TAG = 5;

/** Commit of a tag; `undefined` when it does not exist, or the host has no such route. */
export async function tagCommit(repository: Repository, tag: string): Promise<string | undefined> {
  const doing = `looking for the tag ${tag}`;
  let at = `${repository.path}/git/ref/tags/${tagPath(tag)}`;
  for (let depth = 0; depth < DEEPEST_TAG; depth++) {
    // 409 is an empty repository: no tag in it.
    const answer = await repository.ask({ doing, method: "GET", at, accept: [200, 404, 409] });
    if (answer.status !== 200) return undefined;
    const { sha, type } = repository.api.decode(RefWire, answer).object;
    if (type !== "tag") return sha;
    at = `${repository.path}/git/tags/${encodeURIComponent(sha)}`;
  }
  return undefined;
}

/** Tag of the release marked latest; `undefined` when there is none, or the host has no such route. */
export async function latestTag(repository: Repository): Promise<string | undefined> {
  const at = `${repository.path}/releases/latest`;
  const answer = await repository.ask({
    doing: "looking for the latest release",
    method: "GET",
    at,
    accept: [200, 404],
  });
  return answer.status === 200 ? repository.api.decode(ReleaseWire, answer).tag_name : undefined;
}

/** Tags of published stable releases, of the first page. */
export async function stableTags(repository: Repository): Promise<string[]> {
  for await (const page of releasePages(repository, "looking for higher versions")) return stableOf(page);
  return [];
}

/** Tags of all published releases, in the list's order. */
export async function releaseTags(repository: Repository): Promise<string[]> {
  const tags: string[] = [];
  for await (const page of releasePages(repository, "looking for the previous release")) {
    tags.push(...page.filter(({ draft }) => !draft).map(({ tag_name }) => tag_name));
  }
  return tags;
}

/**
 * Notes as GitHub writes them; nothing is saved by asking for them. `undefined` where the host has no such route:
 * compatible hosts do not say so before they are asked.
 */
export async function generateNotes(repository: Repository, range: NotesRange): Promise<string | undefined> {
  const doing = `generating the notes of ${range.tag}`;
  const answer = await repository.api.call({
    doing,
    method: "POST",
    at: `${repository.path}/releases/generate-notes`,
    json: {
      tag_name: range.tag,
      ...(range.target === undefined ? {} : { target_commitish: range.target }),
      ...(range.previousTag === undefined ? {} : { previous_tag_name: range.previousTag }),
    },
    // Only where the server's version is not known can 404 mean that there is no such route.
    accept: repository.serverVersion() === undefined && !repository.isCloud ? [200, 404] : [200],
    // Asking twice does no harm: there is nothing to look for before it.
    recover: () => Promise.resolve(undefined),
  });
  return answer.status === 200 ? repository.api.decode(NotesWire, answer).body : undefined;
}
