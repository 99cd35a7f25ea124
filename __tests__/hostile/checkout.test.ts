import { describe, expect, it } from "vitest";
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { INPUT_LIST } from "../../src/request/inputs";
import { gitIn } from "../ci/git-stage";
import type { Env, Options } from "../doors/bundle";
import { type Scene, FORGES, INTERNAL, scene } from "./stage";

// A checkout whose every part asks for a program to be run. Nothing that it says is.

/** Debian's strace, where the system lets it watch a process. Without it only what was left behind is looked at. */
const WATCHES = spawnSync("strace", ["-f", "-e", "trace=execve", "-o", "/dev/null", "true"]).status === 0;

/** Runs the bundle under strace; gives every program that was started. */
function watched(at: Scene): { readonly options: Options; readonly started: () => string[] } {
  const log = join(at.workspace.folder, "../execve.log");
  return {
    options: {
      process: {
        why: "what it starts is watched",
        ...(WATCHES && { under: ["strace", "-f", "-qq", "-e", "trace=execve", "-o", log] }),
      },
    },
    started: () =>
      (WATCHES ? [...readFileSync(log, "utf8").matchAll(/execve\("([^"]*)"/g)] : []).map(([, path]) => path ?? ""),
  };
}

/** Words that leave a file behind, wherever git or a shell takes them for a command. */
const marking = (at: Scene): string => `touch ${mark(at)}`;
const mark = (at: Scene): string => join(at.workspace.folder, "../was-run");

function write(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, mode);
}

const HOOKS = ["post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"];

/** All that a configuration can have run, for a repository whose objects are elsewhere. */
function arm(at: Scene, git: string): void {
  const command = marking(at);
  for (const hook of HOOKS) write(join(git, "hooks", hook), `#!/bin/sh\n${command}\n`, 0o755);
  appendFileSync(
    join(git, "config"),
    [
      "[core]\n  repositoryformatversion = 1",
      ...["sshCommand", "fsmonitor", "pager", "editor", "gitProxy", "askPass"].map((key) => `  ${key} = "${command};"`),
      "[extensions]\n  partialClone = origin",
      `[remote "origin"]\n  url = ssh://x.invalid/x\n  promisor = true\n  uploadpack = "${command};"`,
      `[remote "other"]\n  url = ext::sh -c ${command}`,
      `[remote "own"]\n  url = git@alias:${at.repo.name}.git`,
      `[credential]\n  helper = "!${command}"`,
      `[alias]\n  rev-parse = "!${command}"\n  remote = "!${command}"`,
      `[include]\n  path = ../evil.config`,
      `[url "ext::sh -c ${command}"]\n  insteadOf = https://`,
      `[filter "x"]\n  clean = "${command}"\n  smudge = "${command}"\n  process = "${command}"`,
      `[gpg]\n  program = "${command}"`,
      "",
    ].join("\n"),
  );
}

/** A checkout at a commit whose objects are only promised, with a bare repository among its files. */
function hostile(at: Scene): void {
  const { folder } = at.workspace;
  // Where nothing else tells the commit, the checkout is believed.
  const built = (at.repo.remote && at.repo.tagCommit("v1.0.0")) ?? "c0ffee12".repeat(5);
  gitIn(folder, "init", "--quiet");
  write(join(folder, ".git/refs/heads/main"), `${built}\n`);
  write(join(folder, ".git/refs/tags/v1.0.0"), `${"decade12".repeat(5)}\n`);
  write(join(folder, ".gitattributes"), "* filter=x diff=x merge=x\n");
  arm(at, join(folder, ".git"));
  gitIn(folder, "init", "--quiet", "--bare", "lib");
  write(join(folder, "lib/HEAD"), `${built}\n`);
  arm(at, join(folder, "lib"));
  write(join(folder, "lib/a.txt"), "alpha");
}

/** Variables that make git run something, or look elsewhere. */
const variables = (at: Scene): Env => ({
  GIT_SSH_COMMAND: marking(at),
  GIT_EXTERNAL_DIFF: marking(at),
  GIT_ASKPASS: mark(at),
  GIT_PAGER: marking(at),
  GIT_DIR: join(at.workspace.folder, "lib"),
  GIT_WORK_TREE: at.workspace.folder,
  GIT_CONFIG_COUNT: "2",
  GIT_CONFIG_KEY_0: "safe.directory",
  GIT_CONFIG_VALUE_0: "*",
  GIT_CONFIG_KEY_1: "core.fsmonitor",
  GIT_CONFIG_VALUE_1: marking(at),
  GIT_CONFIG_GLOBAL: join(at.workspace.folder, "lib/config"),
  GIT_TRACE: "1",
});

const onPosix = process.platform === "win32" ? describe.skip : describe;

onPosix(`in a hostile checkout (${WATCHES ? "watched by strace" : "strace is not here or may not watch"})`, () => {
  it("git itself would run what it says", async () => {
    const [, subject] = FORGES[0] ?? [];
    if (subject === undefined) return;
    const at = await scene(subject);
    hostile(at);
    const env = { PATH: process.env.PATH, HOME: at.workspace.folder, GIT_SSH_COMMAND: marking(at) };
    expect(() =>
      execFileSync("git", ["cat-file", "-p", "HEAD"], {
        cwd: at.workspace.folder,
        env,
        stdio: "ignore",
      }),
    ).toThrow();
    expect(existsSync(mark(at))).toBe(true);
  });

  it.each(FORGES)("%s is published to by node alone", async (_, subject) => {
    const at = await scene(subject);
    hostile(at);
    for (const inputs of [{ files: "a.txt" }, { working_directory: "lib", files: "a.txt", tag_name: "v1.0.0" }]) {
      const watch = watched(at);
      const ran = await at.publish(inputs, variables(at), watch.options);
      expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("1 file: 1 ")]);
      expect(ran.log).not.toContain("it says nothing about the commit");
      expect(existsSync(mark(at))).toBe(false);
      expect(watch.started().filter((path) => path !== process.execPath)).toEqual([]);
      expect(watch.started()).toHaveLength(WATCHES ? 1 : 0);
    }
    expect(at.repo.releases()).toMatchObject([{ tag: "v1.0.0", draft: false, assets: [{ name: "a.txt" }] }]);
  });

  it("a command without a tag, a repository or a forge runs nothing either", async () => {
    const [, subject] = FORGES[0] ?? [];
    if (subject === undefined) return;
    const at = await scene(subject);
    hostile(at);
    for (const cwd of [at.workspace.folder, join(at.workspace.folder, "lib")]) {
      const watch = watched(at);
      const ran = await at.workspace.command(["a.txt"], variables(at), { cwd, ...watch.options });
      expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("No tag was given")]);
      expect(ran.log).not.toMatch(INTERNAL);
      expect(existsSync(mark(at))).toBe(false);
      expect(watch.started().filter((path) => path !== process.execPath)).toEqual([]);
    }
  });
});

