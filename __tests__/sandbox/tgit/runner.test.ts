import { describe, expect, it } from "vitest";
import { open } from "./client";

describe("BK-CI's variables", () => {
  it("of a tag's webhook", async () => {
    const { repository } = await open();
    const [first = ""] = repository.commits.keys();
    repository.tag("v1", { commit: first, annotated: "One" });
    const env = repository.environment({ tag: "v1" });
    expect(env).toMatchObject({
      BK_CI_START_TYPE: "WEB_HOOK",
      BK_CI_REPO_GIT_WEBHOOK_TAG_NAME: "v1",
      BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION: "create",
      BK_CI_REPO_GIT_WEBHOOK_COMMITID: first,
      BK_CI_GIT_REPO_TAG_NAME: "v1",
      BK_CI_GIT_PROJECT_ID: String(repository.id),
    });
    expect(env.BK_CI_BUILD_ID).toMatch(/^b-/);
  });

  it("of a tag that was deleted", async () => {
    const { repository } = await open();
    const env = repository.environment({ tag: "v1", operation: "delete" });
    expect(env.BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION).toBe("delete");
    for (const absent of ["BK_CI_GIT_REPO_TAG_NAME", "BK_CI_REPO_GIT_WEBHOOK_COMMITID"]) {
      expect(env).not.toHaveProperty(absent);
    }
  });

  it("of a branch's webhook, and by hand", async () => {
    const { repository } = await open();
    const pushed = repository.environment({ branch: "master" });
    expect(pushed).toMatchObject({
      BK_CI_START_TYPE: "WEB_HOOK",
      BK_CI_REPO_GIT_WEBHOOK_COMMITID: repository.head(),
    });
    const manual = repository.environment();
    expect(manual.BK_CI_START_TYPE).toBe("MANUAL");
    for (const env of [pushed, manual]) expect(Object.keys(env).join()).not.toContain("TAG");
  });

  it("tell neither token nor server: the remote does", async () => {
    const { tgit, repository } = await open({ subPath: "/code" });
    repository.tag("v1");
    const text = JSON.stringify(repository.environment({ tag: "v1" }));
    for (const secret of [tgit.token, new URL(tgit.serverUrl).host, repository.path, "WORKSPACE"]) {
      expect(text).not.toContain(secret);
    }
    expect(repository.cloneUrl).toBe(`${tgit.serverUrl}/group/sub/app.git`);
  });
});
