import { describe, expect, it } from "vitest";

import { recogniseCi } from "../../src/ci";
import { actions } from "../../src/ci/actions";
import type { Env, Pipeline, Result } from "../../src/ci/ci";
import { GITHUB, handedOver, hearActions, readActions } from "./actions-stage";

const MAIN = "refs/heads/main";

/** What a runner sets for another event than the push of a tag. */
const on = (event: string, ref?: string): Env => ({
  GITHUB_EVENT_NAME: event,
  ...(ref === undefined ? {} : { GITHUB_REF: ref }),
});

describe("which member of the family", () => {
  it.each<[string, Env, string, string, string]>([
    ["GitHub", {}, "GITHUB_ACTIONS", "GitHub Actions", "github"],
    ["Gitea", { GITEA_ACTIONS: "true" }, "GITEA_ACTIONS", "Gitea Actions", "gitea"],
    ["Forgejo", { FORGEJO_ACTIONS: "true" }, "FORGEJO_ACTIONS", "Forgejo Actions", "forgejo"],
    ["both", { FORGEJO_ACTIONS: "true", GITEA_ACTIONS: "true" }, "FORGEJO_ACTIONS", "Forgejo Actions", "forgejo"],
    ["an old Gitea", { GITHUB_API_URL: "https://git.acme.test/api/v1" }, "GITHUB_API_URL", "Gitea Actions", "gitea"],
    ["a GHES", { GITHUB_API_URL: "https://git.acme.test/api/v3" }, "GITHUB_ACTIONS", "GitHub Actions", "github"],
    ["act", { ACT: "true" }, "ACT", "act", "github"],
  ])("%s", async (_, more, reason, title, forge) => {
    expect(recogniseCi({ ...GITHUB, ...more })).toEqual({ ci: actions, reason, others: [] });
    expect(await readActions(more)).toMatchObject({ reason, title, forge });
  });

  it.each([{}, { GITHUB_ACTIONS: "" }, { GITHUB_ACTIONS: "false" }, { GITHUB_REPOSITORY: "o/r" }])(
    "none of them: %j",
    (env) => {
      expect(actions.recognise(env)).toBeUndefined();
      expect(recogniseCi(env).ci.id).toBe("local-git");
    },
  );
});

describe("what the pipeline tells", () => {
  it("is read from the variables", async () => {
    expect(await readActions({ GITHUB_SERVER_URL: "https://github.com/" })).toMatchObject({
      serverUrl: "https://github.com",
      apiUrl: "https://api.github.com",
      repository: "o/r",
      commit: "c0ffee1",
      workspace: "/workspace",
    });
  });

  it("is unknown where a variable is empty", async () => {
    const empty = { GITHUB_SERVER_URL: "", GITHUB_API_URL: " ", GITHUB_REPOSITORY: "" };
    const pipeline = await readActions({ ...empty, GITHUB_SHA: "", GITHUB_WORKSPACE: "" });
    for (const name of ["serverUrl", "apiUrl", "repository", "commit", "workspace"] as const)
      expect(pipeline[name]).toBeUndefined();
  });
});

const released = (action: string, more: object = {}): object => ({
  action,
  release: { id: 42, tag_name: "v9", draft: false, ...more },
});

