import { describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { recogniseCi } from "../../src/ci";
import type { Env, Pipeline } from "../../src/ci/ci";
import { folder, readCi, result, sayAll } from "./ci-stage";

const WOODPECKER: Env = {
  CI: "woodpecker",
  CI_SYSTEM_NAME: "woodpecker",
  CI_FORGE_TYPE: "forgejo",
  CI_FORGE_URL: "https://codeberg.org",
  CI_REPO: "o/r",
  CI_REPO_REMOTE_ID: "17",
  CI_REPO_URL: "https://codeberg.org/o/r",
  CI_PIPELINE_EVENT: "tag",
  CI_COMMIT_TAG: "v1.2.0",
  CI_COMMIT_REF: "refs/tags/v1.2.0",
  CI_COMMIT_SHA: "c0ffee1",
  CI_WORKSPACE: "/woodpecker/src",
  DRONE_TAG: "v1.2.0",
  DRONE_REPO: "o/r",
};

describe("what Woodpecker tells", () => {
  it("is read from its variables, those of Drone beside it or not", async () => {
    for (const more of [{}, { DRONE: "true" }, { CI: "true" }]) {
      expect(recogniseCi({ ...WOODPECKER, ...more }).others).toEqual([]);
      expect((await readCi({ ...WOODPECKER, ...more })).pipeline).toMatchObject({
        title: "Woodpecker",
        forge: "forgejo",
        serverUrl: "https://codeberg.org",
        apiUrl: undefined,
        repository: "o/r",
        repositoryId: "17",
        remote: undefined,
        event: "tag",
        tag: "v1.2.0",
        commit: "c0ffee1",
        workspace: "/woodpecker/src",
      });
    }
  });

  it("has its forge in the repository's address where an old server does not tell it", async () => {
    expect((await readCi({ ...WOODPECKER, CI_FORGE_TYPE: "", CI_FORGE_URL: "" })).pipeline).toMatchObject({
      forge: undefined,
      remote: { url: "https://codeberg.org/o/r", variable: "CI_REPO_URL" },
    });
  });

  const push = { CI_COMMIT_TAG: "", CI_COMMIT_REF: "refs/heads/v1", CI_COMMIT_BRANCH: "v1" };

  it.each<[string, Env, Pipeline["event"], string | undefined]>([
    ["a branch named like a tag", { ...push, CI_PIPELINE_EVENT: "push" }, "branch", undefined],
    ["a pull request", { ...push, CI_PIPELINE_EVENT: "pull_request" }, "pull-request", undefined],
    ["a pull request closed", { ...push, CI_PIPELINE_EVENT: "pull_request_closed" }, "pull-request", undefined],
    ["by hand on a branch", { ...push, CI_PIPELINE_EVENT: "manual" }, "branch", undefined],
    ["a clock", { ...push, CI_COMMIT_BRANCH: "", CI_PIPELINE_EVENT: "cron" }, "other", undefined],
    ["a release", { CI_PIPELINE_EVENT: "release" }, "release", "v1.2.0"],
    ["a release, by its ref", { CI_PIPELINE_EVENT: "release", CI_COMMIT_TAG: "" }, "release", "v1.2.0"],
  ])("%s", async (_, more, event, tag) => {
    expect((await readCi({ ...WOODPECKER, ...more })).pipeline).toMatchObject({ event, tag });
  });
});

describe("what Woodpecker hears and is handed", () => {
  it("are plain lines and one file", async () => {
    const { pipeline, said } = await readCi(WOODPECKER);
    sayAll(pipeline.logger);
    expect(said()).toBe("Title ::group::\na\nnote: b\nwarning: c\nerror: d\ndebug: e\n");
    const at = await folder();
    await pipeline.handOn(result(at, { id: "1" }));
    expect(await readFile(join(at, "forge-release.env"), "utf8")).toBe("RELEASE_ID=1\nRELEASE_TAG_NAME=v1\n");
  });
});
