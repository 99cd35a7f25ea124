import { createHash } from "node:crypto";
import { now, type Commit, type ProjectState, type Tag } from "./state";

export interface CommitOptions {
  /** Default: the default branch. A branch that does not exist starts at the default branch's head. */
  readonly branch?: string;
  /** ISO date; default: one hour after the parent. */
  readonly date?: string;
}

const FIRST_COMMIT = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

const sha1 = (...parts: readonly unknown[]): string => createHash("sha1").update(JSON.stringify(parts)).digest("hex");

export function addCommit(project: ProjectState, message: string, options: CommitOptions = {}): string {
  const branch = options.branch ?? project.defaultBranch;
  const head = project.branches.get(branch) ?? project.branches.get(project.defaultBranch);
  const parent = project.commits.get(head ?? "");
  const date = options.date ?? new Date(parent ? Date.parse(parent.date) + HOUR : FIRST_COMMIT).toISOString();
  const sha = sha1(project.id, message, date, parent?.sha, project.commits.size);
  project.commits.set(sha, { sha, message, date, parent: parent?.sha });
  project.branches.set(branch, sha);
  return sha;
}

export function addTag(project: ProjectState, name: string, commit: string, message = ""): Tag {
  const tag = { name, commit, message, createdAt: now(project) };
  project.tags.set(name, tag);
  return tag;
}

export function tagCommit(project: ProjectState, name: string): Commit | undefined {
  return project.commits.get(project.tags.get(name)?.commit ?? "");
}

const SHORTEST_SHA = 7;

/** A sha (also a short one), a branch or another tag (reference 4.1, `ref`). */
export function resolveRef(project: ProjectState, ref: string): Commit | undefined {
  const name = ref.replace(/^refs\/(heads|tags)\//, "");
  const named = project.branches.get(name) ?? project.tags.get(name)?.commit ?? ref;
  const exact = project.commits.get(named);
  if (exact || ref.length < SHORTEST_SHA) return exact;
  const short = [...project.commits.values()].filter(({ sha }) => sha.startsWith(ref));
  return short.length === 1 ? short[0] : undefined;
}

/** Commits after `from` up to `to`, newest first. */
export function commitsBetween(project: ProjectState, from: string | undefined, to: Commit): Commit[] {
  const commits: Commit[] = [];
  for (let at: Commit | undefined = to; at && at.sha !== from; at = project.commits.get(at.parent ?? "")) {
    commits.push(at);
  }
  return commits;
}

const FORBIDDEN = new Set(Array.from(" ~^:?*[\\"));

/** The rules of git check-ref-format that matter for a tag name; GitLab also refuses HEAD and a leading dash. */
export function isTagName(name: string): boolean {
  const printable = Array.from(name).every((char) => char > " " && char !== "\u007f" && !FORBIDDEN.has(char));
  const parts = name.split("/");
  const tidy = parts.every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
  const reserved = name === "HEAD" || name === "@" || name.startsWith("-") || name.startsWith("refs/");
  return printable && tidy && !reserved && !name.includes("..") && !name.includes("@{") && !name.endsWith(".");
}
