import { describe, expect, it } from "vitest";
import fc from "fast-check";

import type { Env, Pipeline } from "../../src/ci/ci";
import { readCi, result, sayAll } from "./ci-stage";

const CNB: Env = {
  CI: "true",
  CNB: "true",
  CNB_WEB_ENDPOINT: "https://cnb.cool",
  CNB_API_ENDPOINT: "https://api.cnb.cool",
  CNB_REPO_SLUG: "group/sub/r",
  CNB_EVENT: "tag_push",
  CNB_BRANCH: "v1.2.0",
  CNB_IS_TAG: "true",
  CNB_COMMIT: "c0ffee1",
  CNB_BUILD_WORKSPACE: "/workspace",
};

describe("what CNB tells", () => {
  it("is read from its variables", async () => {
    expect((await readCi(CNB)).pipeline).toMatchObject({
      title: "CNB",
      reason: "CNB",
      forge: "cnb",
      serverUrl: "https://cnb.cool",
      apiUrl: "https://api.cnb.cool",
      repository: "group/sub/r",
      event: "tag",
      tag: "v1.2.0",
      commit: "c0ffee1",
      workspace: "/workspace",
    });
  });

  const branch = { CNB_BRANCH: "v1", CNB_IS_TAG: "false" };

  it.each<[string, Env, Pipeline["event"], string | undefined]>([
    ["a branch named like a tag", { ...branch, CNB_EVENT: "push" }, "branch", undefined],
    ["a branch, with nothing said of tags", { CNB_EVENT: "push", CNB_IS_TAG: "" }, "branch", undefined],
    ["a pull request", { ...branch, CNB_EVENT: "pull_request" }, "pull-request", undefined],
    ["a pull request of another kind", { ...branch, CNB_EVENT: "pull_request.target" }, "pull-request", undefined],
    ["by hand on a tag", { CNB_EVENT: "web_trigger_release" }, "tag", "v1.2.0"],
    ["by hand on a branch", { ...branch, CNB_EVENT: "api_trigger" }, "other", undefined],
    ["a tag that is gone", { CNB_COMMIT: "0".repeat(40) }, "withdrawal", "v1.2.0"],
  ])("%s", async (_, more, event, tag) => {
    expect((await readCi({ ...CNB, ...more })).pipeline).toMatchObject({ event, tag });
  });
});

/** As CNB reads what is printed: line by line, `unescape` or base64. */
function heard(said: string): [string, string][] {
  return said.split(/\r\n|\n|\r/).flatMap((line): [string, string][] => {
    const [, name, value] = /^##\[set-output ([^=\]]+)=([^\]]*)\]$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    const [, coded] = /^base64,(.*)$/.exec(value) ?? [];
    const units = value.replace(/%u([0-9A-F]{4})|%([0-9A-F]{2})/gi, (_, four: string, two: string) =>
      String.fromCharCode(parseInt(four || two, 16)),
    );
    return [[name, coded === undefined ? units : Buffer.from(coded, "base64").toString()]];
  });
}

describe("what CNB hears and is handed", () => {
  it("are plain lines", async () => {
    const { pipeline, said } = await readCi(CNB);
    sayAll(pipeline.logger);
    expect(said()).toBe("Title ::group::\na\nnote: b\nwarning: c\nerror: d\ndebug: e\n");
  });

  it("is one line for each output", async () => {
    const { pipeline, said } = await readCi(CNB);
    await pipeline.handOn(
      result("/not/there", { id: "1", url: "https://cnb.cool/o/r/-/releases/v1%2F2", name: "版本 1" }),
    );
    expect(said()).toBe(
      "##[set-output id=1]\n##[set-output url=https://cnb.cool/o/r/-/releases/v1%252F2]\n##[set-output name=版本 1]\n",
    );
  });

  it.each([
    "a]b",
    "a\n##[set-output id=666]",
    "a]##[set-output id=666]",
    "##[set-output id=666",
    "base64,aWQ=",
    "%62ase64,aWQ=",
    "%0A##%5Bset-output id=666%5D",
    "a\r\u0085\u2028b",
    '[{"name":"a"}]',
    "",
  ])("%j arrives as it is, and as nothing more", async (value) => {
    const { pipeline, said } = await readCi(CNB);
    await pipeline.handOn(result("/not/there", { name: value }));
    expect(heard(said())).toEqual([["name", value]]);
    expect(said().match(/\n/g)).toHaveLength(1);
  });

  it("whatever it is", async () => {
    const nasty = fc.string({
      unit: fc.constantFrom("]", "[", "#", "%", "b", "ase64,", "\n", "\r", "0A", "u2028", "é"),
    });
    await fc.assert(
      fc.asyncProperty(nasty, async (value) => {
        const { pipeline, said } = await readCi(CNB);
        await pipeline.handOn(result("/not/there", { name: value }));
        expect(heard(said())).toEqual([["name", value]]);
      }),
    );
  });

  it("leaves out what CNB would not take", async () => {
    const { pipeline, said } = await readCi(CNB);
    await pipeline.handOn(result("/not/there", { assets: "x".repeat(100 * 1024), id: "1" }));
    expect(said()).toBe("##[set-output id=1]\n");
  });
});
