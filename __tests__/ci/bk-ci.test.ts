import { describe, expect, it } from "vitest";

import type { Env, Pipeline } from "../../src/ci/ci";
import { harmless } from "../../src/report/log";
import { readCi, result, sayAll } from "./ci-stage";

const BK: Env = {
  BK_CI_BUILD_ID: "b-1",
  BK_CI_START_TYPE: "WEB_HOOK",
  BK_CI_REPO_WEBHOOK_REPO_URL: "https://git.code.tencent.com/group/r.git",
  BK_CI_REPO_GIT_WEBHOOK_TAG_NAME: "v1.2.0",
  BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION: "create",
  BK_CI_REPO_GIT_WEBHOOK_COMMITID: "c0ffee1",
  WORKSPACE: "/data/workspace",
};

const WITHOUT_TAG: Env = { BK_CI_REPO_GIT_WEBHOOK_TAG_NAME: "", BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION: "" };

describe("what BK-CI tells", () => {
  it("is read from its variables; it belongs to no forge", async () => {
    expect((await readCi(BK)).pipeline).toMatchObject({
      title: "BK-CI",
      reason: "BK_CI_BUILD_ID",
      forge: undefined,
      repository: undefined,
      remote: { url: "https://git.code.tencent.com/group/r.git", variable: "BK_CI_REPO_WEBHOOK_REPO_URL" },
      event: "tag",
      tag: "v1.2.0",
      commit: "c0ffee1",
      workspace: "/data/workspace",
    });
  });

  it.each<[string, Env, Pipeline["event"], string | undefined]>([
    ["a tag deleted", { BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION: "delete" }, "withdrawal", "v1.2.0"],
    ["a tag deleted, in capitals", { BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION: "DELETE" }, "withdrawal", "v1.2.0"],
    ["a push of zeros", { BK_CI_REPO_GIT_WEBHOOK_COMMITID: "0".repeat(40) }, "withdrawal", "v1.2.0"],
    ["a branch", { ...WITHOUT_TAG, BK_CI_REPO_GIT_WEBHOOK_BRANCH: "v1" }, "branch", undefined],
    ["a merge request", { ...WITHOUT_TAG, BK_CI_REPO_GIT_WEBHOOK_MR_ID: "7" }, "pull-request", undefined],
    ["by hand", { ...WITHOUT_TAG, BK_CI_START_TYPE: "MANUAL" }, "other", undefined],
    ["by hand, a tag checked out", { ...WITHOUT_TAG, BK_CI_GIT_REPO_TAG_NAME: "v3" }, "tag", "v3"],
    ["the same of another checkout step", { ...WITHOUT_TAG, BK_CI_GIT_REPO_TAG: "v3" }, "tag", "v3"],
    [
      "a tag of GitHub",
      {
        ...WITHOUT_TAG,
        BK_CI_REPO_GITHUB_WEBHOOK_CREATE_REF_TYPE: "tag",
        BK_CI_REPO_GITHUB_WEBHOOK_CREATE_REF_NAME: "v4",
      },
      "tag",
      "v4",
    ],
    [
      "a branch of GitHub",
      {
        ...WITHOUT_TAG,
        BK_CI_REPO_GITHUB_WEBHOOK_CREATE_REF_TYPE: "branch",
        BK_CI_REPO_GITHUB_WEBHOOK_CREATE_REF_NAME: "v4",
      },
      "other",
      undefined,
    ],
  ])("%s", async (_, more, event, tag) => {
    expect((await readCi({ ...BK, ...more })).pipeline).toMatchObject({ event, tag });
  });

  it("the commit is no number of a merge request, and may come from the checkout", async () => {
    const more = { BK_CI_REPO_GIT_WEBHOOK_COMMITID: "7", BK_CI_GIT_REPO_HEAD_COMMIT_ID: "deadbee" };
    expect((await readCi({ ...BK, ...more })).pipeline.commit).toBe("deadbee");
  });

  it("the repository may come from the checkout, or from nowhere", async () => {
    const url = "https://git.code.tencent.com/a/b.git";
    const none = { ...BK, BK_CI_REPO_WEBHOOK_REPO_URL: "" };
    expect((await readCi({ ...none, BK_CI_GIT_REPO_URL: url })).pipeline.remote).toEqual({
      url,
      variable: "BK_CI_GIT_REPO_URL",
    });
    expect((await readCi(none)).pipeline.remote).toBeUndefined();
  });
});

describe("what BK-CI hears and is handed", () => {
  it("are plain lines", async () => {
    const { pipeline, said } = await readCi(BK);
    sayAll(pipeline.logger);
    expect(said()).toBe("Title ::group::\na\nnote: b\nwarning: c\nerror: d\ndebug: e\n");
  });

  it("are no lines that it would take for a command, behind a quotation mark neither", () => {
    for (const line of ["::set-variable name=a::b", '"::set-output name=id::666"', '" ::set-output name=id::666'])
      expect(harmless(line)).not.toMatch(/^"?::/);
  });

  it("is one line for each output, without those of several lines", async () => {
    const { pipeline, said } = await readCi(BK);
    const breaks: [string, string][] = ["\n", "\r", "\u2028", "\u0085"].map((sign, at) => [
      `x${at}`,
      `a${sign}::set-output name=id::666`,
    ]);
    await pipeline.handOn(
      result("/not/there", { id: "1", name: "a::b", ...Object.fromEntries(breaks), assets: '[{"name":"a"}]' }),
    );
    expect(said()).toBe(
      '::set-output name=id::1\n::set-output name=name::a::b\n::set-output name=assets::[{"name":"a"}]\n',
    );
  });
});
