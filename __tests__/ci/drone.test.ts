import { describe, expect, it } from "vitest";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Env, Pipeline } from "../../src/ci/ci";
import { folder, readCi, result, sayAll } from "./ci-stage";

const DRONE: Env = {
  CI: "true",
  DRONE: "true",
  DRONE_REPO: "o/r",
  DRONE_REPO_LINK: "https://gitea.example/o/r",
  DRONE_GIT_HTTP_URL: "https://gitea.example/o/r.git",
  DRONE_BUILD_EVENT: "tag",
  DRONE_TAG: "v1.2.0",
  DRONE_COMMIT_REF: "refs/tags/v1.2.0",
  DRONE_COMMIT_SHA: "c0ffee1",
  DRONE_WORKSPACE: "/drone/src",
};

describe("what Drone tells", () => {
  it("is read from its variables; it belongs to no forge", async () => {
    expect((await readCi(DRONE)).pipeline).toMatchObject({
      title: "Drone",
      reason: "DRONE",
      forge: undefined,
      serverUrl: undefined,
      repository: "o/r",
      remote: { url: "https://gitea.example/o/r", variable: "DRONE_REPO_LINK" },
      event: "tag",
      tag: "v1.2.0",
      commit: "c0ffee1",
      workspace: "/drone/src",
    });
  });

  it.each(["DRONE_GIT_HTTP_URL", "DRONE_REMOTE_URL", "DRONE_GIT_SSH_URL"])(
    "%s tells the remote, too",
    async (variable) => {
      const env = { ...DRONE, DRONE_REPO_LINK: "", DRONE_GIT_HTTP_URL: "", [variable]: "https://gitea.example/o/r" };
      expect((await readCi(env)).pipeline.remote).toEqual({ url: "https://gitea.example/o/r", variable });
    },
  );

  const push = { DRONE_TAG: "", DRONE_COMMIT_REF: "refs/heads/v1", DRONE_BRANCH: "v1" };

  it.each<[string, Env, Pipeline["event"], string | undefined]>([
    ["a branch named like a tag", { ...push, DRONE_BUILD_EVENT: "push" }, "branch", undefined],
    ["a pull request", { ...push, DRONE_BUILD_EVENT: "pull_request" }, "pull-request", undefined],
    ["a clock", { ...push, DRONE_BUILD_EVENT: "cron" }, "other", undefined],
    ["a promotion of a tag", { DRONE_BUILD_EVENT: "promote", DRONE_TAG: "" }, "tag", "v1.2.0"],
  ])("%s", async (_, more, event, tag) => {
    expect((await readCi({ ...DRONE, ...more })).pipeline).toMatchObject({ event, tag });
  });

  it.each(["", "1", "TRUE"])("is not there for DRONE=%s", async (value) => {
    expect((await readCi({ ...DRONE, DRONE: value })).pipeline.title).toBe("a shell");
  });
});

describe("what Drone hears and is handed", () => {
  it("are plain lines, and a file only where it gives one", async () => {
    const { pipeline, said } = await readCi(DRONE);
    sayAll(pipeline.logger);
    expect(said()).not.toMatch(/^::/m);
    const at = await folder();
    await pipeline.handOn(result(at, { id: "1" }));
    expect(await readdir(at)).toEqual([]);
    expect(pipeline.outputsFile).toBeUndefined();
  });

  it("is added to that file", async () => {
    const file = join(await folder(), "output.env");
    await writeFile(file, "A=1\n");
    const { pipeline } = await readCi({ ...DRONE, DRONE_OUTPUT: file });
    await pipeline.handOn(result("/not/there", { id: "1" }));
    expect(await readFile(file, "utf8")).toBe("A=1\nRELEASE_ID=1\nRELEASE_TAG_NAME=v1\n");
  });
});
