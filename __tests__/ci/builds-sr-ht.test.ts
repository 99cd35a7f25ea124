import { describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Env, Pipeline } from "../../src/ci/ci";
import { folder, readCi, result, sayAll } from "./ci-stage";
import { way } from "./locating-ci";

/** What a push to git.sr.ht starts. https://man.sr.ht/builds.sr.ht/ */
const JOB: Env = {
  JOB_ID: "7",
  JOB_URL: "https://builds.sr.ht/~me/job/7",
  BUILD_SUBMITTER: "git.sr.ht",
  GIT_REF: "refs/tags/v1.2.0",
};

describe("what builds.sr.ht tells", () => {
  it("is what was pushed to git.sr.ht", async () => {
    expect((await readCi(JOB)).pipeline).toMatchObject({
      title: "builds.sr.ht",
      reason: "JOB_URL",
      forge: "sourcehut",
      serverUrl: "https://git.sr.ht",
      repository: undefined,
      event: "tag",
      tag: "v1.2.0",
      commit: undefined,
    });
  });

  it.each<[string, Env, Pipeline["event"], string | undefined]>([
    ["a branch", { GIT_REF: "refs/heads/master" }, "branch", undefined],
    ["a branch that is called like a tag", { GIT_REF: "refs/heads/v1.2.0" }, "branch", undefined],
    [
      "a patch of a mailing list",
      { BUILD_SUBMITTER: "hub.sr.ht", BUILD_REASON: "patchset" },
      "pull-request",
      undefined,
    ],
    [
      "a request on another forge",
      { BUILD_SUBMITTER: "dispatch.sr.ht", BUILD_REASON: "github-pr" },
      "pull-request",
      undefined,
    ],
    ["a job that somebody submitted", { BUILD_SUBMITTER: "", GIT_REF: "" }, "other", undefined],
  ])("%s", async (_, more, event, tag) => {
    expect((await readCi({ ...JOB, ...more })).pipeline).toMatchObject({ event, tag });
  });

  it("is no forge for a job that git.sr.ht did not start", async () => {
    for (const BUILD_SUBMITTER of ["dispatch.sr.ht", "hub.sr.ht", "", "git.evil.test"]) {
      const { pipeline } = await readCi({ ...JOB, BUILD_SUBMITTER });
      expect([pipeline.forge, pipeline.serverUrl]).toEqual([undefined, undefined]);
    }
  });

  // The git server of every instance calls itself git.sr.ht.
  it.each(["git.sr.ht", "git.example.org"])("is another server for a job of another instance: %s", async (by) => {
    const env = { ...JOB, JOB_URL: "https://builds.example.org/~me/job/7", BUILD_SUBMITTER: by };
    expect((await readCi(env)).pipeline).toMatchObject({ forge: "sourcehut", serverUrl: "https://git.example.org" });
  });

  it.each<Env>([
    { JOB_ID: "" },
    { JOB_URL: "" },
    { JOB_URL: "https://jenkins.acme.test/job/7/" },
    { JOB_URL: "https://builds.sr.ht/~me" },
    { JOB_URL: "builds.sr.ht/~me/job/7" },
  ])("is not there with %j", async (more) => {
    expect((await readCi({ ...JOB, ...more })).pipeline.title).toBe("a shell");
  });
});

describe("the token that a manifest asks for (oauth)", () => {
  const env = { ...JOB, OAUTH2_TOKEN: "short-lived" };

  it("is the runner's own, for the instance that runs the job", async () => {
    const { target } = await way(env, { origin: "https://git.sr.ht/~me/app" });
    expect(target).toMatchObject({ repository: "~me/app", ownServer: true });
  });

  it("belongs to no target of a job that git.sr.ht did not start", async () => {
    const { target } = await way({ ...env, BUILD_SUBMITTER: "" }, { origin: "https://github.com/o/r" });
    expect([target.module.id, target.ownServer]).toEqual(["github", false]);
  });
});

describe("what builds.sr.ht hears and is handed", () => {
  it("are plain lines and one file", async () => {
    const { pipeline, said } = await readCi(JOB);
    sayAll(pipeline.logger);
    expect(said()).toBe("Title ::group::\na\nnote: b\nwarning: c\nerror: d\ndebug: e\n");
    const at = await folder();
    await pipeline.handOn(result(at));
    expect(await readFile(join(at, "forge-release.env"), "utf8")).toBe("RELEASE_ID=1\nRELEASE_TAG_NAME=v1\n");
  });
});