describe("the event and its tag", () => {
  it.each<[string, Env, object, Pipeline["event"], string | undefined]>([
    ["a tag push", {}, {}, "tag", "v1.2.0"],
    ["a tag with slashes", { GITHUB_REF: "refs/tags/pkg/v1" }, {}, "tag", "pkg/v1"],
    ["a branch push", { GITHUB_REF: MAIN }, {}, "branch", undefined],
    [
      "a branch named like a tag",
      { GITHUB_REF: "refs/heads/v1.2.0", GITHUB_REF_NAME: "v1.2.0" },
      {},
      "branch",
      undefined,
    ],
    ["a pull request", on("pull_request", "refs/pull/1/merge"), {}, "pull-request", undefined],
    ["a pull request of another kind", on("pull_request_target", MAIN), {}, "pull-request", undefined],
    ["by hand on a tag", on("workflow_dispatch"), {}, "tag", "v1.2.0"],
    ["by hand on a branch", on("workflow_dispatch", MAIN), {}, "branch", undefined],
    ["a clock", on("schedule", ""), {}, "other", undefined],
    ["a release", on("release", "refs/tags/v9"), released("published"), "release", "v9"],
    ["a release without a ref", on("release", ""), released("created"), "release", "v9"],
    ["a release without a release", on("release"), { action: "published" }, "release", "v1.2.0"],
    ["a release deleted, and nothing else", on("release"), { action: "deleted" }, "withdrawal", "v1.2.0"],
    ["a release deleted", on("release"), released("deleted"), "withdrawal", "v1.2.0"],
    ["a release unpublished", on("release"), released("unpublished"), "withdrawal", "v1.2.0"],
    ["a tag deleted", on("delete", MAIN), { ref_type: "tag" }, "withdrawal", undefined],
    ["a branch deleted", on("delete", MAIN), { ref_type: "branch" }, "other", undefined],
    ["a push that deletes a tag", { GITHUB_SHA: "0".repeat(40) }, {}, "withdrawal", "v1.2.0"],
    ["a push that deletes a tag, by its payload", {}, { deleted: true }, "withdrawal", "v1.2.0"],
    ["a push of a tag", {}, { deleted: false }, "tag", "v1.2.0"],
    ["a queue of merges", on("merge_group", "refs/heads/gh-readonly-queue/main/pr-1-x"), {}, "pull-request", undefined],
  ])("%s", async (_, env, payload, event, tag) => {
    expect(await readActions(env, payload)).toMatchObject({ event, tag });
  });

  it.each([true, false])("knows the release of its event, a draft: %s", async (draft) => {
    const pipeline = await readActions(on("release"), released("created", { draft }));
    expect(pipeline.release).toEqual({ id: "42", draft });
  });
});

const MERGED = "deadbeef".repeat(5);
const closed = (more: object): object => ({
  action: "closed",
  pull_request: { merged: true, merge_commit_sha: MERGED, base: { ref: "main" }, ...more },
});

