import { describe, expect, it } from "@jest/globals";
import { limits } from "../../../sandbox/gitea";
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

describe("ready-made faults", () => {
  it("say what the server or its proxy says", async () => {
    const { gitea, ask: at } = await open();
    const said = async (fault: ReturnType<typeof limits.throttled>): Promise<unknown[]> => {
      gitea.faults.add({ do: fault });
      const { status, body, headers, text } = await at("GET", "/releases");
      return [status, text.startsWith("<html>") ? "page" : String(body.message), headers.get("retry-after")];
    };
    expect(await said(limits.throttled(3))).toEqual([429, "page", "3"]);
    expect(await said(limits.throttled(null))).toEqual([429, "page", null]);
    expect(await said(limits.gatewayPage())).toEqual([502, "page", null]);
    expect(await said(limits.serverError())).toEqual([500, "", null]);
    expect((await said(limits.permissionDenied()))[0]).toBe(403);
    expect((await said(limits.scopeMissing()))[0]).toBe(403);
    expect((await said(limits.tokenExpired()))[0]).toBe(401);
    expect((await said(limits.quotaExceeded()))[0]).toBe(413);
    expect((await said(limits.attachmentTooLarge()))[0]).toBe(413);
  });
});

describe("history and watchers", () => {
  it("tell which request made what", async () => {
    const { gitea, create, upload, ask: at, repo } = await open();
    const seen: unknown[] = [];
    const stop = gitea.watch((request, moment) => seen.push([request.method, moment, repo.releases.length]));
    await create({ tag_name: "v1", draft: true });
    stop();
    await upload("bytes");
    await at("GET", "/releases");
    await at("PATCH", `/releases/${repo.releases[0]?.id ?? 0}`, { json: { draft: false } });
    expect(seen).toEqual([
      ["POST", "before", 0],
      ["POST", "after", 1],
    ]);
    const moments = repo.history.map(({ releases }) => [releases[0]?.draft, releases[0]?.assets.length]);
    expect(moments).toEqual([
      [true, 0],
      [true, 1],
      [false, 1],
    ]);
  });
});
