import { describe, expect, it } from "vitest";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Env, Pipeline } from "../../src/ci/ci";
import { folder, readCi, result, sayAll } from "./ci-stage";

const GITLAB: Env = {
  CI: "true",
  GITLAB_CI: "true",
  CI_SERVER_URL: "https://gitlab.example.com:8443/gitlab/",
  CI_API_V4_URL: "https://gitlab.example.com:8443/gitlab/api/v4",
  CI_SERVER_VERSION: "17.5.1-ee",
  CI_PROJECT_ID: "42",
  CI_PROJECT_PATH: "group/sub/proj",
  CI_PROJECT_DIR: "/builds/group/sub/proj",
  CI_COMMIT_SHA: "c0ffee1",
  CI_COMMIT_REF_NAME: "v1.2.0",
};

describe("what GitLab CI tells", () => {
  it("is read from its variables", async () => {
    const { pipeline } = await readCi({ ...GITLAB, CI_COMMIT_TAG: "v1.2.0" });
    expect(pipeline).toMatchObject({
      title: "GitLab CI",
      reason: "GITLAB_CI",
      forge: "gitlab",
      serverUrl: "https://gitlab.example.com:8443/gitlab",
      apiUrl: "https://gitlab.example.com:8443/gitlab/api/v4",
      repository: "group/sub/proj",
      repositoryId: "42",
      serverVersion: "17.5.1-ee",
      event: "tag",
      tag: "v1.2.0",
      commit: "c0ffee1",
      workspace: "/builds/group/sub/proj",
    });
  });

  it("has its server in the API's address where an old server tells nothing else", async () => {
    const { pipeline } = await readCi({ ...GITLAB, CI_SERVER_URL: undefined });
    expect(pipeline.serverUrl).toBe("https://gitlab.example.com:8443/gitlab");
  });

  it.each<[string, Env, Pipeline["event"]]>([
    ["a branch", { CI_COMMIT_BRANCH: "main" }, "branch"],
    ["a branch, of an old server", {}, "branch"],
    ["a branch named like a tag", { CI_COMMIT_BRANCH: "v1.2.0" }, "branch"],
    ["a schedule of a branch", { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main" }, "branch"],
    ["a merge request", { CI_PIPELINE_SOURCE: "merge_request_event" }, "pull-request"],
    ["a merge request, by its number", { CI_MERGE_REQUEST_IID: "7" }, "pull-request"],
    ["a pull request elsewhere", { CI_PIPELINE_SOURCE: "external_pull_request_event" }, "pull-request"],
    ["nothing", { CI_COMMIT_REF_NAME: "" }, "other"],
  ])("%s has no tag", async (_, more, event) => {
    const { pipeline } = await readCi({ ...GITLAB, ...more });
    expect([pipeline.event, pipeline.tag]).toEqual([event, undefined]);
  });

  it("names every branch that is built", async () => {
    const env = {
      ...{
        CI_COMMIT_BRANCH: "here",
        CI_COMMIT_REF_NAME: "there",
        CI_MERGE_REQUEST_REF_PATH: "refs/merge-requests/7/head",
      },
      ...{ CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "topic", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" },
    };
    expect((await readCi({ ...GITLAB, ...env })).pipeline.branches).toEqual([
      ...["here", "there", "merge-requests/7/head", "topic", "main"],
    ]);
  });

  it.each(["", "1", "True", "false"])("is not there for GITLAB_CI=%s", async (value) => {
    expect((await readCi({ ...GITLAB, GITLAB_CI: value })).pipeline.title).toBe("a shell");
  });
});

describe("what GitLab CI hears", () => {
  it("are sections in frames and plain lines, never a command", async () => {
    const { pipeline, said } = await readCi(GITLAB);
    sayAll(pipeline.logger);
    const esc = "\x1b[0K";
    expect(said().split("\n")).toEqual([
      `${esc}section_start:1700000020:forge_release_1700000010000_1\r${esc}Title ::group::`,
      "a",
      "\x1b[36mnote: \x1b[39mb",
      "\x1b[33mwarning: \x1b[39mc",
      "\x1b[1m\x1b[31merror: \x1b[39m\x1b[22md",
      "\x1b[2mdebug: e\x1b[22m",
      `${esc}section_end:1700000030:forge_release_1700000010000_1\r${esc}`,
      "",
    ]);
    expect(said()).not.toMatch(/^::/m);
  });

  it("gives every section a name of its own, and ends the inner one first", async () => {
    const { pipeline, said } = await readCi(GITLAB);
    pipeline.logger.section("one");
    pipeline.logger.section("two");
    pipeline.logger.endSection();
    pipeline.logger.endSection();
    pipeline.logger.endSection();
    const names = [...said().matchAll(/section_(start|end):\d+:([\w.-]+)\r/g)].map(
      ([, word, name]) => `${word} ${name}`,
    );
    expect(names.map((name) => name.replace(/\d+_/, ""))).toEqual([
      "start forge_release_1",
      "start forge_release_2",
      "end forge_release_2",
      "end forge_release_1",
    ]);
  });
});

describe("what GitLab CI is handed", () => {
  it("is one file in the working folder, which takes the place of an earlier one", async () => {
    const { pipeline, said } = await readCi(GITLAB);
    const at = await folder();
    await writeFile(join(at, "forge-release.env"), "RELEASE_ID=an earlier and longer one, to be replaced\n");
    await pipeline.handOn(result(at, { id: "1", name: "a\nb" }));
    expect(await readdir(at)).toEqual(["forge-release.env"]);
    expect(await readFile(join(at, "forge-release.env"), "utf8")).toBe("RELEASE_ID=1\nRELEASE_TAG_NAME=v1\n");
    expect(pipeline.outputsFile).toBe("forge-release.env");
    expect(said()).toBe("");
  });
});
