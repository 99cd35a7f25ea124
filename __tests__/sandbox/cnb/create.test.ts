import { describe, expect, it } from "vitest";
import { ask as send, object, open } from "./client";

const fields = { tag_name: "v1", target_commitish: "main" };

describe("creating a release (2)", () => {
  it("answers 201 with the release and makes the tag, also of a draft", async () => {
    const { create, repository } = await open();
    const sha = repository.head();
    const given = { ...fields, target_commitish: sha, name: "One", body: "notes", draft: true, prerelease: true };
    const { status, body } = await create(given);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: "One",
      body: "notes",
      draft: true,
      prerelease: true,
      is_latest: false,
      assets: [],
    });
    expect(typeof object(body).id).toBe("string");
    expect(repository.tagCommit("v1")).toBe(sha);
  });

  it("answers 409 when there is one, also a draft", async () => {
    const { create, repository, said } = await open();
    repository.release({ tag: "v1", draft: true });
    expect(await said("POST", "/releases", { json: fields })).toEqual([409, "release of tag v1 already exists"]);
    repository.release({ tag: "v2" });
    expect((await create({ tag_name: "v2" })).status).toBe(409);
    expect(repository.releases).toHaveLength(2);
  });

  it("or another 4xx (4)", async () => {
    for (const existsStatus of [400, 422] as const) {
      const { create, repository } = await open({ existsStatus });
      repository.release({ tag: "v1" });
      expect((await create(fields)).status).toBe(existsStatus);
    }
  });

  it("refuses an empty repository", async () => {
    const { cnb } = await open();
    cnb.repository("group/empty", { empty: true });
    const { status, body } = await send(cnb, "POST", "/group/empty/-/releases", { json: fields });
    expect([status, object(body).errmsg]).toEqual([400, "repository is empty, initialise it first"]);
  });

  it("wants an object with a tag and a target", async () => {
    const { create, said } = await open();
    expect(await said("POST", "/releases", { json: { name: "x" } })).toEqual([400, '"tag_name" is required']);
    for (const raw of ["", "tag_name=v1"]) expect((await said("POST", "/releases", { raw }))[0]).toBe(400);
    expect((await create({ tag_name: "v1" })).status).toBe(400);
  });
});

describe("updating and deleting (2)", () => {
  it("answers 200 with nothing in it", async () => {
    const { ask, repository } = await open();
    const { id } = repository.release({ tag: "v1", draft: true, notes: "old" });
    const { status, text } = await ask("PATCH", `/releases/${id}`, { json: { name: "One", draft: false } });
    expect([status, text]).toEqual([200, ""]);
    expect(repository.releases).toMatchObject([{ name: "One", body: "old", draft: false }]);
    expect(repository.releases[0]?.publishedAt).toBeDefined();
  });

  it("takes neither tag_name nor target_commitish", async () => {
    const { said, repository } = await open();
    const { id } = repository.release({ tag: "v1" });
    for (const name of ["tag_name", "target_commitish"]) {
      expect(await said("PATCH", `/releases/${id}`, { json: { [name]: "main" } })).toEqual([
        400,
        `unknown field "${name}"`,
      ]);
    }
    expect((await said("PATCH", "/releases/1", { json: {} }))[0]).toBe(404);
    expect((await said("PATCH", `/releases/${id}`, { json: { make_latest: false } }))[0]).toBe(400);
  });

  it("deletes with 204 or 200, and leaves the tag", async () => {
    for (const deleteStatus of [200, 204] as const) {
      const { said, repository, ask } = await open({ deleteStatus });
      const { id } = repository.release({ tag: "v1" });
      const { status, text } = await ask("DELETE", `/releases/${id}`);
      expect([status, text]).toEqual([deleteStatus, ""]);
      expect([repository.releases.length, repository.tags.size]).toEqual([0, 1]);
      expect((await said("DELETE", `/releases/${id}`))[0]).toBe(404);
    }
  });
});

describe("the latest (2)", () => {
  it("404 without one", async () => {
    const { said, repository } = await open();
    repository.release({ tag: "v2-rc", prerelease: true });
    expect(await said("GET", "/releases/latest")).toEqual([404, "release not found"]);
  });

  it("is who publishes last, unless make_latest says something else", async () => {
    const { create, ask } = await open();
    const latest = async (): Promise<unknown> => object((await ask("GET", "/releases/latest")).body).tag_name;
    await create({ ...fields, tag_name: "v1" });
    expect(await latest()).toBe("v1");
    await create({ ...fields, tag_name: "v2", make_latest: "false" });
    expect(await latest()).toBe("v1");
    await create({ ...fields, tag_name: "v3-rc", prerelease: true, make_latest: "true" });
    expect(await latest()).toBe("v1");
    await create({ ...fields, tag_name: "v4", draft: true, make_latest: "true" });
    expect(await latest()).toBe("v1");
    const draft = object((await ask("GET", "/releases/tags/v4")).body).id;
    await ask("PATCH", `/releases/${String(draft)}`, { json: { draft: false, make_latest: "legacy" } });
    expect(await latest()).toBe("v4");
  });

  it("needs the wish with `latestByDefault: false`", async () => {
    const { create, said, repository } = await open({ latestByDefault: false });
    await create(fields);
    expect((await said("GET", "/releases/latest"))[0]).toBe(404);
    await said("PATCH", `/releases/${repository.releases[0]?.id ?? ""}`, { json: { make_latest: "true" } });
    expect((await said("GET", "/releases/latest"))[0]).toBe(200);
  });

  it("is gone with its release", async () => {
    const { said, repository } = await open();
    repository.release({ tag: "v1" });
    const { id } = repository.release({ tag: "v2" });
    await said("DELETE", `/releases/${id}`);
    expect((await said("GET", "/releases/latest"))[0]).toBe(404);
  });
});
