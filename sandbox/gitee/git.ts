import { createHash } from "node:crypto";
import { timestamp, type Commit, type RepositoryState, type Tag } from "./state";

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
  const date = options.date ?? timestamp(parent ? Date.parse(parent.date) + HOUR : FIRST_COMMIT);
  const sha = sha1(repository.id, message, date, parent?.sha, repository.commits.size);
  repository.commits.set(sha, { sha, message, date, parent: parent?.sha });
  repository.branches.set(branch, sha);
  return sha;
}

export function addTag(repository: RepositoryState, name: string, commit: string, message = ""): Tag {
  const tag = { name, commit, message };
  repository.tags.set(name, tag);
  return tag;
}

/** A branch or a full sha, nothing else: no short sha and no tag (4, `target_commitish`). */
export function resolveTarget(repository: RepositoryState, target: string): Commit | undefined {
  return repository.commits.get(repository.branches.get(target) ?? target);
}

const FORBIDDEN = new Set(Array.from(" ~^:?*[\\"));

/** The rules of git check-ref-format that matter for a tag name. */
export function isTagName(name: string): boolean {
  const printable = Array.from(name).every((char) => char > " " && char !== "\u007f" && !FORBIDDEN.has(char));
  const parts = name.split("/");
  const tidy = parts.every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
  const reserved = name === "HEAD" || name === "@" || name.startsWith("-") || name.startsWith("refs/");
  return printable && tidy && !reserved && !name.includes("..") && !name.includes("@{") && !name.endsWith(".");
}
