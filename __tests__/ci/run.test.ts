import { afterEach, describe, expect, it } from "vitest";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type GitHubSandbox, type Repo, startGitHub } from "../../sandbox/github";
import { type GitLabSandbox, type Repo as Project, startGitLab } from "../../sandbox/gitlab";
import type { Env } from "../../src/ci/ci";
import { folder } from "./ci-stage";
import { RECIPES } from "./recipes";
import { runIn } from "./run-stage";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function gitlab(): Promise<{ server: GitLabSandbox; project: Project; env: Env }> {
  const server = await startGitLab();
  closing.push(() => server.close());
  const project = server.repository("group/sub/proj", { milestones: ["M1", "M2"] });
  project.tag("v1");
  return { server, project, env: project.environment({ tag: "v1" }) };
}

async function github(): Promise<{ server: GitHubSandbox; repo: Repo; env: Env }> {
  const server = await startGitHub({ shape: "ghes" });
  closing.push(() => server.close());
  const repo = server.repository("o/r");
  repo.tag("v1");
  const env = { ...RECIPES.jenkins, GIT_URL: `${server.serverUrl}/o/r.git`, GIT_COMMIT: repo.head() };
  return { server, repo, env: { ...env, INPUT_TOKEN: server.token } };
}

const workspace = async (...files: string[]): Promise<string> => {
  const at = await folder();
  for (const file of files) await writeFile(join(at, file), file);
  return at;
};

const lines = async (file: string): Promise<string[]> => (await readFile(file, "utf8")).trimEnd().split("\n");

