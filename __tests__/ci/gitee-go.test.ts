import { describe, expect, it } from "vitest";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Env, Pipeline } from "../../src/ci/ci";
import { folder, readCi, result, sayAll } from "./ci-stage";

const GITEE: Env = {
  GITEE_PIPELINE_NAME: "release",
  GITEE_REPO: "o/r",
  GITEE_BRANCH: "master",
  GITEE_COMMIT: "c0ffee1",
};

describe("what Gitee Go tells", () => {
  it("is read from its variables", async () => {
    expect((await readCi(GITEE)).pipeline).toMatchObject({
      title: "Gitee Go",
      reason: "GITEE_PIPELINE_NAME",
      forge: "gitee",
      // A bare name may be of a private server.
      serverUrl: undefined,
      apiUrl: undefined,
      repository: "o/r",
      event: "branch",
      tag: undefined,
      commit: "c0ffee1",
    });
  });

  it.each<[string, string | undefined, string | undefined]>([
    ["o/r", "o/r", undefined],
    ["o/r.git", "o/r", undefined],
    ["https://gitee.com/o/r.git", "o/r", "https://gitee.com"],
    ["https://me:geheim@gitee.com/o/r", "o/r", "https://gitee.com"],
    ["git@gitee.com:o/r.git", "o/r", "https://gitee.com"],
    ["https://gitee.acme.test/o/r", "o/r", "https://gitee.acme.test"],
    ["r", undefined, undefined],
    ["", undefined, undefined],
  ])("the repository %s", async (told, repository, serverUrl) => {
    expect((await readCi({ ...GITEE, GITEE_REPO: told })).pipeline).toMatchObject({ repository, serverUrl });
  });

  it.each<[string, Env, Pipeline["event"], string | undefined]>([
    ["a branch named like a tag", { GITEE_BRANCH: "v1.2.0" }, "branch", undefined],
    ["a tag, told as a full ref", { GITEE_BRANCH: "refs/tags/v1.2.0" }, "tag", "v1.2.0"],
    ["a pull request", { GITEE_PULL_ID: "7" }, "pull-request", undefined],
    ["nothing", { GITEE_BRANCH: "" }, "other", undefined],
  ])("%s", async (_, more, event, tag) => {
    expect((await readCi({ ...GITEE, ...more })).pipeline).toMatchObject({ event, tag });
  });

  it("is not there without both marks", async () => {
    for (const gone of ["GITEE_PIPELINE_NAME", "GITEE_COMMIT"])
      expect((await readCi({ ...GITEE, [gone]: " " })).pipeline.title).toBe("a shell");
  });
});

describe("what Gitee Go hears and is handed", () => {
  it("are plain lines", async () => {
    const { pipeline, said } = await readCi(GITEE);
    sayAll(pipeline.logger);
    expect(said()).not.toMatch(/^::/m);
  });

  it.each([
    [undefined, ""],
    ["", ""],
    ["a=1\n", "a=1\n"],
    ["a=1", "a=1\n"],
  ])("is added to a file that holds %j", async (before, kept) => {
    const { pipeline } = await readCi(GITEE);
    const at = await folder();
    if (before !== undefined) await writeFile(join(at, "GITEE_PARAMS"), before);
    await pipeline.handOn(result(at, { id: "1" }));
    expect(await readFile(join(at, "GITEE_PARAMS"), "utf8")).toBe(`${kept}RELEASE_ID=1\nRELEASE_TAG_NAME=v1\n`);
    expect(pipeline.outputsFile).toBe("GITEE_PARAMS");
  });
});
