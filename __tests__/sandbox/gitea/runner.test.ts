import { describe, expect, it } from "vitest";
import { ask, open, open12 } from "./client";

describe("environment of a run", () => {
  it("Gitea: markers, an empty GraphQL address, no token", async () => {
    const { gitea, repo } = await open({ subPath: "/git", otherRootUrl: true });
    repo.tag("v1", { annotated: "One" });
    const env = repo.environment({ tag: "v1" });
    expect(env).toMatchObject({
      CI: "true",
      ACT: "true",
      GITHUB_ACTIONS: "true",
      GITEA_ACTIONS: "true",
      GITHUB_SERVER_URL: gitea.serverUrl,
      GITHUB_API_URL: gitea.apiUrl,
      GITHUB_GRAPHQL_URL: "",
      GITHUB_REPOSITORY: "octo/app",
      GITHUB_REPOSITORY_OWNER: "octo",
      GITHUB_REF: "refs/tags/v1",
      GITHUB_REF_NAME: "v1",
      GITHUB_REF_TYPE: "tag",
      GITHUB_SHA: repo.head(),
      GITHUB_EVENT_NAME: "push",
    });
    const absent = ["GITHUB_TOKEN", "FORGEJO_ACTIONS", "GITHUB_OUTPUT", "GITHUB_WORKSPACE", "GITHUB_REPOSITORY_ID"];
    for (const name of absent) expect(env).not.toHaveProperty(name);
  });

  it("an old runner has no marker, a pull request's ref no type", async () => {
    const { repo } = await open();
    const old = repo.environment({ tag: "v1", markers: false });
    expect(old).not.toHaveProperty("GITEA_ACTIONS");
    expect(old).toMatchObject({ GITHUB_ACTIONS: "true", GITHUB_REF_TYPE: "" });
    expect(repo.environment({ pullRequest: 7 })).toMatchObject({
      GITHUB_REF: "refs/pull/7/head",
      GITHUB_REF_TYPE: "",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_BASE_REF: "main",
    });
  });

  it("Forgejo: both markers, every name twice, and the token", async () => {
    const { gitea, repo } = await open12();
    const env = repo.environment();
    expect(env).toMatchObject({
      FORGEJO_ACTIONS: "true",
      GITEA_ACTIONS: "true",
      FORGEJO_API_URL: gitea.apiUrl,
      FORGEJO_REF: "refs/heads/main",
      GITHUB_REF_TYPE: "branch",
      FORGEJO_TOKEN: env.GITHUB_TOKEN,
    });
    expect(env).not.toHaveProperty("GITHUB_GRAPHQL_URL");
    const path = "/repos/octo/app/releases";
    const made = await ask(gitea, "POST", path, { json: { tag_name: "v1" }, token: env.FORGEJO_TOKEN ?? "" });
    expect([made.status, repo.releases[0]?.author]).toEqual([201, "forgejo-actions"]);
  });
});