describe("a pull request that was closed", () => {
  const event = { GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/7/merge", GITHUB_REF_NAME: "7/merge" };

  it.each<[string, Env]>([
    ["on its own ref", event],
    ["on its base", { ...event, GITHUB_EVENT_NAME: "pull_request_target", GITHUB_REF: MAIN }],
  ])("by a merge is about the merge commit: %s", async (_, env) => {
    const pipeline = await readActions(env, closed({}));
    expect(pipeline).toMatchObject({ event: "merge", commit: MERGED, tag: undefined });
    expect(pipeline.branches).toContain("main");
  });

  it.each<[string, object | string]>([
    ["without a merge", closed({ merged: false })],
    ["and opened again", { ...closed({}), action: "reopened" }],
    ["with a commit that is none", closed({ merge_commit_sha: "main" })],
    ["with a commit that is missing", closed({ merge_commit_sha: null })],
    ["with a payload that is no JSON", "{"],
  ])("%s is a pull request", async (_, payload) => {
    expect(await readActions(event, payload)).toMatchObject({ event: "pull-request", commit: "c0ffee1" });
  });

  it("knows all names of what is built", async () => {
    const env = { ...event, GITHUB_HEAD_REF: "feature/x", GITHUB_BASE_REF: "main" };
    expect((await readActions(env)).branches).toEqual(["pull/7/merge", "7/merge", "feature/x", "main"]);
  });
});

describe("an event whose file cannot be read", () => {
  it.each<[string, Env, object | string, RegExp | undefined]>([
    ["a release of half a JSON", on("release"), '{"action":', /holds no JSON/],
    ["a release of nothing", on("release"), "", /holds no JSON/],
    ["a release of a list", on("release"), "[]", /does not say what happened/],
    ["a release of no action", on("release"), { action: 5 }, /does not say what happened/],
    ["a release without a file", { GITHUB_EVENT_NAME: "release", GITHUB_EVENT_PATH: "" }, {}, /is not named/],
    ["a release whose file is gone", { ...on("release"), GITHUB_EVENT_PATH: "/not/there" }, {}, /not there/],
    ["a release whose file is a folder", { GITHUB_EVENT_NAME: "release", GITHUB_EVENT_PATH: "/" }, {}, /not there/],
    ["a release whose file never ends", { ...on("release"), GITHUB_EVENT_PATH: "/dev/zero" }, {}, /regular/],
    ["a release whose file is large", on("release"), " ".repeat(26 * 1024 * 1024), /more than/],
    ["a deletion of half a JSON", on("delete", MAIN), "{", /holds no JSON/],
    ["a push of half a JSON", {}, "{", undefined],
  ])("%s", async (_, env, payload, says) => {
    const { eventTrouble, event } = await readActions(env, payload);
    expect(event).not.toBe("withdrawal");
    if (says === undefined) expect(eventTrouble).toBeUndefined();
    else expect(eventTrouble).toMatch(says);
  });
});

describe("what it says", () => {
  it("is said as commands, whose text cannot be one", async () => {
    const { pipeline, said } = await hearActions({});
    const { logger } = pipeline;
    logger.section("Title ::x");
    logger.info("plain");
    logger.notice("a 100% ::error::b\nc");
    logger.warning("w");
    logger.error("e");
    logger.debug("d");
    logger.endSection();
    expect(said().split("\n")).toEqual([
      "::group::Title : :x",
      "plain",
      "::notice::a 100%25 : :error: :b%0Ac",
      "::warning::w",
      "::error::e",
      "debug: d",
      "::endgroup::",
      "",
    ]);
  });

  it("is masked line by line", async () => {
    const { pipeline, said } = await hearActions({});
    pipeline.logger.mask("one\n\ntwo");
    expect(said()).toBe("::add-mask::one\n::add-mask::two\n");
  });
});

const result = (outputs: [string, string][]): Result => ({ outputs: new Map(outputs), dotenv: "", folder: "/work" });

describe("what it hands on", () => {
  it("goes to the runner's file, each value between delimiters that nobody can guess", async () => {
    const hostile = "x\nid=666\nEOF\nghadelimiter_";
    const written = await handedOver("GITHUB_OUTPUT", async (env) => {
      await (await readActions(env)).handOn(result(Object.entries({ name: hostile, id: "1" })));
    });
    const [, first = "", value, second = "", id] =
      /^name<<(ghadelimiter_[\w-]+)\n([\s\S]*)\n\1\nid<<(ghadelimiter_[\w-]+)\n([\s\S]*)\n\3\n$/.exec(written) ?? [];
    expect([value, id]).toEqual([hostile, "1"]);
    expect(first).not.toBe(second);
  });

  it("is said on an old runner, which gives no file", async () => {
    const { pipeline, said } = await hearActions({ GITHUB_OUTPUT: "" });
    await pipeline.handOn(result([["name", "a\n::error::b%"]]));
    expect(said().trim()).toBe("::set-output name=name::a%0A::error::b%25");
  });

  it("shows a page where the runner has a place for it, and nothing elsewhere", async () => {
    const written = await handedOver("GITHUB_STEP_SUMMARY", async (env) => {
      await (await readActions(env)).summarise("### One");
    });
    expect(written.trim()).toBe("### One");
    await (await readActions({ GITHUB_STEP_SUMMARY: "" })).summarise("x");
    await (await readActions({ GITHUB_STEP_SUMMARY: "/not/there" })).summarise("x");
  });
});
