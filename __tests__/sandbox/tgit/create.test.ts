import { describe, expect, it } from "vitest";
import { message, open, said } from "./client";

describe("creating (4)", () => {
  it("makes the tag and the release", async () => {
    const { tgit, create, repository } = await open();
    const fields = {
      tag: "v1",
      start_point: repository.head(),
      tag_message: "One",
      description: "# New",
      labels: "a, b",
    };
    const { status, body } = await create(fields);
    expect([status, body.tag, body.type, body.description]).toEqual([201, "v1", "release", "# New"]);
    expect(body).not.toHaveProperty("labels");
    expect(typeof body.id).toBe("number");
    expect(repository.releases).toMatchObject([{ tagName: "v1", labels: ["a", "b"], author: "bili" }]);
    expect(repository.tags.get("v1")?.message).toBe("One");
    expect(repository.tagCommit("v1")).toBe(repository.head());
    expect(tgit.violations).toEqual([]);
  });

  it("wants `tag` and `start_point`, not the words of others", async () => {
    const { tgit, create, repository, root } = await open();
    expect(said(await create({ start_point: "master" }))).toEqual([400, message('400 (Bad request) "tag" not given')]);
    expect((await create({ tag: "v1" })).status).toBe(400);
    expect(tgit.violations).toEqual([]);
    expect((await create({ tag_name: "v1", ref: "master", target_commitish: "master" })).status).toBe(400);
    expect(tgit.violations).toEqual(
      ["tag_name", "ref", "target_commitish"].map(
        (name) => `POST /api/v3${root}/releases: parameter "${name}" means nothing here`,
      ),
    );
    expect(repository.tags.size).toBe(0);
  });

  it("has no title, no draft, no prerelease: they are dropped, and noted", async () => {
    const { tgit, create } = await open();
    const json = { tag: "v1", start_point: "master", name: "One", title: "One", draft: true, prerelease: true };
    const { status, body } = await create(json);
    expect([status, body.title]).toEqual([201, "v1"]);
    for (const absent of ["name", "body", "draft", "prerelease", "html_url", "tag_name"]) {
      expect(body).not.toHaveProperty(absent);
    }
    expect(tgit.violations).toHaveLength(4);
  });

  it("takes ten labels, and no list for a body", async () => {
    const { create, repository } = await open();
    const given = { tag: "v1", start_point: "master" };
    expect((await create([1] as never)).status).toBe(400);
    expect((await create({ ...given, labels: "a,b,c,d,e,f,g,h,i,j" })).status).toBe(201);
    expect(repository.releases[0]?.labels).toHaveLength(10);
  });

  it("takes forms too", async () => {
    const { ask, repository } = await open();
    const raw = new URLSearchParams({ tag: "v1", start_point: "master", description: "a+b & c" });
    expect((await ask("POST", "/releases", { raw })).status).toBe(201);
    expect(repository.releases).toMatchObject([{ body: "a+b & c" }]);
  });

  it("hides with type none, which is noted", async () => {
    const { tgit, create, ask } = await open();
    expect((await create({ tag: "v1", start_point: "master", type: "none" })).body.type).toBe("none");
    expect((await ask("GET", "/releases")).body).toEqual([]);
    expect(tgit.violations).toEqual([expect.stringContaining('type "none" hides the release')]);
  });

  it("refuses a release that is there, with a status that is not certain (7)", async () => {
    for (const conflict of [400, 409, 422] as const) {
      const { create, repository } = await open({ conflict });
      repository.release({ tag: "v1", notes: "old" });
      expect((await create({ tag: "v1", start_point: "v1", description: "new" })).status).toBe(conflict);
      expect(repository.releases).toMatchObject([{ body: "old" }]);
    }
  });

  it("may answer 200 (3)", async () => {
    const { create, upload } = await open({ created: 200 });
    expect((await create({ tag: "v1", start_point: "master" })).status).toBe(200);
    expect((await upload("v1", "a.zip")).status).toBe(200);
  });

  it("may lose a race (7)", async () => {
    const { create, put, repository } = await open();
    repository.raceFor("v1");
    expect((await create({ tag: "v1", start_point: "master" })).status).toBe(409);
    expect(repository.releases).toHaveLength(1);
    expect((await put("v1", { type: "release", description: "mine" })).status).toBe(200);
    repository.raceFor("v2", "tag");
    expect((await create({ tag: "v2", start_point: "master" })).status).toBe(409);
    expect(repository.rows.get("v2")?.type).toBe("none");
  });
});

