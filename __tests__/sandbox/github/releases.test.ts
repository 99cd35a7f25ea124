import { describe, expect, it } from "@jest/globals";
import { handClock } from "../client";
import { ask, draft, publish, releases, start, upload } from "./client";

describe("the rest", () => {
  it("(q) DELETE leaves the tag", async () => {
    const github = await start();
    const repo = github.repository("octo/app");
    const made = await publish(github, "v1");
    const url = `${releases}/${String(made.body.id)}`;
    expect((await ask(github, "DELETE", url)).status).toBe(204);
    expect((await ask(github, "DELETE", url)).status).toBe(404);
    expect([...repo.tags.keys()]).toEqual(["v1"]);
  });

  it("takes tags with slashes raw and encoded", async () => {
    const github = await start();
    github.repository("octo/app");
    for (const tag of ["app/v1", "v1+build#1"]) await publish(github, tag);
    for (const path of ["app/v1", "app%2Fv1", "v1%2Bbuild%231"]) {
      expect((await ask(github, "GET", `/repos/OCTO/App/releases/tags/${path}`)).status).toBe(200);
    }
  });

  it("lists drafts on top, then the newest commit first", async () => {
    const github = await start();
    const repo = github.repository("octo/app");
    repo.release({ tag: "v1" });
    repo.release({ tag: "v9", draft: true });
    repo.commit("more");
    repo.release({ tag: "v2" });
    const list = await ask(github, "GET", releases);
    expect(list.body.map((one) => one.tag_name)).toEqual(["v9", "v2", "v1"]);
  });

  it("hides a new release from list and tag lookup for listLag", async () => {
    const clock = handClock();
    const github = await start({ clock, listLag: 150 });
    github.repository("octo/app");
    const made = await publish(github, "v1");
    expect((await ask(github, "GET", releases)).body).toEqual([]);
    expect((await ask(github, "GET", `${releases}/tags/v1`)).status).toBe(404);
    expect((await ask(github, "GET", `${releases}/${String(made.body.id)}`)).status).toBe(200);
    clock.turn(200);
    expect((await ask(github, "GET", releases)).body).toHaveLength(1);
  });

  it("keeps the tag when a published release is patched, and clears a body with an empty one", async () => {
    const github = await start();
    github.repository("octo/app");
    const made = await publish(github, "v1", { body: "text" });
    const reply = await ask(github, "PATCH", `${releases}/${String(made.body.id)}`, { json: { body: "" } });
    expect(reply.body).toMatchObject({ tag_name: "v1", body: "", draft: false });
  });

  it("generates notes: a previous tag, a body put before, nothing saved", async () => {
    const github = await start();
    const repo = github.repository("octo/app");
    repo.release({ tag: "v1" });
    repo.commit("Add a door");
    const path = `${releases}/generate-notes`;
    expect((await ask(github, "POST", path, { json: { tag_name: "v2" } })).status).toBe(422);
    const json = { tag_name: "v2", target_commitish: "main" };
    const notes = await ask(github, "POST", path, { json });
    expect(notes.body).toMatchObject({ name: "v2" });
    expect(notes.body.body).toContain("Add a door");
    expect(notes.body.body).toContain("compare/v1...v2");
    expect(notes.body.body).not.toContain("Initial commit");
    const all = await ask(github, "POST", path, { json: { ...json, previous_tag_name: "v0" } });
    expect(all.status).toBe(422);
    const made = await publish(github, "v2", { body: "Mine", generate_release_notes: true });
    expect(made.body.body).toMatch(/^Mine\n\n## What's Changed/);
  });
});

describe("(l) immutable releases", () => {
  it("freeze assets and tag on publishing, keep notes editable, burn the tag", async () => {
    const github = await start();
    const repo = github.repository("octo/app", { immutableReleases: true });
    const made = await draft(github, "v1");
    const asset = await upload(github, made, "a.txt");
    const url = `${releases}/${String(made.body.id)}`;
    const done = await ask(github, "PATCH", url, { json: { tag_name: "v1", draft: false } });
    expect(done.body.immutable).toBe(true);
    const late = await upload(github, made, "b.txt");
    expect([late.status, late.body.message]).toEqual([422, "Cannot upload assets to an immutable release."]);
    expect(late.body.errors).toBeUndefined();
    const assetPath = `${releases}/assets/${String(asset.body.id)}`;
    expect((await ask(github, "DELETE", assetPath)).status).toBe(422);
    expect((await ask(github, "PATCH", assetPath, { json: { label: "x" } })).status).toBe(422);
    expect((await ask(github, "PATCH", url, { json: { body: "ok" } })).status).toBe(200);
    expect((await ask(github, "PATCH", url, { json: { draft: true } })).status).toBe(422);
    expect((await ask(github, "DELETE", "/repos/octo/app/git/refs/tags/v1")).status).toBe(422);
    await ask(github, "DELETE", url);
    expect([...repo.burnedTags]).toEqual(["v1"]);
    expect((await publish(github, "v1")).status).toBe(422);
  });

  it("tell their setting only to who may read it", async () => {
    const github = await start();
    github.repository("octo/app", { immutableReleases: true });
    const path = "/repos/octo/app/immutable-releases";
    expect((await ask(github, "GET", path)).status).toBe(404);
    const token = github.addToken({ kind: "fine-grained", administration: true });
    expect((await ask(github, "GET", path, { token })).body).toEqual({ enabled: true, enforced_by_owner: false });
  });
});
