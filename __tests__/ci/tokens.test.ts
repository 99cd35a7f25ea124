import { describe, expect, it } from "vitest";

import type { Env } from "../../src/ci/ci";
import { way } from "./locating-ci";
import { RECIPES, type Recipe } from "./recipes";

/** Recipes whose CI hands out a token of its own, and its name. */
const AUTOMATIC: readonly (readonly [Recipe, string])[] = [
  ["github", "job_token"],
  ["ghes", "job_token"],
  ["gitea", "job_token"],
  ["gitlab", "CI_JOB_TOKEN"],
  ["atomgit", "ATOMGIT_TOKEN"],
  ["cnb", "CNB_TOKEN"],
];

describe("the token", () => {
  it.each(AUTOMATIC)("of %s is its own, and automatic", async (recipe, from) => {
    expect((await way(RECIPES[recipe])).token).toMatchObject({ from, automatic: true, token: "automatic" });
  });

  it("of Forgejo is a variable with the same value, so it counts as automatic", async () => {
    expect((await way(RECIPES.forgejo)).token).toMatchObject({ from: "FORGEJO_TOKEN", automatic: true });
  });

  it.each<Recipe>(["act", "giteeGo", "woodpecker", "drone", "jenkins"])("of %s is none", async (recipe) => {
    expect((await way(RECIPES[recipe], { kind: "gitea" })).token).toBeUndefined();
  });

  it.each<[Recipe, Env, string]>([
    ["giteeGo", { GITEE_TOKEN: "mine" }, "GITEE_TOKEN"],
    ["woodpecker", { FORGEJO_TOKEN: "mine" }, "FORGEJO_TOKEN"],
    ["jenkins", { GITHUB_TOKEN: "mine" }, "GITHUB_TOKEN"],
    ["gitlab", { GITLAB_TOKEN: "mine" }, "GITLAB_TOKEN"],
    ["woodpecker", { PLUGIN_TOKEN: "mine", FORGEJO_TOKEN: "x" }, "the setting token"],
  ])("of %s may be a variable of the target's: %j", async (recipe, more, from) => {
    const found = await way({ ...RECIPES[recipe], ...more });
    expect(found.token).toMatchObject({ from, automatic: false, token: "mine" });
  });
});

describe("an automatic token goes to its own server only", () => {
  const elsewhere = [
    ["--forge", "github", "--server-url", "https://else.test"],
    ["--forge", "gitlab", "--server-url", "https://else.test"],
    ["--forge", "gitcode", "--server-url", "https://gitcode.com"],
    ["--forge", "gitee"],
    ["--forge", "gitea", "--api-url", "https://else.test/api/v1"],
  ];
  const cases = AUTOMATIC.flatMap(([recipe]) => elsewhere.map((argv) => [recipe, argv] as const));

  it.each(cases)("%s, and %j", async (recipe, argv) => {
    expect((await way(RECIPES[recipe], { argv: [...argv, "--repository", "a/b"] })).token).toBeUndefined();
  });

  it.each<[Recipe, Env, string[]]>([
    ["gitlab", { GITHUB_TOKEN: "automatic" }, ["--forge", "github", "--repository", "a/b"]],
    ["gitlab", { INPUT_TOKEN: "automatic" }, ["--forge", "github", "--repository", "a/b"]],
    ["gitlab", {}, ["--token", "automatic", "--server-url", "https://gitlab.com", "--repository", "a/b"]],
    ["cnb", { GITEE_TOKEN: "automatic" }, ["--forge", "gitee", "--repository", "a/b"]],
    ["atomgit", { INPUT_TOKEN: "automatic" }, ["--server-url", "https://gitcode.com", "--repository", "a/b"]],
  ])("nor under another name: %s, %j, %j", async (recipe, more, argv) => {
    expect((await way({ ...RECIPES[recipe], ...more }, { argv })).token).toBeUndefined();
  });

  it("nor to another port or path of its host", async () => {
    for (const url of ["https://gitlab.example.com:8443/gitlab", "https://gitlab.example.com"])
      expect((await way(RECIPES.gitlab, { argv: ["--forge", "gitlab", "--server-url", url] })).token).toBeUndefined();
  });

  it("but to its own when that is named again", async () => {
    for (const argv of [
      ["--server-url", "https://gitlab.example.com/gitlab/"],
      ["--api-url", "https://gitlab.example.com/gitlab/api/v4"],
      ["--forge", "gitlab"],
    ])
      expect((await way(RECIPES.gitlab, { argv })).token).toMatchObject({ from: "CI_JOB_TOKEN", automatic: true });
  });

  it("of another CI is none, though its variable is there", async () => {
    const env = { ...RECIPES.jenkins, GIT_URL: "https://gitlab.com/o/r", CI_JOB_TOKEN: "x", CNB_TOKEN: "y" };
    expect((await way(env)).token).toBeUndefined();
  });
});

describe("a variable's token goes to no server that only a remote names", () => {
  const mine = { GITEA_TOKEN: "mine", GITHUB_TOKEN: "mine", GITLAB_TOKEN: "mine", TGIT_TOKEN: "mine" };
  const jenkins = { ...RECIPES.jenkins, ...mine, GIT_URL: "https://git.acme.test/o/r" };

  it.each<[string, Env, Parameters<typeof way>[1]]>([
    ["from the remote that a CI tells", jenkins, { kind: "gitea" }],
    ["the same, with the kind given", jenkins, { argv: ["--forge", "gitea"], kind: "gitea" }],
    ["from Drone's", { ...RECIPES.drone, ...mine }, { kind: "gitea" }],
    ["from the checkout", { ...RECIPES.bkCi, ...mine }, { origin: "git@git.acme.test:g/r.git", kind: "tgit" }],
    ["in a shell", mine, { origin: "git@git.acme.test:g/r.git", kind: "gitlab" }],
  ])("%s", async (_, env, at) => {
    const { target, token } = await way(env, at);
    expect([target.trusted, token]).toEqual([false, undefined]);
  });

  it("but where an input names that server, and with a token that is given", async () => {
    const named = await way(jenkins, { argv: ["--server-url", "https://git.acme.test"], kind: "gitea" });
    expect(named.token).toMatchObject({ from: "GITEA_TOKEN" });
    expect((await way({ ...jenkins, INPUT_TOKEN: "given" }, { kind: "gitea" })).token?.from).toBe("INPUT_TOKEN");
  });
});
