import { addTag, encodeSegments, json, sha1, tagCommit, type Commit } from "../kernel";
import { emptyRepository, notFound, paged, readFields, unprocessable } from "./fields";
import type { Repo, RepositoryCall, RepositoryHandler, RepositoryRoute, TagObject } from "./state";

/** Who is not told. */
export const TAGGER = { name: "octocat", email: "octocat@example.com" };

function tagObjectJson(call: RepositoryCall, object: TagObject): Record<string, unknown> {
  const git = `${call.world.bases.api}/repos/${call.repo.path}/git`;
  const kind = object.target.type === "tag" ? "tags" : "commits";
  return {
    node_id: `TA_${object.sha}`,
    tag: object.tag,
    sha: object.sha,
    url: `${git}/tags/${object.sha}`,
    message: object.message,
    tagger: object.tagger,
    object: { ...object.target, url: `${git}/${kind}/${object.target.sha}` },
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
}

const getTagObject: RepositoryHandler = (call) => {
  const object = call.repo.tagObjects.get(call.params.sha ?? "");
  return object ? json(200, tagObjectJson(call, object)) : notFound();
};

/** Makes the object only: a ref to its sha is a second call (reference 9). */
const createTagObject: RepositoryHandler = async (call) => {
  const table = { tag: "string", message: "string", object: "string", type: "string", tagger: "object" } as const;
  const fields = await readFields(call, table, ["tag", "message", "object", "type"]);
  const { tag, message, object: sha } = fields;
  if (!peel(call.repo, sha)) return unprocessable("Object does not exist");
  const type = call.repo.tagObjects.has(sha) ? "tag" : "commit";
  if (fields.type !== type) return unprocessable(`Object ${sha} is a ${type}`);
  const tagger = { ...TAGGER, date: call.world.now(), ...fields.tagger };
  const object = addTagObject(call.repo, { tag, message, target: { sha, type }, tagger });
  const body = tagObjectJson(call, object);
  return json(201, body, { location: String(body.url) });
};

const listTags: RepositoryHandler = (call) => {
  const repoUrl = `${call.world.bases.api}/repos/${call.repo.path}`;
  const names = [...call.repo.tags.keys()].sort().reverse();
  return paged(call, names, (name) => {
    const sha = tagCommit(call.repo, name)?.sha ?? "";
    const encoded = encodeSegments(name);
    return {
      name,
      zipball_url: `${repoUrl}/zipball/refs/tags/${encoded}`,
      tarball_url: `${repoUrl}/tarball/refs/tags/${encoded}`,
      commit: { sha, url: `${repoUrl}/commits/${sha}` },
      node_id: `REF_${Buffer.from(name).toString("base64url")}`,
    };
  });
};

/** Every git route answers 409 on an empty repository (reference 4). */
export const gitRoute = (
  method: RepositoryRoute["method"],
  path: string,
  handler: RepositoryHandler,
): RepositoryRoute => ({
  ...{ method, path, need: method === "GET" ? "read" : "write" },
  handler: (call) => (call.repo.branches.size === 0 ? emptyRepository() : handler(call)),
  exists: (dialect) => dialect.fullApi,
});

export const tagRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "/tags", need: "read", handler: listTags, exists: (dialect) => dialect.fullApi },
  gitRoute("GET", "/git/tags/:sha", getTagObject),
  gitRoute("POST", "/git/tags", createTagObject),
];

export function addTagObject(repo: Repo, fields: Omit<TagObject, "sha">, known?: string): TagObject {
  const object = { ...fields, sha: known ?? sha1("tag", repo.id, repo.tagObjects.size, fields) };
  repo.tagObjects.set(object.sha, object);
  return object;
}

/** Follows annotated tags to the commit; undefined for an unknown object. */
export function peel(repo: Repo, sha: string): Commit | undefined {
  const object = repo.tagObjects.get(sha);
  return object ? peel(repo, object.target.sha) : repo.commits.get(sha);
}

/** Sha of `heads/x` or `tags/x`: of a commit, or of a tag object. */
export function readRef(repo: Repo, ref: string): string | undefined {
  const [, kind, name = ""] = /^(heads|tags)\/(.+)$/s.exec(ref) ?? [];
  return kind === "heads" ? repo.branches.get(name) : kind === "tags" ? repo.tags.get(name)?.sha : undefined;
}

export function writeRef(repo: Repo, ref: string, sha: string): void {
  const [, kind, name = ""] = /^(heads|tags)\/(.+)$/s.exec(ref) ?? [];
  const commit = peel(repo, sha);
  if (kind === "heads") repo.branches.set(name, sha);
  else if (commit) repo.tags.set(name, { ...addTag(repo, name, { commit: commit.sha }), sha });
}

/** What the last commit up to this one did to `.github/workflows/`: two commits with equal lists agree there. */
function workflowsOf(repo: Repo, sha: string | undefined): string {
  const touched: string[] = [];
  for (let at = sha; at !== undefined; at = repo.commits.get(at)?.parent) {
    if (repo.workflowChanges.has(at)) touched.push(at);
  }
  return touched.join();
}

export const changesWorkflows = (repo: Repo, commit: Commit): boolean =>
  workflowsOf(repo, commit.sha) !== workflowsOf(repo, repo.branches.get(repo.defaultBranch));
