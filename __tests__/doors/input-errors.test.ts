import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type GitHubSandbox, startGitHub } from "../../sandbox/github";
import { several } from "./stage";
import { type Ran, type Workspace, createWorkspace } from "./bundle";

let github: GitHubSandbox;
let workspace: Workspace;
let runner: Record<string, string>;

beforeAll(async () => {
  github = await startGitHub();
  const repo = github.repository("octo/app");
  repo.tag("v1.0.0");
  runner = repo.environment({ tag: "v1.0.0" });
  workspace = await createWorkspace(
    { "a.txt": "a", "b.txt": "b", "x/a.txt": "x", "ä.txt": "1", "a\u0308/ä.txt": "2" },
    { process: { why: "not moved yet" } },
  );
  await mkdir(join(workspace.folder, "a-folder"));
  await chmod(workspace.folder, 0o755);
});

afterAll(async () => {
  await Promise.all([github.close(), workspace.close()]);
});

type Given = Readonly<Record<string, string>>;

/** What is wrong, the inputs, what is said, and the environment where it differs from a run by the tag. */
type Case = readonly [wrong: string, inputs: Given, says: readonly string[], env?: Given];

const branch = { GITHUB_REF: "refs/heads/main", GITHUB_REF_NAME: "main", GITHUB_REF_TYPE: "branch" };
const needs = ["There is no token", "permissions: { contents: write }"];

const CASES: readonly Case[] = [
  ["a boolean", { draft: "yes" }, ["draft must be true or false, not “yes”."]],
  ["a choice", { body_mode: "insert" }, ["body_mode must be one of replace, append,"]],
  ["a number", { retries: "-1" }, ["retries must be a whole number, from 0 to 1000"]],
  ["a whole number", { concurrency: "1.5" }, ["concurrency must be a whole number, 1 or"]],
  ["no worker", { concurrency: "0" }, ["concurrency must be a whole number, 1 or more, or auto"]],
  ["a huge number", { max_wait: "1e99" }, ["max_wait must be a number"]],
  ["body_path is not there", { body_path: "no.md" }, ["body_path: no.md is not there (ENOENT)"]],
  ["body_path is a folder", { body_path: "a-folder" }, ["a-folder", "EISDIR"]],
  ["a pattern matches nothing", { files: "*.zip" }, ['files: "*.zip" matches no file in ']],
  ["a rename of two", { files: "*.txt => all.txt" }, ["*.txt", "all.txt", "exactly one"]],
  ["a rename to nothing", { files: "a.txt =>" }, ["a.txt =>"]],
  ["a rename to a path", { files: "a.txt => x/y.txt" }, ["x/y.txt"]],
  ["two files of one name", { files: "a.txt\nx/a.txt" }, ["a.txt", "x/a.txt"]],
  ["one renamed to the other", { files: "a.txt\nb.txt => a.txt" }, ["a.txt", "b.txt"]],
  ["one stored name", { files: "a.txt\nb.txt => á.txt" }, ["a.txt and b.txt", "stored as a.txt"]],
  ["no tag", {}, ["No tag was given", "event: branch", "set tag_name"], branch],
  ["a branch as the tag", { tag_name: "refs/heads/main" }, ["must be a tag", "refs/heads/main"]],
  ["a tag with a space", { tag_name: "v 1" }, ["“v 1” is not a name that git accepts for a tag"]],
  ["a tag with dots", { tag_name: "v1..2" }, ["“v1..2” is not a name"]],
  ["a tag like a flag", { tag_name: "-v1" }, ["“-v1” is not a name"]],
  ["a repository without owner", { repository: "app" }, ["form owner/repo", "“app”"]],
  ["a repository too deep", { repository: "a/b/c" }, ["form owner/repo", "“a/b/c”"]],
  ["no repository", {}, ["repository is not given"], { GITHUB_REPOSITORY: "" }],
  ["server_url no url", { server_url: "git.example" }, ["server_url must be a web address"]],
  ["server_url of ftp", { server_url: "ftp://git.example" }, ["server_url must be a web address"]],
  ["api_url no url", { api_url: "/api/v3" }, ["api_url must be a web address", "“/api/v3”"]],
  ["a password in a url", { server_url: "https://u:geheim99@git.example" }, ["must not hold a user"]],
  ["an unknown forge", { forge: "githob" }, ["forge must be one of github", "not “githob”"]],
  ["working_directory is not there", { working_directory: "nowhere" }, ["nowhere is not a folder"]],
  ["working_directory is a file", { working_directory: "a.txt" }, ["a.txt is not a folder"]],
  ["no folder for outputs_file", { outputs_file: "no/out.json" }, ["outputs_file", "does not exist"]],
  ["no token", { job_token: "" }, [...needs, "the input token", "GITHUB_TOKEN", "GH_TOKEN"]],
  ["an empty token", { job_token: "", token: " " }, needs],
  ["a token of two lines", { token: "ghp_first\nghp_second" }, ["the input token", "line break"]],
  ["a token with a space", { token: "Bearer ghp_x" }, ["the input token", "a space"]],
  [
    "http elsewhere",
    { forge: "github", server_url: "http://git.example", token: "ghp_elsewhere" },
    ["http://git.example", "plain http", "allow_insecure_http"],
  ],
  ["ca_file is not there", { ca_file: "no.pem" }, ["certificate authorities", "no.pem"]],
  ["ca_file holds none", { ca_file: "a.txt" }, ["certificate", "a.txt"]],
];

const act = ([, inputs, , env]: Case): Promise<Ran> =>
  workspace.action({ ...runner, ...env }, { job_token: github.token, ...inputs });

describe("an input error", () => {
  let ran: readonly Ran[];
  beforeAll(async () => {
    ran = await several(CASES, act);
  }, 60_000);

  it.each(CASES.map(([wrong], index) => [wrong, index] as const))("%s ends with exit code 2", (_, index) => {
    const { code, outputs } = ran[index]!;
    const log = ran[index]!.log.replace(/^::add-mask::.*$/gm, "");
    for (const words of CASES[index]![2]) expect(log).toContain(words);
    expect([code, outputs]).toEqual([2, {}]);
    expect(log).toMatch(/^::error::/m);
    expect(log).toContain("Nothing was sent.");
    expect(log).not.toMatch(/geheim99|ghp_second|\n\s+at /);
  });

  it("sends no request, whichever it was", () => {
    expect(github.requests).toEqual([]);
  });

  it("is told together with all others", async () => {
    const inputs = {
      draft: "ja",
      make_latest: "maybe",
      concurrency: "none",
      body_path: "no.md",
      files: "*.zip\na.txt\nx/a.txt",
      repository: "app",
      tag_name: "v 1",
      outputs_file: "no/out.json",
      ca_file: "no.pem",
      removeArtifacts: "true",
    };
    const { code, log } = await act(["all", inputs, []]);
    expect(code).toBe(2);
    expect(log).toContain("11 things are wrong with the inputs");
    const parts = ["draft must", "make_latest must", "concurrency must", "no.md", "*.zip", "x/a.txt", "“app”"];
    for (const part of [...parts, "“v 1”", "outputs_file", "no.pem", "removeArtifacts is not supported"])
      expect(log).toContain(part);
    expect(github.requests).toEqual([]);
  });
});
