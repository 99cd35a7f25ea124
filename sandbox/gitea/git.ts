import { createHash } from "node:crypto";
import { now, seconds, type Commit, type RepositoryState, type Tag } from "./state";

export interface CommitOptions {
  /** Default: the default branch. A branch that does not exist starts at the default branch's head. */
  readonly branch?: string;
  /** ISO date; default: one hour after the parent. */
  readonly date?: string;
}

const FIRST_COMMIT = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

const sha1 = (...parts: readonly unknown[]): string => createHash("sha1").update(JSON.stringify(parts)).digest("hex");

export function addCommit(repo: RepositoryState, message: string, options: CommitOptions = {}): string {
  const branch = options.branch ?? repo.defaultBranch;
  const head = repo.branches.get(branch) ?? repo.branches.get(repo.defaultBranch);
  const parent = repo.commits.get(head ?? "");
  const date = options.date ?? seconds(parent ? Date.parse(parent.date) + HOUR : FIRST_COMMIT);
  const sha = sha1(repo.id, message, date, parent?.sha, repo.commits.size);
  repo.commits.set(sha, { sha, message, date, parent: parent?.sha });
  repo.branches.set(branch, sha);
  return sha;
}

export function addTag(repo: RepositoryState, name: string, commit: Commit, message = ""): Tag {
  const date = message === "" ? commit.date : now(repo);
  const sha = message === "" ? commit.sha : sha1("tag", repo.id, name, commit.sha, message);
  const tag = { name, commit: commit.sha, sha, message, date };
  repo.tags.set(name, tag);
  return tag;
}

export function tagCommit(repo: RepositoryState, name: string): Commit | undefined {
  return repo.commits.get(repo.tags.get(name)?.commit ?? "");
}

/** The least that git takes for an abbreviation. */
const SHORTEST_SHA = 4;

/** Anything git resolves: branch, tag, full or short sha (reference 5.1). */
export function resolveRef(repo: RepositoryState, ref: string): Commit | undefined {
  const name = ref.replace(/^refs\/(heads|tags)\//, "");
  const named = repo.tags.get(name)?.commit ?? repo.branches.get(name) ?? ref;
  const exact = repo.commits.get(named);
  if (exact || ref.length < SHORTEST_SHA || !/^[0-9a-f]+$/.test(ref)) return exact;
  const short = [...repo.commits.values()].filter(({ sha }) => sha.startsWith(ref));
  return short.length === 1 ? short[0] : undefined;
}

const FORBIDDEN = new Set(Array.from(" ~^:?*[\\"));

/** The rules of git check-ref-format that matter for a tag name; a leading dash is refused by git tag. */
export function isTagName(name: string): boolean {
  const printable = Array.from(name).every((char) => char > " " && char !== "\u007f" && !FORBIDDEN.has(char));
  const parts = name.split("/");
  const tidy = parts.every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
  const reserved = name === "@" || name.startsWith("-");
  return printable && tidy && !reserved && !name.includes("..") && !name.includes("@{") && !name.endsWith(".");
}
