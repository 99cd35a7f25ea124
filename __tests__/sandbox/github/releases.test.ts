import { describe, expect, it } from "vitest";
import { handClock } from "../client";
import { ask, of, open } from "./client";

describe("the rest", () => {
  it("takes tags with slashes raw and encoded", async () => {
    const { github, publish } = await open();
    for (const tag of ["app/v1", "v1+build#1"]) await publish(tag);
    for (const path of ["app/v1", "app%2Fv1", "v1%2Bbuild%231"]) {
      expect((await ask(github, "GET", `/repos/OCTO/App/releases/tags/${path}`)).status).toBe(200);
    }
  });

  it("lists drafts on top, then the newest commit first", async () => {
    const { repo, at } = await open();
    repo.release({ tag: "v1" });
    repo.release({ tag: "v9", draft: true });
    repo.commit("more");
    repo.release({ tag: "v2" });
    const list = await at("GET", "/releases");
    expect(list.body.map((one) => one.tag_name)).toEqual(["v9", "v2", "v1"]);
  });

  it("hides a new release from list and tag lookup for listLag", async () => {
    const clock = handClock();
    const { at, publish } = await open({ clock, listLag: 150 });
    const made = await publish("v1");
    expect((await at("GET", "/releases")).body).toEqual([]);
    expect((await at("GET", "/releases/tags/v1")).status).toBe(404);
    expect((await at("GET", of(made))).status).toBe(200);
    clock.turn(200);
    expect((await at("GET", "/releases")).body).toHaveLength(1);
  });

  it("keeps the tag when a published release is patched, and clears a body with an empty one", async () => {
    const { edit, publish } = await open();
    const made = await publish("v1", { body: "text" });
    const reply = await edit(made, { body: "" });
    expect(reply.body).toMatchObject({ tag_name: "v1", body: "", draft: false });
  });

  it("generates notes: a previous tag, a body put before, nothing saved", async () => {
    const { repo, at, publish } = await open();
    repo.release({ tag: "v1" });
    repo.commit("Add a door");
    const path = "/releases/generate-notes";
    expect((await at("POST", path, { json: { tag_name: "v2" } })).status).toBe(422);
    const json = { tag_name: "v2", target_commitish: "main" };
    const notes = await at("POST", path, { json });
    expect(notes.body).toMatchObject({ name: "v2" });
    expect(notes.body.body).toContain("Add a door");
    expect(notes.body.body).toContain("compare/v1...v2");
    expect(notes.body.body).not.toContain("Initial commit");
    const all = await at("POST", path, { json: { ...json, previous_tag_name: "v0" } });
    expect(all.status).toBe(422);
    const made = await publish("v2", { body: "Mine", generate_release_notes: true });
    expect(made.body.body).toMatch(/^Mine\n\n## What's Changed/);
  });
});

describe("(l) immutable releases", () => {
  it("freeze assets and tag on publishing, keep notes editable, burn the tag", async () => {
    const { repo, at, publish, draft, upload } = await open({}, { immutableReleases: true });
    const made = await draft("v1");
    const asset = await upload(made, "a.txt");
    const url = of(made);
    const done = await at("PATCH", url, { json: { tag_name: "v1", draft: false } });
    expect(done.body.immutable).toBe(true);
    const late = await upload(made, "b.txt");
    expect([late.status, late.body.message]).toEqual([422, "Cannot upload assets to an immutable release."]);
    expect(late.body.errors).toBeUndefined();
    const assetPath = `/releases/assets/${String(asset.body.id)}`;
    expect((await at("DELETE", assetPath)).status).toBe(422);
    expect((await at("PATCH", assetPath, { json: { label: "x" } })).status).toBe(422);
    expect((await at("PATCH", url, { json: { body: "ok" } })).status).toBe(200);
    expect((await at("PATCH", url, { json: { draft: true } })).status).toBe(422);
    expect((await at("DELETE", "/git/refs/tags/v1")).status).toBe(422);
    await at("DELETE", url);
    expect([...repo.burnedTags]).toEqual(["v1"]);
    expect((await publish("v1")).status).toBe(422);
  });

  it("tell their setting only to who may read it", async () => {
    const { github, at } = await open({}, { immutableReleases: true });
    const path = "/immutable-releases";
    expect((await at("GET", path)).status).toBe(404);
    const token = github.addToken({ kind: "fine-grained", administration: true });
    expect((await at("GET", path, { token })).body).toEqual({ enabled: true, enforced_by_owner: false });
  });
});
