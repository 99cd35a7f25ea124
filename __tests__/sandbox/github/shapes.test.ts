import { describe, expect, it } from "vitest";
import { ask, errorsOf, of, open, start } from "./client";

describe("ghes", () => {
  it("serves API and uploads below one origin, with its version", async () => {
    const { github, at, publish, upload } = await open({ shape: "ghes", version: "3.7" });
    expect(github.apiUrl).toBe(`${github.serverUrl}/api/v3`);
    const made = await publish();
    expect(made.headers.get("x-github-enterprise-version")).toBe("enterprise-server@3.7.0");
    const base = `${github.serverUrl}/api/uploads/repos/octo/app/releases/${String(made.body.id)}/assets`;
    expect(made.body.upload_url).toBe(`${base}{?name,label}`);
    expect((await ask(github, "GET", "/meta")).body.installed_version).toBe("3.7.0");
    expect((await upload(made, "a.txt")).status).toBe(201);
    expect((await at("POST", `${of(made)}/assets?name=b`, { raw: "x" })).status).toBe(404);
    expect((await at("GET", "/immutable-releases")).status).toBe(404);
  });

  it("(r) ignores make_latest below 3.8, and discussions always", async () => {
    const old = await open({ shape: "ghes", version: "3.7" });
    const young = await open({ shape: "ghes", version: "3.8" });
    for (const { publish } of [old, young]) {
      await publish("v1");
      const made = await publish("v2", { make_latest: "false", discussion_category_name: "Nope" });
      expect([made.status, made.body.discussion_url]).toEqual([201, undefined]);
    }
    expect([await old.latest(), await young.latest()]).toEqual(["v2", "v1"]);
  });

  it.each([
    ["3.4", undefined, false],
    ["3.13", undefined, false],
    ["3.14", null, false],
    ["3.17", expect.stringMatching(/^sha256:[0-9a-f]{64}$/), true],
  ])("%s has digest %p", async (version, digest, recent) => {
    const { draft, upload } = await open({ shape: "ghes", version });
    const made = await draft();
    expect("immutable" in made.body).toBe(recent);
    expect((await upload(made, "a.txt")).body.digest).toEqual(digest);
  });

  it("has no generated notes before 3.4, the old ref lookup before 3.0", async () => {
    const { repo, at, draft, upload } = await open({ shape: "ghes", version: "2.22" });
    repo.tag("v1");
    repo.tag("v10");
    const notes = await at("POST", "/releases/generate-notes", { json: { tag_name: "v1" } });
    expect(notes.status).toBe(404);
    const lookup = (tag: string) => at("GET", `/git/refs/tags/${tag}`);
    expect((await lookup("v1")).body.ref).toBe("refs/tags/v1");
    expect((await lookup("v")).body).toHaveLength(2);
    expect((await lookup("x")).status).toBe(404);
    const made = await draft();
    expect(errorsOf(await upload(made, "a", { raw: "" }))).toMatchObject([
      { message: "size is not included in the list" },
    ]);
  });
});

describe("compat (SocialGateway)", () => {
  it("knows the ten documented operations and no other", async () => {
    const { github, repo, at, draft } = await open({ shape: "compat" });
    repo.release({ tag: "v1" });
    for (const path of ["/releases/tags/v1", "/releases/latest", "/git/ref/tags/v1", "/tags"]) {
      expect((await at("GET", path)).status).toBe(404);
    }
    expect((await ask(github, "GET", "/meta")).status).toBe(404);
    expect((await at("POST", "/releases/generate-notes", { json: { tag_name: "v2" } })).status).toBe(404);
    const made = await draft("v2");
    const path = of(made);
    expect(made.headers.get("location")).toBe(made.body.url);
    expect((await at("GET", path)).status).toBe(200);
    expect((await at("PATCH", path, { json: { tag_name: "v2", draft: false } })).status).toBe(200);
    expect((await at("DELETE", path)).status).toBe(204);
  });

  it("has its own urls and no newer members", async () => {
    const { github, publish, upload } = await open({ shape: "compat" });
    const made = await publish("v1");
    expect(made.body.html_url).toBe(`${github.serverUrl}/octo/app/releases/v1`);
    expect(made.body.upload_url).toMatch(/\/assets\{\?name\}$/);
    for (const member of ["node_id", "immutable", "updated_at", "body"]) expect(made.body).not.toHaveProperty(member);
    const asset = await upload(made, "a.txt");
    for (const member of ["node_id", "digest"]) expect(asset.body).not.toHaveProperty(member);
    expect(await (await fetch(String(asset.body.browser_download_url))).text()).toBe("content");
    expect(new URL(String(made.body.upload_url).replace(/\{.*/, "")).origin).not.toBe(new URL(github.apiUrl).origin);
  });

  it("takes labels by PATCH only, where the name is required", async () => {
    const { at, draft } = await open({ shape: "compat" });
    const made = await draft();
    const url = `${String(made.body.upload_url).replace(/\{.*/, "")}?name=a.txt&label=A`;
    const asset = await at("POST", url, { raw: "x", headers: { "content-type": "text/plain" } });
    expect(asset.body.label).toBeNull();
    const path = `/releases/assets/${String(asset.body.id)}`;
    expect((await at("PATCH", path, { json: { label: "A" } })).status).toBe(422);
    expect((await at("PATCH", path, { json: { name: "a.txt", label: "A" } })).body.label).toBe("A");
  });

  it('leaves a failed upload in state "new", and notes the Bearer scheme', async () => {
    const { github, repo, at, draft, upload } = await open({ shape: "compat" });
    const made = await draft();
    github.faults.add({ origin: "uploads", do: { kind: "half", status: 502 } });
    expect((await upload(made, "a.txt")).status).toBe(502);
    expect(repo.releases[0]?.assets[0]?.state).toBe("new");
    expect(github.violations).toEqual([]);
    await at("GET", "/releases", { token: null, headers: { authorization: `Bearer ${github.token}` } });
    expect(github.violations.join()).toContain('scheme "Bearer"');
  });
});

describe("environment", () => {
  it("is a tag run's, with the commit behind an annotated tag", async () => {
    const { github, repo } = await open();
    repo.tag("v1", { annotated: "One" });
    repo.commit("later");
    const env = repo.environment({ tag: "v1" });
    expect(env).toMatchObject({
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: github.serverUrl,
      GITHUB_API_URL: github.apiUrl,
      GITHUB_REPOSITORY: "octo/app",
      GITHUB_REF: "refs/tags/v1",
      GITHUB_REF_NAME: "v1",
      GITHUB_REF_TYPE: "tag",
      GITHUB_SHA: repo.tagCommit("v1"),
      GITHUB_EVENT_NAME: "push",
    });
    expect(env).not.toHaveProperty("GITHUB_TOKEN");
    const branch = repo.environment({ branch: "main", event: "workflow_dispatch" });
    expect(branch).toMatchObject({
      GITHUB_REF: "refs/heads/main",
      GITHUB_REF_TYPE: "branch",
      GITHUB_SHA: repo.head(),
    });
  });

  it("of ghes names its graphql below /api", async () => {
    const github = await start({ shape: "ghes" });
    const env = github.repository("octo/app").environment();
    expect(env.GITHUB_GRAPHQL_URL).toBe(`${github.serverUrl}/api/graphql`);
  });
});
