import { describe, expect, it } from "@jest/globals";
import { limits } from "../../../sandbox/gitlab";
import { ask, open } from "./client";

describe("rate limits and proxies (3)", () => {
  it("429 comes as text with RateLimit headers", async () => {
    const { gitlab, ask: at } = await open();
    gitlab.faults.add({ path: /releases$/, do: limits.throttled(2) });
    const { status, text, headers } = await at("GET", "/releases");
    expect([status, text, headers.get("content-type")]).toEqual([429, "Retry later\n", "text/plain"]);
    expect([headers.get("retry-after"), headers.get("ratelimit-remaining")]).toEqual(["2", "0"]);
    expect(Number(headers.get("ratelimit-reset"))).toBeGreaterThan(Date.now() / 1000);
    expect((await at("GET", "/releases")).status).toBe(200);
  });

  it("429 comes as JSON with a nested message, and from old servers without Retry-After", async () => {
    const { gitlab, ask: at } = await open();
    gitlab.faults.add({ do: limits.limited() });
    gitlab.faults.add({ do: limits.limited(null) });
    const first = await at("GET", "/releases");
    const text = "This endpoint has been requested too many times. Try again later.";
    expect([first.status, first.body, first.headers.get("retry-after")]).toEqual([
      429,
      { message: { error: text } },
      "60",
    ]);
    expect((await at("GET", "/releases")).headers.get("retry-after")).toBeNull();
  });

  it("proxies answer in HTML, the OAuth layer with invalid_token", async () => {
    const { gitlab, ask: at } = await open();
    gitlab.faults.add({ do: limits.gatewayPage(503) });
    const page = await at("GET", "/releases");
    expect([page.status, page.headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
    gitlab.faults.add({ do: limits.tokenExpired() });
    expect((await at("GET", "/releases")).body.error).toBe("invalid_token");
    gitlab.faults.add({ do: limits.invalidFields({ name: ["is too long"] }) });
    expect((await at("GET", "/releases")).body).toEqual({ message: { name: ["is too long"] } });
    expect(gitlab.faults.pending()).toEqual([]);
  });
});

describe("a runner's variables", () => {
  it("of a tag pipeline", async () => {
    const { gitlab, project, root } = await open({ version: "16.11", subPath: "/gitlab" });
    project.rules.protectedTags = [{ pattern: "v*", role: "maintainer" }];
    project.tag("v1", { annotated: "One" });
    const env = project.environment({ tag: "v1" });
    expect(env).toMatchObject({
      CI: "true",
      GITLAB_CI: "true",
      CI_SERVER_URL: gitlab.serverUrl,
      CI_API_V4_URL: gitlab.apiUrl,
      CI_SERVER_VERSION: "16.11.0",
      CI_SERVER_VERSION_MAJOR: "16",
      CI_PROJECT_ID: "24",
      CI_PROJECT_PATH: "group/sub/app",
      CI_PROJECT_NAME: "app",
      CI_PROJECT_NAMESPACE: "group/sub",
      CI_PROJECT_URL: `${gitlab.serverUrl}/group/sub/app`,
      CI_COMMIT_TAG: "v1",
      CI_COMMIT_TAG_MESSAGE: "One",
      CI_COMMIT_REF_NAME: "v1",
      CI_COMMIT_SHA: project.head(),
      CI_COMMIT_REF_PROTECTED: "true",
    });
    expect(env.CI_REPOSITORY_URL).toContain(`gitlab-ci-token:${env.CI_JOB_TOKEN ?? ""}@`);
    for (const absent of ["CI_COMMIT_BRANCH", "CI_PROJECT_DIR"]) expect(env).not.toHaveProperty(absent);
    const job = env.CI_JOB_TOKEN ?? "";
    expect((await ask(gitlab, "GET", `${root}/releases`, { job })).status).toBe(200);
  });

  it("of a branch pipeline", async () => {
    const { project } = await open();
    const env = project.environment({ jobToken: "given" });
    expect(env).toMatchObject({ CI_COMMIT_BRANCH: "main", CI_COMMIT_REF_PROTECTED: "true", CI_JOB_TOKEN: "given" });
    expect(env).not.toHaveProperty("CI_COMMIT_TAG");
  });
});
