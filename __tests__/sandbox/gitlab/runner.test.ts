import { describe, expect, it } from "vitest";
import { ask, open } from "./client";
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
