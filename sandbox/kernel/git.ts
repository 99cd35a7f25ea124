import { createHash } from "node:crypto";
import type { Commit, RepositoryState, Tag } from "./state";

const FIRST_COMMIT = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

export const sha1 = (...parts: readonly unknown[]): string =>
  createHash("sha1").update(JSON.stringify(parts)).digest("hex");

/** One hour after its parent. @param at default: the default branch */
export function addCommit(repo: RepositoryState, message: string, { branch = repo.defaultBranch } = {}): string {
  const parent = repo.commits.get(repo.branches.get(branch) ?? repo.branches.get(repo.defaultBranch) ?? "");
  const date = repo.stamp(parent ? Date.parse(parent.date) + HOUR : FIRST_COMMIT);
  const sha = sha1(repo.id, message, date, parent?.sha, repo.commits.size);
  repo.commits.set(sha, { sha, message, date, parent: parent?.sha });
  repo.branches.set(branch, sha);
  return sha;
}

/** @param at `message` makes it an annotated one */
export function addTag(
  repo: RepositoryState,
  name: string,
  at: { readonly commit: string; readonly message?: string | undefined; readonly sha?: string | undefined },
): Tag {
  const { commit, message } = at;
  const tag: Tag =
    message === undefined
      ? { name, commit, sha: commit, message, date: repo.commits.get(commit)?.date ?? "" }
      : { name, commit, sha: at.sha ?? sha1("tag", repo.id, name, commit, message), message, date: repo.now() };
  repo.tags.set(name, tag);
  return tag;
}

export const tagCommit = (repo: RepositoryState, name: string): Commit | undefined =>
  repo.commits.get(repo.tags.get(name)?.commit ?? "");

/** Every branch and every tag by its whole name; of an annotated tag the object. */
export const refsOf = (repo: RepositoryState) => [
  ...[...repo.branches].map(([name, sha]) => ({ ref: `refs/heads/${name}`, sha, type: "commit" })),
  ...[...repo.tags.values()].map(({ name, sha, commit }) => ({
    ...{ ref: `refs/tags/${name}`, sha, type: sha === commit ? "commit" : "tag" },
  })),
];

interface Takes {
  readonly tags?: boolean;
  /** Names that begin with `refs/heads/` or `refs/tags/`. */
  readonly fullRefs?: boolean;
  /** Least digits of a short sha. */
  readonly shortSha?: number;
}

/** Commit of a branch or of a full sha, and of what else the forge takes for the name of one. */
export function resolveRef(repo: RepositoryState, ref: string, takes: Takes = {}): Commit | undefined {
  const name = takes.fullRefs ? ref.replace(/^refs\/(heads|tags)\//, "") : ref;
  const tagged = takes.tags ? repo.tags.get(name)?.commit : undefined;
  const exact = repo.commits.get(repo.branches.get(name) ?? tagged ?? ref);
  if (exact || ref.length < (takes.shortSha ?? Infinity) || !/^[0-9a-f]+$/.test(ref)) return exact;
  const short = [...repo.commits.values()].filter(({ sha }) => sha.startsWith(ref));
  return short.length === 1 ? short[0] : undefined;
}

/** Commits after `from` up to `to`, newest first. */
export function commitsBetween(repo: RepositoryState, from: string | undefined, to: Commit): Commit[] {
  const commits: Commit[] = [];
  for (let at: Commit | undefined = to; at && at.sha !== from; at = repo.commits.get(at.parent ?? "")) commits.push(at);
  return commits;
}

export function isAncestor(repo: RepositoryState, ancestor: string, sha: string): boolean {
  for (let at: string | undefined = sha; at !== undefined; at = repo.commits.get(at)?.parent) {
    if (at === ancestor) return true;
  }
  return false;
}

const FORBIDDEN = new Set(Array.from(" ~^:?*[\\"));

/** The rules of git check-ref-format that matter for a tag name, and of git tag, which refuses a leading dash. */
export function isTagName(name: string): boolean {
  const printable = Array.from(name).every((char) => char > " " && char !== "\u007f" && !FORBIDDEN.has(char));
  const parts = name.split("/");
  const tidy = parts.every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
  return printable && tidy && name !== "@" && !name.startsWith("-") && !/\.\.|@\{|\.$/.test(name);
}

/** Names that some forges refuse although git takes them. */
export const isReserved = (name: string): boolean => name === "HEAD" || name.startsWith("refs/");

/** Whether a name fits a wildcard such as `v*`. */
export const fitsWildcard = (wildcard: string, name: string): boolean =>
  new RegExp(`^${wildcard.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(name);
