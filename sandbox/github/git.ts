import { createHash } from "node:crypto";
import { shortDate, type Commit, type RepositoryState, type TagObject } from "./state";

export interface CommitOptions {
  /** Default: the default branch. A branch that does not exist starts at the default branch's head. */
  readonly branch?: string;
  /** The commit touches `.github/workflows/` (reference 8). */
  readonly workflowChange?: boolean;
  /** ISO date; default: one hour after the parent. */
  readonly date?: string;
}

const FIRST_COMMIT = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

const sha1 = (...parts: readonly unknown[]): string => createHash("sha1").update(JSON.stringify(parts)).digest("hex");

export function addCommit(repo: RepositoryState, message: string, options: CommitOptions = {}): string {
  const branch = options.branch ?? repo.defaultBranch;
  const parent = repo.commits.get(repo.branches.get(branch) ?? repo.branches.get(repo.defaultBranch) ?? "");
  const date = options.date ?? shortDate(parent ? Date.parse(parent.date) + HOUR : FIRST_COMMIT);
  const sha = sha1(repo.id, message, date, parent?.sha, repo.commits.size);
  const inherited = parent?.workflows ?? [];
  const workflows = options.workflowChange ? [...inherited, sha] : inherited;
  repo.commits.set(sha, { sha, message, date, parent: parent?.sha, workflows });
  repo.branches.set(branch, sha);
  return sha;
}

export function addTagObject(repo: RepositoryState, fields: Omit<TagObject, "sha">): TagObject {
  const object = { ...fields, sha: sha1("tag", repo.id, repo.tagObjects.size, fields) };
  repo.tagObjects.set(object.sha, object);
  return object;
}

/** Follows annotated tags to the commit; undefined for an unknown object. */
export function peel(repo: RepositoryState, sha: string): Commit | undefined {
  const object = repo.tagObjects.get(sha);
  return object ? peel(repo, object.target.sha) : repo.commits.get(sha);
}

export function tagCommit(repo: RepositoryState, tag: string): Commit | undefined {
  const sha = repo.tags.get(tag);
  return sha === undefined ? undefined : peel(repo, sha);
}

/** Branch name or full commit sha, nothing else: no tag, no short sha, no HEAD (422 catalogue). */
export function resolveTarget(repo: RepositoryState, target: string): Commit | undefined {
  return repo.commits.get(repo.branches.get(target) ?? target);
}

export function isAncestor(repo: RepositoryState, ancestor: string, sha: string): boolean {
  for (let at: string | undefined = sha; at !== undefined; at = repo.commits.get(at)?.parent) {
    if (at === ancestor) return true;
  }
  return false;
}

export function changesWorkflows(repo: RepositoryState, commit: Commit): boolean {
  const head = repo.commits.get(repo.branches.get(repo.defaultBranch) ?? "");
  return commit.workflows.join() !== (head?.workflows ?? []).join();
}

const FORBIDDEN = new Set(Array.from(" ~^:?*[\\"));

/** The rules of git check-ref-format that matter for a tag name. */
export function isTagName(name: string): boolean {
  const printable = Array.from(name).every((char) => char > " " && char !== "\u007f" && !FORBIDDEN.has(char));
  const parts = name.split("/");
  const tidy = parts.every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
  return printable && tidy && !name.includes("..") && !name.includes("@{") && !name.endsWith(".") && name !== "@";
}
