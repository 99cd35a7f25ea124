import { describe, expect, it } from "vitest";
import { FIELDS, message, open, said } from "./client";

const without = (name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(FIELDS).filter(([key]) => key !== name));

describe("creating a release (4)", () => {
  it("makes the tag at a branch or a full sha", async () => {
    const { create, repository } = await open();
    const base = repository.head();
    repository.branch("stable");
    repository.commit("More");
    const { status, body } = await create({ target_commitish: "stable", prerelease: true });
    expect([status, body.prerelease, body.draft, body.html_url]).toEqual([201, true, undefined, undefined]);
    expect(repository.tagCommit("v1")).toBe(base);
    await create({ tag_name: "v2", target_commitish: repository.head() });
    expect(repository.tagCommit("v2")).toBe(repository.head());
    expect(repository.releases).toMatchObject([{ tagName: "v1", name: "One", body: "Notes" }, { tagName: "v2" }]);
  });

  it("wants all four fields, the target also for a tag that exists", async () => {
    const { ask: at, repository } = await open();
    repository.tag("v1");
    for (const name of Object.keys(FIELDS)) {
      expect(said(await at("POST", "/releases", { json: without(name) }))).toEqual([
        400,
        message(`${name} is missing`),
      ]);
    }
    expect(said(await at("POST", "/releases", { json: {} }))).toEqual([
      400,
      { messages: ["tag_name", "name", "body", "target_commitish"].map((name) => `${name} is missing`) },
    ]);
  });

  it("refuses blank notes, unless told otherwise", async () => {
    const { create } = await open();
    for (const body of ["", " \n"]) expect(said(await create({ body }))).toEqual([400, message("body is empty")]);
    const kind = await open({ blankNotes: "kept" });
    expect((await kind.create({ body: "" })).body.body).toBe("");
  });

  it("refuses an unknown target, a short sha, a tag as target and an empty repository", async () => {
    const { create, repository } = await open();
    repository.tag("v0");
    for (const target_commitish of ["master", repository.head().slice(0, 10), "v0", "v1", "refs/heads/main"]) {
      expect(said(await create({ target_commitish }))).toEqual([400, message("创建标签失败：v1")]);
    }
    expect((await create({ tag_name: "a..b" })).status).toBe(400);
    const empty = await open({}, { empty: true });
    expect(said(await empty.create())).toEqual([400, message("创建标签失败：v1")]);
    expect((await empty.ask("GET", "")).body).toMatchObject({ default_branch: null, empty_repo: true });
  });

  it("of a tag that has one is 400, 409 or 422, each with another body", async () => {
    const replies: unknown[] = [];
    for (const existing of [400, 409, 422] as const) {
      const { create, repository } = await open({ existing });
      repository.release({ tag: "v1" });
      replies.push(said(await create()));
      expect(repository.releases).toHaveLength(1);
    }
    expect(replies).toEqual([
      [400, message("发行版已存在")],
      [409, { error: "conflict", error_description: "发行版已存在" }],
      [422, message({ base: ["发行版已存在"] })],
    ]);
  });

  it("by two at once ends with one release", async () => {
    const { create, repository, gitee } = await open();
    const replies = await Promise.all([create(), create({ name: "Two" })]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 400]);
    expect(repository.releases).toHaveLength(1);
    expect(gitee.violations).toEqual([]);
  });

  it("takes forms with true and false, and refuses other booleans", async () => {
    const { create, ask: at } = await open();
    const raw = new URLSearchParams({ ...FIELDS, prerelease: "true" });
    expect((await at("POST", "/releases", { raw })).body.prerelease).toBe(true);
    expect(said(await create({ tag_name: "v2", prerelease: "yes" }))).toEqual([400, message("prerelease is invalid")]);
  });

  it("knows no draft and drops what it does not know", async () => {
    const { create, repository } = await open();
    const { body } = await create({ draft: true, make_latest: "false" });
    expect(body).not.toHaveProperty("draft");
    expect(repository.releases).toHaveLength(1);
  });
});

describe("updating a release (4)", () => {
  const changed = { tag_name: "v1", name: "New", body: "More" };

  it("replaces everything, prerelease left out too", async () => {
    const { ask: at, repository } = await open();
    const { id } = repository.release({ tag: "v1", prerelease: true });
    const { status, body } = await at("PATCH", `/releases/${id}`, { json: changed });
    expect([status, body.name, body.body, body.prerelease]).toEqual([200, "New", "More", false]);
    await at("PATCH", `/releases/${id}`, { json: { ...changed, prerelease: true } });
    expect(repository.releases).toMatchObject([{ name: "New", prerelease: true }]);
  });

  it("wants tag_name, name and body, as JSON", async () => {
    const { ask: at, repository } = await open();
    const { id } = repository.release({ tag: "v1", title: "Old" });
    for (const name of Object.keys(changed)) {
      const json = { ...changed, [name]: undefined };
      expect(said(await at("PATCH", `/releases/${id}`, { json }))).toEqual([400, message(`${name} is missing`)]);
    }
    expect((await at("PATCH", `/releases/${id}`, { raw: new URLSearchParams(changed) })).status).toBe(400);
    expect(repository.releases[0]?.name).toBe("Old");
  });

  it("is by number only, and moves to a free tag that is there only", async () => {
    const { ask: at, repository } = await open();
    const { id } = repository.release({ tag: "v1" });
    repository.release({ tag: "v2" });
    repository.tag("v3");
    expect((await at("PATCH", "/releases/v1", { json: changed })).status).toBe(404);
    const move = async (tag_name: string): Promise<number> =>
      (await at("PATCH", `/releases/${id}`, { json: { ...changed, tag_name } })).status;
    expect([await move("v2"), await move("v4"), await move("v3")]).toEqual([400, 400, 200]);
    expect(repository.releases[0]?.tagName).toBe("v3");
  });
});

describe("deleting a release (4, 8)", () => {
  it("is 204 without a body and takes the tag, or leaves it", async () => {
    for (const tagDiesWithRelease of [true, false]) {
      const { ask: at, repository } = await open({ tagDiesWithRelease });
      const { id } = repository.release({ tag: "v1" });
      const { status, text } = await at("DELETE", `/releases/${id}`);
      expect([status, text, repository.releases.length]).toEqual([204, "", 0]);
      expect(repository.tags.has("v1")).toBe(!tagDiesWithRelease);
    }
  });

  it("to create it again is a violation", async () => {
    const { gitee, ask: at, create, repository } = await open();
    const { id } = repository.release({ tag: "v1" });
    await at("DELETE", `/releases/${id}`);
    expect((await create()).status).toBe(201);
    expect(gitee.violations).toEqual([expect.stringContaining("deleted to be created again")]);
  });
});
