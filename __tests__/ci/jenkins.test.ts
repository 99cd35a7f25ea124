import { describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Env, Pipeline } from "../../src/ci/ci";
import { folder, readCi, result, sayAll } from "./ci-stage";

const JENKINS: Env = {
  JENKINS_URL: "https://jenkins.acme.test/",
  BUILD_NUMBER: "7",
  BUILD_TAG: "jenkins-app-7",
  GIT_URL: "https://git.acme.test/o/r.git",
  GIT_COMMIT: "c0ffee1",
  GIT_BRANCH: "origin/main",
  WORKSPACE: "/var/jenkins/workspace/app",
};

describe("what Jenkins tells", () => {
  it("is read from its variables; it belongs to no forge", async () => {
    expect((await readCi({ ...JENKINS, TAG_NAME: "v1.2.0", BRANCH_NAME: "v1.2.0" })).pipeline).toMatchObject({
      title: "Jenkins",
      reason: "JENKINS_URL",
      forge: undefined,
      serverUrl: undefined,
      repository: undefined,
      remote: { url: "https://git.acme.test/o/r.git", variable: "GIT_URL" },
      event: "tag",
      tag: "v1.2.0",
      commit: "c0ffee1",
      workspace: "/var/jenkins/workspace/app",
    });
  });

  it.each<[string, Env, Pipeline["event"], string | undefined]>([
    ["a branch; the name of the build is no tag", {}, "branch", undefined],
    ["a branch of a multibranch job", { BRANCH_NAME: "v1.2.0" }, "branch", undefined],
    ["a pull request", { CHANGE_ID: "7", BRANCH_NAME: "PR-7" }, "pull-request", undefined],
    ["a tag that was checked out by its full name", { GIT_BRANCH: "refs/tags/v3" }, "tag", "v3"],
    ["nothing", { GIT_BRANCH: "" }, "other", undefined],
  ])("%s", async (_, more, event, tag) => {
    expect((await readCi({ ...JENKINS, ...more })).pipeline).toMatchObject({ event, tag });
  });

  it("may have several remotes, of which the first counts", async () => {
    const env = { ...JENKINS, GIT_URL: "", GIT_URL_1: "git@a.test:o/r.git", GIT_URL_2: "git@b.test:o/r.git" };
    expect((await readCi(env)).pipeline.remote).toEqual({ url: "git@a.test:o/r.git", variable: "GIT_URL_1" });
  });

  it("is not there without both marks", async () => {
    for (const gone of ["JENKINS_URL", "BUILD_NUMBER"])
      expect((await readCi({ ...JENKINS, [gone]: "" })).pipeline.title).toBe("a shell");
  });
});

describe("what Jenkins hears and is handed", () => {
  it("are plain lines and one file", async () => {
    const { pipeline, said } = await readCi(JENKINS);
    sayAll(pipeline.logger);
    expect(said()).toBe("Title ::group::\na\nnote: b\nwarning: c\nerror: d\ndebug: e\n");
    const at = await folder();
    await pipeline.handOn(result(at, { id: "1" }));
    expect(await readFile(join(at, "forge-release.env"), "utf8")).toBe("RELEASE_ID=1\nRELEASE_TAG_NAME=v1\n");
  });
});