describe("a tag that is there (4, 9)", () => {
  it("by default is refused by POST, and made a release by PUT", async () => {
    const { create, put, repository, ask } = await open();
    repository.tag("v1");
    expect((await create({ tag: "v1", start_point: "v1" })).status).toBe(409);
    const { status, body } = await put("v1", { type: "release", description: "x" });
    expect([status, body.type, body.description, typeof body.id]).toEqual([200, "release", "x", "number"]);
    expect((await ask("GET", "/releases")).body).toHaveLength(1);
  });

  it("by `plainTag: post` is made a release by POST; PUT says 200 and does not", async () => {
    const { create, put, repository } = await open({ plainTag: "post" });
    repository.tag("v1");
    const { status, body } = await put("v1", { type: "release" });
    expect([status, body.type]).toEqual([200, "none"]);
    expect((await create({ tag: "v1", start_point: "v1" })).body.type).toBe("release");
  });

  it("keeps its commit and its message", async () => {
    const { create, repository } = await open({ plainTag: "either" });
    const [first = ""] = repository.commits.keys();
    repository.tag("v1", { commit: first });
    expect((await create({ tag: "v1", start_point: "master" })).status).toBe(400);
    expect((await create({ tag: "v1" })).status).toBe(400);
    const { status, body } = await create({ tag: "v1", start_point: "v1", tag_message: "late" });
    expect([status, body.title]).toEqual([201, "v1"]);
    expect(repository.tags.get("v1")).toMatchObject({ commit: first, message: undefined });
    expect(repository.rows.get("v1")?.type).toBe("release");
  });
});

describe("updating (4)", () => {
  it("leaves out what is left out, but for `type`", async () => {
    const { put, repository } = await open();
    repository.release({ tag: "v1", notes: "old", labels: ["a"], assets: [{ name: "a.zip" }] });
    const { status, body } = await put("v1", { description: "new" });
    expect([status, body.description, (body.attachments as unknown[] | undefined)?.length]).toEqual([200, "new", 1]);
    expect(body.updated_at).toMatch(/\+0000$/);
    expect(repository.releases).toMatchObject([{ labels: ["a"] }]);
    await put("v1", { labels: "", description: "" });
    expect(repository.releases).toMatchObject([{ labels: [], body: "" }]);
    repository.tag("v2");
    // An omitted type is documented as "release".
    expect((await put("v2", { description: "x" })).body.type).toBe("release");
  });

  it("keeps the number, and cannot move the tag", async () => {
    const { tgit, put, repository } = await open();
    const [first = ""] = repository.commits.keys();
    const { id } = repository.release({ tag: "v1" });
    const { body } = await put("v1", { type: "release", start_point: first, tag: "v2" });
    expect([body.id, body.tag, repository.tagCommit("v1")]).toEqual([id, "v1", repository.head()]);
    expect(tgit.violations).toHaveLength(2);
  });

  it("answers 404 without a tag", async () => {
    const { put } = await open();
    expect((await put("v1", { description: "x" })).status).toBe(404);
  });

  it("hides with type none, which is noted", async () => {
    const { tgit, put, ask, repository } = await open();
    repository.release({ tag: "v1" });
    expect((await put("v1", { type: "none" })).body.type).toBe("none");
    expect((await ask("GET", "/releases")).body).toEqual([]);
    expect(tgit.violations).toHaveLength(1);
  });
});
