import { describe, expect, it } from "vitest";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Env, Pipeline } from "../../src/ci/ci";
import { folder, readCi, result, sayAll } from "./ci-stage";

const ATOMGIT: Env = {
  CI: "true",
  ATOMGIT_ACTIONS: "true",
  ATOMGIT_SERVER_URL: "https://atomgit.com",
  ATOMGIT_API_URL: "https://api.atomgit.com",
  ATOMGIT_REPOSITORY: "o/r",
  ATOMGIT_REF: "refs/tags/v1.2.0",
  ATOMGIT_REF_NAME: "v1.2.0",
  ATOMGIT_REF_TYPE: "tag",
  ATOMGIT_SHA: "c0ffee1",
  ATOMGIT_EVENT_NAME: "push",
  ATOMGIT_WORKSPACE: "/workspace",
};

describe("what a pipeline of AtomGit tells", () => {
  it("is read from its variables, beside GITHUB_ACTIONS, too", async () => {
    for (const more of [{}, { GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "x/y", GITHUB_REF: "refs/tags/v9" }]) {
      const { pipeline } = await readCi({ ...ATOMGIT, ...more });
      expect(pipeline).toMatchObject({
        reason: "ATOMGIT_ACTIONS",
        forge: "gitcode",
        serverUrl: "https://atomgit.com",
        apiUrl: "https://api.atomgit.com/api/v5",
        repository: "o/r",
        event: "tag",
        tag: "v1.2.0",
        commit: "c0ffee1",
        workspace: "/workspace",
      });
    }
  });

  it.each([
    ["https://api.atomgit.com/", "https://api.atomgit.com/api/v5"],
    ["https://api.atomgit.com/api/v5", "https://api.atomgit.com/api/v5"],
    ["https://api.atomgit.com/api/v5/", "https://api.atomgit.com/api/v5"],
    ["", undefined],
  ])("the API at %s", async (url, expected) => {
    expect((await readCi({ ...ATOMGIT, ATOMGIT_API_URL: url })).pipeline.apiUrl).toBe(expected);
  });

  const byHand = { ATOMGIT_EVENT_NAME: "workflow_dispatch" };
  const branch = { ATOMGIT_REF: "refs/heads/main", ATOMGIT_REF_NAME: "main", ATOMGIT_REF_TYPE: "branch" };

  it.each<[string, Env, Pipeline["event"], string | undefined]>([
    ["a branch", branch, "branch", undefined],
    ["a branch named like a tag", { ...branch, ATOMGIT_REF: "refs/heads/v1" }, "branch", undefined],
    ["by hand, a short branch", { ...branch, ...byHand, ATOMGIT_REF: "main" }, "branch", undefined],
    ["by hand, a short tag", { ...byHand, ATOMGIT_REF: "v1.2.0" }, "tag", "v1.2.0"],
    ["by hand, of no type", { ...byHand, ATOMGIT_REF: "v1.2.0", ATOMGIT_REF_TYPE: "" }, "other", undefined],
    ["a pull request", { ...branch, ATOMGIT_EVENT_NAME: "pull_request" }, "pull-request", undefined],
    ["a merge request", { ...branch, ATOMGIT_EVENT_NAME: "merge_request" }, "pull-request", undefined],
    ["a push that deletes the tag", { ATOMGIT_SHA: "0".repeat(40) }, "withdrawal", "v1.2.0"],
    ["a release without a payload", { ATOMGIT_EVENT_NAME: "release" }, "release", "v1.2.0"],
  ])("%s", async (_, more, event, tag) => {
    expect((await readCi({ ...ATOMGIT, ...more })).pipeline).toMatchObject({ event, tag });
  });

  it("a release without a payload may be the end of one", async () => {
    const { pipeline } = await readCi({ ...ATOMGIT, ATOMGIT_EVENT_NAME: "release" });
    expect(pipeline.eventTrouble).toContain("ATOMGIT_EVENT_PATH");
  });

  it.each<[object, Partial<Pipeline>]>([
    [
      { action: "published", release: { id: 7, tag_name: "v9" } },
      // The id is another system's: releases are known by their tag.
      { event: "release", tag: "v9", release: undefined },
    ],
    [
      { action: "deleted", release: { id: 7, tag_name: "v9" } },
      { event: "withdrawal", release: undefined },
    ],
  ])("a release whose payload is %j", async (payload, expected) => {
    const file = join(await folder(), "event.json");
    await writeFile(file, JSON.stringify(payload));
    const env = { ...ATOMGIT, ATOMGIT_EVENT_NAME: "release", ATOMGIT_EVENT_PATH: file };
    expect((await readCi(env)).pipeline).toMatchObject(expected);
  });
});

describe("what a pipeline of AtomGit hears and is handed", () => {
  it("are commands", async () => {
    const { pipeline, said } = await readCi(ATOMGIT);
    sayAll(pipeline.logger);
    expect(said()).toBe(
      "::group::Title : :group: :\na\n::notice::b\n::warning::c\n::error::d\ndebug: e\n::add-mask::secret\n::endgroup::\n",
    );
  });

  it("is added to its own file, each value between delimiters that nobody can guess", async () => {
    const file = join(await folder(), "output");
    await writeFile(file, "before=1\n");
    const hostile = "x\nid=666\nEOF\nghadelimiter_";
    const { pipeline } = await readCi({ ...ATOMGIT, ATOMGIT_OUTPUT: file, GITHUB_OUTPUT: "/not/there" });
    await pipeline.handOn(result("/not/there", { name: hostile, id: "1" }));
    const [, value, id] =
      /^before=1\nname<<(?:ghadelimiter_([\w-]+))\n([\s\S]*)\nghadelimiter_\1\nid<<(ghadelimiter_[\w-]+)\n([\s\S]*)\n\3\n$/
        .exec(await readFile(file, "utf8"))
        ?.filter((_, index) => index !== 1 && index !== 3) ?? [];
    expect([value, id]).toEqual([hostile, "1"]);
  });

  it("is an error where the runner's file is not there, which nobody would read", async () => {
    const file = join(await folder(), "output");
    const { pipeline } = await readCi({ ...ATOMGIT, ATOMGIT_OUTPUT: file });
    await expect(pipeline.handOn(result("/not/there", { id: "1" }))).rejects.toThrow("ENOENT");
  });

  it("is said where an old runner gives no file", async () => {
    const { pipeline, said } = await readCi(ATOMGIT);
    await pipeline.handOn(result("/not/there", { name: "a\n::error::b" }));
    expect(said()).toBe("::set-output name=name::a%0A::error::b\n");
  });

  it("shows a page where there is a place for it", async () => {
    const file = join(await folder(), "summary");
    await writeFile(file, "");
    await (await readCi({ ...ATOMGIT, ATOMGIT_STEP_SUMMARY: file })).pipeline.summarise("### One");
    expect(await readFile(file, "utf8")).toBe("### One\n");
    await (await readCi(ATOMGIT)).pipeline.summarise("x");
  });
});
