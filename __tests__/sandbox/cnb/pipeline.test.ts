import { describe, expect, it } from "vitest";
import { open } from "./client";

describe("a pipeline's variables", () => {
  it("of a tag: CNB_BRANCH is the tag", async () => {
    const { cnb, repository, ask } = await open({ apiPath: "/api" }, "Group/Sub/App");
    repository.tag("v1");
    const env = repository.environment({ tag: "v1" });
    expect(env).toMatchObject({
      CI: "true",
      CNB: "true",
      CNB_WEB_ENDPOINT: cnb.serverUrl,
      CNB_API_ENDPOINT: cnb.apiUrl,
      CNB_REPO_SLUG: "Group/Sub/App",
      CNB_REPO_SLUG_LOWERCASE: "group/sub/app",
      CNB_REPO_NAME: "App",
      CNB_REPO_URL_HTTPS: `${cnb.serverUrl}/Group/Sub/App`,
      CNB_EVENT: "tag_push",
      CNB_BRANCH: "v1",
      CNB_IS_TAG: "true",
      CNB_COMMIT: repository.head(),
      CNB_COMMIT_SHORT: repository.head().slice(0, 8),
      CNB_DEFAULT_BRANCH: "main",
      CNB_TOKEN_USER_NAME: "cnb",
    });
    expect(env).not.toHaveProperty("CNB_BUILD_WORKSPACE");
    const json = { tag_name: "v1" };
    expect((await ask("POST", "/releases", { token: env.CNB_TOKEN ?? null, json })).status).toBe(201);
  });

  it("of a branch and of a pull request", async () => {
    const { repository, create } = await open();
    expect(repository.environment()).toMatchObject({
      CNB_EVENT: "push",
      CNB_BRANCH: "main",
      CNB_IS_TAG: "false",
    });
    const env = repository.environment({ event: "pull_request" });
    const fields = { tag_name: "v1", target_commitish: "main" };
    expect((await create(fields, { token: env.CNB_TOKEN ?? null })).status).toBe(403);
    expect(repository.environment({ token: "given" }).CNB_TOKEN).toBe("given");
  });
});
