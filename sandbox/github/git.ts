import { addTag, resolveRef, sha1, tagCommit } from "../kernel/git";
import type { Commit } from "../kernel/state";
import type { Repo, TagObject } from "./state";

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

/** Branch name or full commit sha, nothing else: no tag, no short sha, no HEAD (422 catalogue). */
export const resolveTarget = (repo: Repo, target: string): Commit | undefined => resolveRef(repo, target);

export { tagCommit };
