import { describe, expect, it } from "vitest";
import { open, told } from "./client";

describe("editing a release (5.1, 5.2)", () => {
  const edit = (desk: Awaited<ReturnType<typeof open>>, json: unknown, at = 0) =>
    desk.ask("PATCH", `/releases/${desk.repo.releases[at]?.id ?? 0}`, { json });

  it("keeps what is empty or absent (d)", async () => {
    const desk = await open();
    desk.repo.release({ tag: "v1", title: "One", notes: "Notes", prerelease: true });
    const { status, body } = await edit(desk, { name: "", body: "", tag_name: "", draft: null });
    expect([status, body.name, body.body, body.tag_name]).toEqual([200, "One", "Notes", "v1"]);
    expect(body.prerelease).toBe(true);
    expect((await edit(desk, { body: " ", prerelease: false })).body).toMatchObject({ body: " ", prerelease: false });
  });

  it("publishing a draft makes the tag at the stored target (q)", async () => {
    const desk = await open();
    const first = [...desk.repo.commits.keys()][0] ?? "";
    await desk.create({ tag_name: "v1", target_commitish: first, draft: true });
    expect(desk.repo.tags.size).toBe(0);
    expect((await edit(desk, { draft: false })).body).toMatchObject({ draft: false, tag_name: "v1" });
    expect(desk.repo.tagCommit("v1")).toBe(first);
  });

  it("a tag that the queue does not know of yet publishes nothing", async () => {
    const desk = await open();
    const first = [...desk.repo.commits.keys()][0] ?? "";
    await desk.create({ tag_name: "v1", draft: true });
    desk.repo.tag("v1", { commit: first, synced: false });
    expect((await desk.ask("GET", "/releases/tags/v1")).body.draft).toBe(true);
    await edit(desk, { draft: false });
    expect([desk.repo.tagCommit("v1"), desk.repo.tagRows]).toEqual([first, []]);
  });

  it("publishing at a bad target or a protected tag is a 500 without a word (o)", async () => {
    const desk = await open({}, { protectedTags: [{ pattern: "v*" }] });
    await desk.create({ tag_name: "x", target_commitish: "nope", draft: true });
    await desk.create({ tag_name: "v1", draft: true });
    told(await edit(desk, { draft: false }, 0), 500, "");
    told(await edit(desk, { draft: false }, 1), 500, "");
    expect(desk.repo.releases.every(({ draft }) => draft)).toBe(true);
  });

  it("another tag name makes that tag and leaves the old one; a taken one is 500", async () => {
    const desk = await open();
    desk.repo.release({ tag: "v1" });
    desk.repo.release({ tag: "v2" });
    expect((await edit(desk, { tag_name: "v3" })).body.tag_name).toBe("v3");
    expect([...desk.repo.tags.keys()]).toEqual(["v1", "v2", "v3"]);
    told(await edit(desk, { tag_name: "v2" }), 500, "");
    expect((await desk.ask("PATCH", "/releases/1", { json: {} })).status).toBe(404);
  });

  it("the fault `half` makes the tag and leaves the draft", async () => {
    const desk = await open();
    await desk.create({ tag_name: "v1", draft: true });
    desk.gitea.faults.add({ method: "PATCH", do: { kind: "half", status: 500 } });
    expect((await edit(desk, { draft: false })).status).toBe(500);
    expect([desk.repo.tags.size, desk.repo.releases[0]?.draft]).toEqual([1, true]);
    expect((await edit(desk, { draft: false })).status).toBe(200);
  });
});

describe("deleting a release (5.2)", () => {
  it("keeps the git tag, whose row may become a release again", async () => {
    const { ask: at, repo, create } = await open();
    repo.release({ tag: "v1", notes: "Old", assets: [{ name: "a" }] });
    expect((await at("DELETE", "/releases/tags/V1")).status).toBe(204);
    expect([repo.releases, repo.tags.has("v1")]).toEqual([[], true]);
    expect((await at("GET", "/releases/tags/v1")).status).toBe(404);
    expect((await create({ tag_name: "v1" })).body).toMatchObject({ body: "\n", assets: [] });
  });

  it("of a draft leaves a phantom: no git tag, and the name is taken for POST /tags", async () => {
    const { ask: at, repo, create } = await open();
    await create({ tag_name: "v1", draft: true });
    expect((await at("DELETE", `/releases/${repo.releases[0]?.id ?? 0}`)).status).toBe(204);
    expect((await at("GET", "/tags/v1")).status).toBe(404);
    expect((await at("POST", "/tags", { json: { tag_name: "v1" } })).status).toBe(409);
    expect((await create({ tag_name: "v1" })).status).toBe(201);
    expect(repo.tagCommit("v1")).toBe(repo.head());
  });

  it("is 422 for a protected tag, 404 for none", async () => {
    const { ask: at, repo } = await open({}, { protectedTags: [{ pattern: "v*" }] });
    repo.release({ tag: "v1" });
    expect((await at("DELETE", "/releases/tags/v1")).status).toBe(422);
    expect((await at("DELETE", "/releases/tags/x")).status).toBe(404);
    repo.rules.protectedTags = [{ pattern: "v*", users: ["octavia"] }];
    expect((await at("DELETE", "/releases/tags/v1")).status).toBe(204);
  });

  it("a pushed deletion of the tag turns the release into a draft", async () => {
    const { ask: at, repo } = await open();
    repo.release({ tag: "v1" });
    repo.pushTagDeletion("v1");
    expect((await at("GET", "/releases/tags/v1")).body.draft).toBe(true);
  });
});