/** A value for every input that says something: a new input has to have one, too. */
const VALUES: Readonly<Record<string, string>> = {
  files: "*.txt\na.zip#A\nb.zip#B\n!no.txt\nc.bin => d.bin",
  tag_name: "v2.0.0",
  language: "en",
  name: "Two $(touch was-run) `touch was-run`",
  body: "; touch was-run",
  body_path: "NOTES.md",
  generate_release_notes: "true",
  draft: "false",
  prerelease: "false",
  body_mode: "append",
  previous_tag: "v1.0.0",
  verify_tag: "false",
  allow_tag_mismatch: "true",
  make_latest: "true",
  discussion_category_name: "Announcements",
  tag_message: "Two",
  milestones: "M1",
  links: "docs=https://docs.example.com/",
  package_name: "app",
  on_unsupported: "warn",
  working_directory: ".",
  fail_on_unmatched_files: "true",
  overwrite_files: "true",
  oversized_files: "skip",
  wait_for_tag: "0",
  push_tag: "false",
  floating_tags: "false",
  preserve_order: "true",
  allow_insecure_http: "true",
  dry_run: "false",
  concurrency: "2",
  retries: "1",
  retry_delay: "0.01",
  max_wait: "5",
  stall_timeout: "5",
  outputs_file: "out.json",
  changelog_path: "CHANGES.md",
  notes_from_tag: "false",
  notes_config: ".github/release.yml",
  labels: "$(touch was-run)",
  released_at: "2026-01-02",
  checksums: "SHA256SUMS",
  verify: "true",
  expect_files: "2",
  prune_files: "old-*",
  prune_age: "0",
};

/** Those that the scene gives, or that need what only a second run has. */
const GIVEN = [
  "token",
  "job_token",
  "forge",
  "repository",
  "server_url",
  "api_url",
  "targets",
  "target_commitish",
  "release_id",
  "ca_file",
];

onPosix("every input", () => {
  it("has a value here", () => {
    const names = INPUT_LIST.map(([name]) => name);
    expect(names.filter((name) => !(name in VALUES) && !GIVEN.includes(name))).toEqual([]);
  });

  const subjects = FORGES.filter(([, { forge }]) => ["github", "gitea", "cnb"].includes(forge));
  it.each(subjects)("is used with %s without a process", async (_, subject) => {
    const at = await scene(subject, {
      ...{ "a.txt": "a", "no.txt": "no", "a.zip": "za", "b.zip": "zb", "c.bin": "c", "NOTES.md": "Notes" },
      "CHANGES.md": "# Changes\n\n## 2.0.0\n\n- `touch was-run`\n",
    });
    hostile(at);
    const certificate = join(at.workspace.folder, "../ca.pem");
    writeFileSync(certificate, "");
    const first = watched(at);
    const inputs = { ...VALUES, target_commitish: at.repo.head() };
    const ran = await at.publish(inputs, variables(at), first.options);
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("4 files: 4 uploaded")]);
    expect(first.started()).toEqual(WATCHES ? [process.execPath] : []);
    const id = at.repo.releases().find(({ tag }) => tag === "v2.0.0")?.id;
    const second = watched(at);
    const again = await at.publish({ ...inputs, release_id: id ?? "", dry_run: "true" }, variables(at), second.options);
    expect(second.started()).toEqual(WATCHES ? [process.execPath] : []);
    expect([again.code, existsSync(mark(at))]).toEqual([0, false]);
    expect(existsSync(join(at.workspace.folder, "was-run"))).toBe(false);
  });
});
