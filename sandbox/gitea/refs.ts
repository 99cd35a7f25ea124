import { json, nameOf, ownerOf, refsOf, type Answer, type Commit } from "../kernel";
import { canWrite, levelOf, notFound, problem } from "./access";
import { apiUrl, repositoryUrl, userJson } from "./json";
import { resolve } from "./publish";
import type { RepositoryCall, RepositoryRoute } from "./state";

/** Always an array, of everything that begins so: `v1` finds `v10` as well (reference 7). */
function listRefs(call: RepositoryCall): Answer {
  const base = apiUrl(call.world, call.repo);
  const found = refsOf(call.repo).filter(({ ref }) => ref.startsWith(`refs/${call.params.filter ?? ""}`));
  if (found.length === 0) return notFound(call.world);
  const told = found.map(({ ref, sha, type }) => {
    const object = { type, sha, url: `${base}/git/${type}s/${sha}` };
    return { ref, url: `${base}/git/${ref}`, object };
  });
  return json(200, told);
}

function getTagObject(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const tag = [...repo.tags.values()].find(({ sha, commit }) => sha === call.params.sha && sha !== commit);
  if (!tag) return problem(world, 400, "object does not exist or is no annotated tag");
  const base = apiUrl(world, repo);
  const object = { type: "commit", sha: tag.commit, url: `${base}/git/commits/${tag.commit}` };
  const { name, sha, message = "" } = tag;
  return json(200, { tag: name, sha, url: `${base}/git/tags/${sha}`, message, object });
}

const commitJson = (call: RepositoryCall, commit: Commit): Record<string, unknown> => ({
  url: `${apiUrl(call.world, call.repo)}/git/commits/${commit.sha}`,
  sha: commit.sha,
  created: commit.date,
  commit: { message: commit.message },
  parents: commit.parent === undefined ? [] : [{ sha: commit.parent }],
});

/** Whatever git resolves: a branch or a tag as well. What it does not is named in the refusal (second table). */
function getCommit(call: RepositoryCall): Answer {
  const ref = call.params.sha ?? "";
  if (/\.\.|[ ~^:?*[\\]/.test(ref)) return problem(call.world, 422, `no valid ref or sha: ${ref}`);
  const commit = resolve(call.repo, ref);
  if (commit) return json(200, commitJson(call, commit));
  return notFound(call.world, call.world.dialect.sizeLimit ? `commit doesn't exist: ${ref}` : ref);
}

function getBranch(call: RepositoryCall): Answer {
  const name = call.params.branch ?? "";
  const commit = call.repo.commits.get(call.repo.branches.get(name) ?? "");
  if (!commit) return notFound(call.world);
  return json(200, { name, commit: { id: commit.sha, message: commit.message, timestamp: commit.date } });
}

function getRepository({ world, repo, token }: RepositoryCall): Answer {
  return json(200, {
    id: repo.id,
    owner: userJson(world, ownerOf(repo)),
    name: nameOf(repo),
    full_name: repo.path,
    private: repo.private,
    empty: repo.commits.size === 0,
    archived: repo.rules.archived,
    default_branch: repo.defaultBranch,
    updated_at: repo.updatedAt,
    has_releases: repo.rules.releases,
    html_url: repositoryUrl(world, repo),
    url: apiUrl(world, repo),
    permissions: { admin: levelOf(token, repo, "code") > 2, push: canWrite(token, repo, "code"), pull: true },
  });
}

const unit = "code";

/** There is no way to write a ref here (reference 7). */
export const refRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "", unit, handler: getRepository },
  { method: "GET", path: "/git/refs", unit, handler: listRefs },
  { method: "GET", path: "/git/refs/*filter", unit, handler: listRefs },
  { method: "GET", path: "/git/tags/:sha", unit, handler: getTagObject },
  { method: "GET", path: "/git/commits/:sha", unit, handler: getCommit },
  { method: "GET", path: "/branches/*branch", unit, handler: getBranch },
];
