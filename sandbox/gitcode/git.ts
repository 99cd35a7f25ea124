import { createHash } from "node:crypto";
import { Refusal } from "./answers";
import type { Commit, RepositoryState, Tag } from "./state";

export interface CommitOptions {
  /** Default: the default branch. A branch that does not exist starts at the default branch's head. */
  readonly branch?: string;
  /** ISO date. */
  readonly date?: string;
}

const FIRST_COMMIT = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

export function addCommit(repo: RepositoryState, message: string, options: CommitOptions = {}): string {
  const { size } = repo.commits;
  const date = options.date ?? new Date(FIRST_COMMIT + size * HOUR).toISOString();
  const sha = createHash("sha1")
    .update(JSON.stringify([repo.id, size, message, date]))
    .digest("hex");
  repo.commits.set(sha, { sha, message, date });
  repo.branches.set(options.branch ?? repo.defaultBranch, sha);
  return sha;
}

export function addTag(repo: RepositoryState, name: string, commit: string, message = ""): Tag {
  const tag = { name, commit, message };
  repo.tags.set(name, tag);
  return tag;
}

/** A branch or a whole sha, as the parameters of both writing routes are described (4); nothing shorter. */
export const resolveTarget = (repo: RepositoryState, target: string): Commit | undefined =>
  repo.commits.get(repo.branches.get(target) ?? target);

const FORBIDDEN = new Set(Array.from(" ~^:?*[\\"));

/** The rules of git check-ref-format that matter for a tag name. */
export function isTagName(name: string): boolean {
  const printable = Array.from(name).every((char) => char > " " && char !== "\u007f" && !FORBIDDEN.has(char));
  const tidy = name
    .split("/")
    .every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock") && !part.endsWith("."));
  return printable && tidy && !name.startsWith("-") && !name.includes("..") && !name.includes("@{") && name !== "@";
}

/** A tag that is there never moves; a missing one is made at the target, else at the default branch's tip (4, 7). */
export function ensureTag(repo: RepositoryState, name: string, target: string | undefined): Tag {
  const known = repo.tags.get(name);
  if (known) return known;
  const commit = resolveTarget(repo, target ?? repo.defaultBranch);
  if (!commit) throw new Refusal(422, `target_commitish ${target ?? repo.defaultBranch} is invalid`);
  return addTag(repo, name, commit.sha);
}
