import { afterEach, beforeEach, expect } from "vitest";
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { type FilesFound, type FilesRequest, collectFiles } from "../../../src/request/files";

/** A folder of its own for each test, and the workspace in it. */
export let root = "";
export let base = "";

/** Gives every test of a file an empty workspace, with these files. */
export function workspace(...names: readonly string[]): void {
  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), "files-")));
    base = join(root, "work");
    await mkdir(base);
    await chmod(root, 0o755);
    await write(...names);
  });
  afterEach(() => rm(root, { recursive: true }));
}

async function place(name: string): Promise<string> {
  const path = join(base, name);
  await mkdir(dirname(path), { recursive: true });
  return path;
}

/** Files that hold their own names. */
export async function write(...names: readonly string[]): Promise<void> {
  for (const name of names) await writeFile(await place(name), name);
}

export async function link(target: string, name: string): Promise<void> {
  await symlink(target, await place(name));
}

export function collect(lines: readonly string[], more: Partial<FilesRequest> = {}): Promise<FilesFound> {
  const { signal } = new AbortController();
  const rules = { failOnUnmatched: true, preserveOrder: false, never: [], workspaces: [base] };
  return collectFiles({ lines, base, signal, ...rules, ...more });
}

export const pathsOf = ({ files }: FilesFound): string[] => files.map(({ path }) => path);

/** Paths of the files that lines give; what the lines are told is expected to be nothing. */
export async function paths(lines: readonly string[], more: Partial<FilesRequest> = {}): Promise<string[]> {
  const found = await collect(lines, more);
  expect({ problems: found.problems, notices: found.notices }).toEqual({ problems: [], notices: [] });
  return pathsOf(found);
}
