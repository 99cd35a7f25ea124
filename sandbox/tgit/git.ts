import { createHash } from "node:crypto";
import { now, type Commit, type Release, type RepositoryState } from "./state";

export interface CommitOptions {
  /** Default: the default branch. A branch that does not exist starts at the default branch's head. */
  readonly branch?: string;
  /** ISO date; default: one hour after the parent. */
  readonly date?: string;
}

const FIRST_COMMIT = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

const sha1 = (...parts: readonly unknown[]): string => createHash("sha1").update(JSON.stringify(parts)).digest("hex");

export function addCommit(repository: RepositoryState, message: string, options: CommitOptions = {}): string {
  const branch = options.branch ?? repository.defaultBranch;
  const head = repository.branches.get(branch) ?? repository.branches.get(repository.defaultBranch);
  const parent = repository.commits.get(head ?? "");
  const date = options.date ?? new Date(parent ? Date.parse(parent.date) + HOUR : FIRST_COMMIT).toISOString();
  const sha = sha1(repository.id, message, date, parent?.sha, repository.commits.size);
  repository.commits.set(sha, { sha, message, date, parent: parent?.sha });
  repository.branches.set(branch, sha);
  return sha;
}

export interface TagSeed {
  readonly tag: string;
  readonly commit: string;
  readonly message?: string | undefined;
  readonly visibleFrom?: number;
}

/** A pushed tag: type `none`. */
export function addTag(repository: RepositoryState, seed: TagSeed): Release {
  const release: Release = {
    tag: seed.tag,
    commit: seed.commit,
    message: seed.message ?? null,
    type: "none",
    id: null,
    description: null,
    labels: [],
    author: null,
    createdAt: now(repository),
    updatedAt: null,
    attachments: [],
    visibleFrom: seed.visibleFrom ?? 0,
    releasedFrom: 0,
  };
  repository.tags.set(seed.tag, release);
  return release;
}

export const tagCommit = (repository: RepositoryState, name: string): Commit | undefined =>
  repository.commits.get(repository.tags.get(name)?.commit ?? "");

/** A whole sha, a branch or another tag by its bare name (reference 4, `start_point`); a short sha is not promised. */
export function resolve(repository: RepositoryState, point: string): Commit | undefined {
  const named = repository.branches.get(point) ?? repository.tags.get(point)?.commit ?? point;
  return repository.commits.get(named);
}

const FORBIDDEN = new Set(Array.from(" ~^:?*[\\"));

/** The rules of git check-ref-format that matter for a tag name. */
export function isTagName(name: string): boolean {
  const printable = Array.from(name).every((char) => char > " " && char !== "\u007f" && !FORBIDDEN.has(char));
  const tidy = name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
  const reserved = name === "HEAD" || name === "@" || name.startsWith("-") || name.startsWith("refs/");
  return printable && tidy && !reserved && !name.includes("..") && !name.includes("@{") && !name.endsWith(".");
}
