import type { Decoded } from "../../http";
import type { Repository } from "./repository";
import { ReleaseWire, TagWire, TagsWire } from "./wire";

/** Tag of the release marked latest; `undefined` when there is none. */
export async function latestTag({ api, path, known }: Repository): Promise<string | undefined> {
  if (known.latest !== undefined) return known.latest.tag;
  const doing = "looking for the latest release";
  const answer = await api.call({ doing, method: "GET", at: `${path}/releases/latest`, accept: [200, 404] });
  return answer.status === 200 ? api.decode(ReleaseWire, answer).tag_name : undefined;
}

/**
 * Commit of a tag; `undefined` when it does not exist, or when the server cannot say, which `known.tagless` tells apart.
 * The routes are used by public clients and are not in the forge's own list for releases, so a 404 is looked into.
 */
export async function tagCommit(repository: Repository, tag: string): Promise<string | undefined> {
  const { api, path, known } = repository;
  const at = `${path}/git/tags/${encodeURIComponent(tag)}`;
  const doing = `looking for the tag ${tag}`;
  const answer = await api.call({ doing, method: "GET", at, accept: [200, 404] });
  const found = answer.status === 200 ? api.decode(TagWire, answer) : await listedTag(repository, tag, doing);
  if (found === undefined) return undefined;
  const commit = commitOf(found);
  known.tagless ||= commit === undefined;
  return commit;
}

/** Says of a 404 whether the tag is missing or the route is; and whether the route only misread a tag with a slash. */
async function listedTag(
  repository: Repository,
  tag: string,
  doing: string,
): Promise<Decoded<typeof TagWire> | undefined> {
  const { api, path, known } = repository;
  const first = { doing, method: "GET", at: `${path}/git/tags`, accept: [200, 404] } as const;
  const pages = repository.pages(first, (answer) => {
    known.tagless ||= answer.status === 404;
    return answer.status === 404 ? [] : api.decode(TagsWire, answer);
  });
  for await (const { entries } of pages) {
    const found = entries.find(({ name }) => name === tag);
    if (found !== undefined || !tag.includes("/")) return found;
  }
  return undefined;
}

function commitOf({ target, target_type, commit }: Decoded<typeof TagWire>): string | undefined {
  const sha = commit?.sha ?? "";
  if (sha !== "") return sha;
  return target_type === "commit" && target !== "" ? target : undefined;
}