describe("a release", () => {
  it("from GitLab CI: its own token, its outputs in a file that is never uploaded, no command printed", async () => {
    const { server, project, env } = await gitlab();
    const at = await workspace("app.zip", "forge-release.env");
    const ran = await runIn({ env: { ...env, INPUT_FILES: "*" }, folder: at });
    expect(ran.said).toContain("(from GITLAB_CI); repository group/sub/proj; token: CI_JOB_TOKEN");
    expect(ran.code).toBe(0);
    expect(project.releases.map(({ tagName }) => tagName)).toEqual(["v1"]);
    expect(server.requests.some(({ path }) => path.includes("app.zip"))).toBe(true);
    expect(server.requests.filter(({ path }) => path.includes("forge-release.env"))).toEqual([]);
    expect(server.violations).toEqual([]);
    const written = await lines(join(at, "forge-release.env"));
    expect(written).toEqual(expect.arrayContaining(["RELEASE_ID=v1", "RELEASE_FORGE=gitlab", "RELEASE_TAG_NAME=v1"]));
    expect(ran.said).not.toMatch(/^"?::/m);
    expect(ran.said).toMatch(/section_start:\d+:([\w.-]+)\r.*Publishing v1[\s\S]*section_end:\d+:\1\r/);
    expect(ran.said).not.toContain(env.CI_JOB_TOKEN);
  });

  it("from Jenkins, of the repository that it tells", async () => {
    const { server, env } = await github();
    const at = await workspace("app.zip");
    const ran = await runIn({ env: { ...env, INPUT_FILES: "*" }, folder: at });
    expect(ran.said).toContain(
      `forge: GitHub at ${server.serverUrl} (the server of the remote that Jenkins tells (GIT_URL) told when asked)`,
    );
    expect(ran.code).toBe(0);
    expect(await lines(join(at, "forge-release.env"))).toContain("RELEASE_TAG_NAME=v1");
    expect(await readdir(at)).toEqual(["app.zip", "forge-release.env"]);
    expect(ran.said).not.toMatch(/^"?::/m);
  });

  it("to another repository than that says so", async () => {
    const { server, env } = await github();
    server.repository("a/b").tag("v1");
    const ran = await runIn({ env: { ...env, INPUT_REPOSITORY: "a/b" }, folder: await workspace() });
    expect(ran.said).toContain("this is not the pipeline's own repository (o/r)");
    expect(ran.code).toBe(0);
  });

  it("of a plugin, whose lists are joined with commas", async () => {
    const { server, project, env } = await gitlab();
    const plugin = {
      ...{ CI: "woodpecker", CI_FORGE_TYPE: "gitlab", CI_FORGE_URL: server.serverUrl, CI_REPO: "group/sub/proj" },
      ...{ CI_PIPELINE_EVENT: "tag", CI_COMMIT_TAG: "v1", CI_COMMIT_SHA: env.CI_COMMIT_SHA },
      PLUGIN_TOKEN: server.token,
      PLUGIN_FILES: "a.zip,b.zip,!b.*",
      PLUGIN_LINKS: "docs=https://docs.test/a,b,more=https://more.test/",
      PLUGIN_MILESTONES: "M1,M2",
    };
    const ran = await runIn({ env: plugin, folder: await workspace("a.zip", "b.zip") });
    expect([ran.code, ran.said]).toEqual([0, expect.stringContaining("milestones, links (settings:)")]);
    const [release] = project.releases;
    expect(release?.milestones).toEqual(["M1", "M2"]);
    expect(release?.links.map(({ name }) => name).sort()).toEqual(["a.zip", "docs", "more"]);
    expect(release?.links.find(({ name }) => name === "docs")?.url).toBe("https://docs.test/a,b");
    const cleared = await runIn({
      env: { ...plugin, PLUGIN_MILESTONES: "[]" },
      folder: await workspace("a.zip", "b.zip"),
    });
    expect([cleared.code, project.releases[0]?.milestones]).toEqual([0, []]);
  });
});

describe("two CIs at once", () => {
  it("are an error that names both, with all others and before any request", async () => {
    const { server, env } = await gitlab();
    const both = { ...env, ...RECIPES.jenkins, INPUT_VERIFY_TAG: "perhaps" };
    const ran = await runIn({ env: both, folder: await workspace() });
    expect(ran.code).toBe(2);
    expect(ran.said).toContain("The variables of GitLab CI (GITLAB_CI) and Jenkins (JENKINS_URL) are set at once");
    expect(ran.said).toContain("INPUT_VERIFY_TAG must be true or false");
    expect(server.requests).toEqual([]);
  });

  it("are none of the matter when the forge is given: the first is taken, and said", async () => {
    const { project, env } = await gitlab();
    const both = { ...env, ...RECIPES.jenkins, INPUT_FORGE: "gitlab" };
    const ran = await runIn({ env: both, folder: await workspace() });
    expect(ran.said).toContain("are set at once; this job is taken for one of GitLab CI.");
    expect([ran.code, project.releases.length]).toEqual([0, 1]);
  });

  it("are an error though the first tells of a withdrawal", async () => {
    const env = { ...RECIPES.cnb, CNB_COMMIT: "0".repeat(40), ...RECIPES.jenkins };
    expect((await runIn({ env, folder: await workspace() })).code).toBe(2);
  });
});

describe("what went away is not published", () => {
  it.each<[string, Env]>([
    ["BK-CI, a tag deleted", { ...RECIPES.bkCi, BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION: "delete" }],
    ["AtomGit, a push of zeros", { ...RECIPES.atomgit, ATOMGIT_SHA: "0".repeat(40) }],
    ["CNB, a push of zeros", { ...RECIPES.cnb, CNB_COMMIT: "0".repeat(40) }],
    ["GitHub, a push of zeros", { ...RECIPES.github, GITHUB_SHA: "0".repeat(40) }],
  ])("%s", async (_, env) => {
    const at = await workspace();
    const ran = await runIn({ env, folder: at });
    expect(ran.code).toBe(0);
    expect(ran.said).toContain("there is nothing to publish");
    expect(await readdir(at)).toEqual([]);
  });

  it("unless a tag is given", async () => {
    const env = { ...RECIPES.bkCi, BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION: "delete", INPUT_TAG_NAME: "v2" };
    const ran = await runIn({ env, folder: await workspace() });
    expect(ran.said).not.toContain("nothing to publish");
  });
});

describe("the folder to work in", () => {
  it.each<[string, Env, string]>([
    ["an action", { ...RECIPES.github, GITHUB_WORKSPACE: "sub" }, "sub"],
    ["an action of AtomGit", { ...RECIPES.atomgit, ATOMGIT_WORKSPACE: "sub" }, "sub"],
    ["a job of GitLab CI", { ...RECIPES.gitlab, CI_PROJECT_DIR: "sub" }, "."],
    ["a job of Jenkins", { ...RECIPES.jenkins, WORKSPACE: "sub" }, "."],
  ])("of %s", async (_, env, expected) => {
    const at = await workspace();
    await mkdir(join(at, "sub"));
    const [variable = ""] = Object.keys(env).filter((name) => env[name] === "sub");
    const inside = { ...env, [variable]: join(at, "sub"), INPUT_WORKING_DIRECTORY: "none", INPUT_TOKEN: "x" };
    const ran = await runIn({ env: inside, folder: at });
    expect(ran.said).toMatch(/(INPUT_WORKING_DIRECTORY|working_directory) /);
    expect(ran.said).toContain(`${join(at, expected, "none")} is not a folder.`);
    expect(ran.code).toBe(2);
  });
});
