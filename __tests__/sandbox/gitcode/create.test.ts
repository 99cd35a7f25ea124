import { describe, expect, it } from "vitest";
import { coded, open, said } from "./client";

describe("creating a release (4)", () => {
  it("answers 200, or 201, with everything but an id", async () => {
    const { create, repo } = await open();
    const { status, body } = await create({ target_commitish: "main", release_status: "latest" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      tag_name: "v1",
      target_commitish: repo.head(),
      prerelease: false,
      draft: false,
      name: "One",
      body: "Notes",
      author: { login: "fenglonghui" },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
      release_status: "latest",
    });
    expect(body).not.toHaveProperty("id");
    expect((await (await open({ created: 201 })).create()).status).toBe(201);
  });

  it("400 for a missing or an empty tag, name or body", async () => {
    const { create, repo } = await open();
    for (const name of ["tag_name", "name", "body"]) {
      expect(said(await create({ [name]: undefined }))).toEqual([400, coded(400, `Bad Request: ${name} is missing`)]);
      expect(said(await create({ [name]: "" }))).toEqual([400, coded(400, `Bad Request: ${name} is empty`)]);
      expect((await create({ [name]: " \n" })).status).toBe(400);
    }
    expect(repo.releases).toEqual([]);
  });

  it("409 when it exists already, as 400 with an inner 409 or plainly", async () => {
    const { create } = await open();
    await create();
    expect(said(await create())).toEqual([400, coded(409, "Conflict: Release already exists")]);
    const plain = await open({ errors: "message" });
    await plain.create();
    expect(said(await plain.create())).toEqual([409, { message: "409 Conflict: Release already exists" }]);
  });

  it("begins at the default branch's tip, and tells where a tag is, whatever was sent", async () => {
    const { create, repo } = await open();
    const first = repo.head();
    repo.tag("v1");
    repo.commit("later");
    expect((await create({ target_commitish: "main" })).body.target_commitish).toBe(first);
    expect((await create({ tag_name: "v2" })).body.target_commitish).toBe(repo.head());
  });

  it("release_status is the only switch: draft and prerelease are dropped, which is a violation", async () => {
    const { gitcode, create } = await open();
    const { body } = await create({ draft: true, prerelease: true });
    expect([body.draft, body.prerelease, body.release_status]).toEqual([false, false, null]);
    expect(gitcode.violations).toEqual([
      expect.stringContaining("draft is ignored"),
      expect.stringContaining("prerelease is ignored"),
    ]);
    const pre = await create({ tag_name: "v2", release_status: "pre", prerelease: true, draft: false });
    expect([pre.body.prerelease, pre.body.release_status]).toEqual([true, "pre"]);
    expect(gitcode.violations).toHaveLength(2);
  });

  it("takes JSON only, and unknown members are dropped", async () => {
    const { ask, create } = await open();
    const raw = new URLSearchParams({ tag_name: "v1", name: "One", body: "Notes" });
    expect((await ask("POST", "/releases", { raw })).status).toBe(400);
    const empty = { raw: "", headers: { "content-type": "application/json" } };
    expect((await ask("POST", "/releases", empty)).status).toBe(400);
    expect((await create({ make_latest: "true" })).status).toBe(200);
  });
});

describe("updating a release (4)", () => {
  it("goes by tag and answers nothing, the release, or 204", async () => {
    const { patch, repo } = await open();
    repo.release({ tag: "v1" });
    const { status, text } = await patch("v1", { name: "Two", body: "More" });
    expect([status, text]).toEqual([200, ""]);
    expect(repo.releases).toMatchObject([{ tagName: "v1", name: "Two", body: "More" }]);
    for (const [updated, expected] of [["release", 200] as const, ["no-content", 204] as const]) {
      const other = await open({ updated });
      other.repo.release({ tag: "v1" });
      const reply = await other.patch("v1", { name: "Two" });
      const body: Record<string, unknown> = { ...reply.body };
      expect([reply.status, body.name]).toEqual([expected, updated === "release" ? "Two" : undefined]);
      expect(body).not.toHaveProperty("id");
    }
  });

  it("wants tag_name, name and a body that is not empty", async () => {
    const { patch, repo } = await open();
    repo.release({ tag: "v1", notes: "kept" });
    for (const name of ["tag_name", "name", "body"]) {
      expect((await patch("v1", { [name]: undefined })).status).toBe(400);
      expect((await patch("v1", { [name]: "" })).status).toBe(400);
    }
    expect((await patch("v1", { tag_name: "v2" })).status).toBe(422);
    expect(repo.releases[0]?.body).toBe("kept");
  });

  it("is 404 without a release", async () => {
    const { patch, repo } = await open();
    repo.tag("v1");
    expect(said(await patch("v1"))).toEqual([400, coded(404, "Not Found Release")]);
  });

  it("without release_status makes it an ordinary release, or keeps what it is", async () => {
    const { patch, repo } = await open();
    repo.release({ tag: "v1", status: "pre" });
    await patch("v1", { release_status: "pre" });
    expect(repo.releases[0]?.status).toBe("pre");
    await patch("v1");
    expect(repo.releases[0]?.status).toBeUndefined();
    const kind = await open({ omittedStatus: "kept" });
    kind.repo.release({ tag: "v1", status: "pre" });
    await kind.patch("v1");
    expect(kind.repo.releases[0]?.status).toBe("pre");
  });

  it("moves the mark of the latest, and never the tag", async () => {
    const { patch, repo } = await open();
    repo.release({ tag: "v1", status: "latest" });
    repo.release({ tag: "v2" });
    const commit = repo.head();
    repo.commit("later");
    await patch("v2", { release_status: "latest", target_commitish: "main" });
    expect(repo.releases.map(({ status }) => status)).toEqual([undefined, "latest"]);
    expect(repo.tagCommit("v2")).toBe(commit);
  });
});
