import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
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

interface Case {
  readonly wrong: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly says: readonly string[];
  /** Environment that differs from a run by the tag. */
  readonly env?: Readonly<Record<string, string>>;
}

const branch = { GITHUB_REF: "refs/heads/main", GITHUB_REF_NAME: "main", GITHUB_REF_TYPE: "branch" };
const needs = ["There is no token", "permissions: { contents: write }"];

const CASES: readonly Case[] = [
  { wrong: "a boolean", inputs: { draft: "yes" }, says: ["draft must be true or false, not “yes”."] },
  {
    wrong: "a choice",
    inputs: { body_mode: "prepend" },
    says: ["body_mode must be one of replace, append, keep"],
  },
  { wrong: "a number", inputs: { retries: "-1" }, says: ["retries must be a whole number, from 0 to 1000"] },
  { wrong: "a whole number", inputs: { concurrency: "1.5" }, says: ["concurrency must be a whole number, 1 or"] },
  {
    wrong: "no worker",
    inputs: { concurrency: "0" },
    says: ["concurrency must be a whole number, 1 or more, or auto"],
  },
  { wrong: "a huge number", inputs: { max_wait: "1e99" }, says: ["max_wait must be a number"] },
  { wrong: "body_path is not there", inputs: { body_path: "no.md" }, says: ["body_path: no.md is not there (ENOENT)"] },
  { wrong: "body_path is a folder", inputs: { body_path: "a-folder" }, says: ["a-folder", "EISDIR"] },
  { wrong: "a pattern matches nothing", inputs: { files: "*.zip" }, says: ['files: "*.zip" matches no file in '] },
  { wrong: "a rename of two", inputs: { files: "*.txt => all.txt" }, says: ["*.txt", "all.txt", "exactly one"] },
  { wrong: "a rename to nothing", inputs: { files: "a.txt =>" }, says: ["a.txt =>"] },
  { wrong: "a rename to a path", inputs: { files: "a.txt => x/y.txt" }, says: ["x/y.txt"] },
  { wrong: "two files of one name", inputs: { files: "a.txt\nx/a.txt" }, says: ["a.txt", "x/a.txt"] },
  { wrong: "one renamed to the other", inputs: { files: "a.txt\nb.txt => a.txt" }, says: ["a.txt", "b.txt"] },
  {
    wrong: "one stored name",
    inputs: { files: "a.txt\nb.txt => á.txt" },
    says: ["a.txt and b.txt", "stored as a.txt"],
  },
  { wrong: "no tag", inputs: {}, env: branch, says: ["There is no tag", "event: branch", "set tag_name"] },
  { wrong: "a branch as the tag", inputs: { tag_name: "refs/heads/main" }, says: ["must be a tag", "refs/heads/main"] },
  { wrong: "a tag with a space", inputs: { tag_name: "v 1" }, says: ["“v 1” is not a name that git takes for a tag"] },
  { wrong: "a tag with dots", inputs: { tag_name: "v1..2" }, says: ["“v1..2” is not a name"] },
  { wrong: "a tag like a flag", inputs: { tag_name: "-v1" }, says: ["“-v1” is not a name"] },
  { wrong: "a repository without owner", inputs: { repository: "app" }, says: ["form owner/repo", "“app”"] },
  { wrong: "a repository too deep", inputs: { repository: "a/b/c" }, says: ["form owner/repo", "“a/b/c”"] },
  { wrong: "no repository", inputs: {}, env: { GITHUB_REPOSITORY: "" }, says: ["repository is not given"] },
  { wrong: "server_url no url", inputs: { server_url: "git.example" }, says: ["server_url must be a web address"] },
  {
    wrong: "server_url of ftp",
    inputs: { server_url: "ftp://git.example" },
    says: ["server_url must be a web address"],
  },
  { wrong: "api_url no url", inputs: { api_url: "/api/v3" }, says: ["api_url must be a web address", "“/api/v3”"] },
  {
    wrong: "a password in a url",
    inputs: { server_url: "https://u:geheim99@git.example" },
    says: ["must not hold a user"],
  },
  { wrong: "an unknown forge", inputs: { forge: "githob" }, says: ["forge must be one of github", "not “githob”"] },
  {
    wrong: "working_directory is not there",
    inputs: { working_directory: "nowhere" },
    says: ["nowhere is not a folder"],
  },
  { wrong: "working_directory is a file", inputs: { working_directory: "a.txt" }, says: ["a.txt is not a folder"] },
  {
    wrong: "no folder for outputs_file",
    inputs: { outputs_file: "no/out.json" },
    says: ["outputs_file", "does not exist"],
  },
  { wrong: "no token", inputs: { job_token: "" }, says: [...needs, "the input token", "GITHUB_TOKEN", "GH_TOKEN"] },
  { wrong: "an empty token", inputs: { job_token: "", token: " " }, says: needs },
  {
    wrong: "a token of two lines",
    inputs: { token: "ghp_first\nghp_second" },
    says: ["the input token", "line break"],
  },
  { wrong: "a token with a space", inputs: { token: "Bearer ghp_x" }, says: ["the input token", "a space"] },
  {
    wrong: "http elsewhere",
    inputs: { forge: "github", server_url: "http://git.example", token: "ghp_elsewhere" },
    says: ["http://git.example", "plain http", "allow_insecure_http"],
  },
  { wrong: "ca_file is not there", inputs: { ca_file: "no.pem" }, says: ["certificate authorities", "no.pem"] },
  { wrong: "ca_file holds none", inputs: { ca_file: "a.txt" }, says: ["certificate", "a.txt"] },
];

const act = ({ inputs, env }: Pick<Case, "inputs" | "env">): Promise<Ran> =>
  workspace.action({ ...runner, ...env }, { job_token: github.token, ...inputs });

describe("an input error", () => {
  let ran: readonly Ran[];
  beforeAll(async () => {
    ran = await several(CASES, act);
  }, 60_000);

  it.each(CASES.map((one, index) => [one.wrong, index] as const))("%s ends with exit code 2", (_, index) => {
    const { code, outputs } = ran[index]!;
    const log = ran[index]!.log.replace(/^::add-mask::.*$/gm, "");
    for (const words of CASES[index]!.says) expect(log).toContain(words);
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
    const { code, log } = await act({ inputs });
    expect(code).toBe(2);
    expect(log).toContain("11 things are wrong with the inputs");
    const parts = ["draft must", "make_latest must", "concurrency must", "no.md", "*.zip", "x/a.txt", "“app”"];
    for (const part of [...parts, "“v 1”", "outputs_file", "no.pem", "removeArtifacts is not supported"])
      expect(log).toContain(part);
    expect(github.requests).toEqual([]);
  });
});
