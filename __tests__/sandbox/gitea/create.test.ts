import { describe, expect, it } from "vitest";
import { open, open12, told } from "./client";

describe("creating a release (5.1, 5.2)", () => {
  it("makes the tag at the target: branch, tag, full or short sha; default branch without", async () => {
    const { create, repo } = await open();
    const first = [...repo.commits.keys()][0] ?? "";
    repo.branch("next", first);
    repo.tag("old", { commit: first, annotated: "Old" });
    const targets = ["next", "old", first, first.slice(0, 8), undefined];
    for (const [index, target_commitish] of targets.entries()) {
      const { status, body, headers } = await create({ tag_name: `v${index}`, target_commitish });
      expect([status, body.target_commitish]).toEqual([201, target_commitish ?? "main"]);
      expect(headers.get("location")).toBeNull();
      expect(repo.tagCommit(`v${index}`)).toBe(target_commitish === undefined ? repo.head() : first);
    }
  });

  it("answers with Gitea's members and no others (5.3)", async () => {
    const { create, gitea } = await open();
    const { body } = await create({ tag_name: "app/v1", name: "One", body: "Notes", draft: true, prerelease: true });
    const web = `${gitea.serverUrl}/octo/app`;
    const api = `${gitea.apiUrl}/repos/octo/app/releases/${String(body.id)}`;
    expect(body).toEqual({
      id: expect.any(Number),
      tag_name: "app/v1",
      target_commitish: "main",
      name: "One",
      body: "Notes",
      url: api,
      html_url: `${web}/releases/tag/app/v1`,
      tarball_url: `${web}/archive/app/v1.tar.gz`,
      zipball_url: `${web}/archive/app/v1.zip`,
      upload_url: `${api}/assets`,
      draft: true,
      prerelease: true,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      published_at: body.created_at,
      author: expect.objectContaining({ login: "octavia" }),
      assets: [],
    });
    const forgejo = await open12();
    expect((await forgejo.create({ tag_name: "v1", hide_archive_links: true })).body).toMatchObject({
      hide_archive_links: true,
      archive_download_count: { zip: 0, tar_gz: 0 },
    });
    const older = await open({ version: "1.20" });
    expect((await older.create({ tag_name: "v1" })).body).not.toHaveProperty("upload_url");
  });

  it("wants a tag name, right types and JSON; ignores what it does not know", async () => {
    const { create, ask: at } = await open();
    told(await create({}), 422, "[TagName]: Required");
    expect((await at("POST", "/releases", { raw: '{"tag_name":"v1"}' })).status).toBe(422);
    const unknown = { make_latest: "true", generate_release_notes: true, previous_tag_name: "v0" };
    expect((await create({ tag_name: "v1", body: null, ...unknown })).status).toBe(201);
  });

  it("is 409 when a release of the tag is there, drafts included, in whatever case (b, r)", async () => {
    const { create } = await open();
    await create({ tag_name: "v1.0", draft: true });
    for (const tag_name of ["v1.0", "V1.0"]) {
      told(await create({ tag_name }), 409, "Release is has no Tag");
    }
    const forgejo = await open12();
    forgejo.repo.release({ tag: "v1" });
    told(await forgejo.create({ tag_name: "v1" }), 409, "Release has no Tag");
  });

  it("converts a bare tag: target as sent or empty, date of the tag (n)", async () => {
    const { create, repo, ask: at } = await open();
    repo.release({ tag: "v2", createdAt: "2026-03-01T00:00:00Z" });
    repo.tag("v1");
    repo.tag("v0.9");
    const { status, body } = await create({ tag_name: "V1" });
    expect([status, body.target_commitish, body.tag_name]).toEqual([201, "", "v1"]);
    expect(body.created_at).toBe("2026-01-01T02:00:00Z");
    expect((await create({ tag_name: "v0.9", target_commitish: "main" })).body.target_commitish).toBe("main");
    expect((await at("GET", "/releases/latest")).body.tag_name).toBe("v2");
    const older = await open({ version: "1.16" });
    older.repo.tag("v1");
    expect((await older.create({ tag_name: "v1" })).body.target_commitish).toBe(older.repo.head());
  });

  it("uses a tag that git has and the table does not know yet", async () => {
    const { create, repo } = await open();
    const first = [...repo.commits.keys()][0] ?? "";
    repo.tag("v1", { commit: first, synced: false });
    expect((await create({ tag_name: "v1" })).body.target_commitish).toBe("main");
    expect(repo.tagCommit("v1")).toBe(first);
  });

  it("refuses: empty repository, bad target by version, protected tag, bad name", async () => {
    const empty = await open({}, { empty: true });
    told(await empty.create({ tag_name: "v1" }), 422, "repo is empty");
    const now = await open({}, { protectedTags: [{ pattern: "v*" }] });
    const bad = await now.create({ tag_name: "x", target_commitish: "nope" });
    expect(bad.status).toBe(404);
    expect(bad.body.message).toMatch(/^target "nope" not found: /);
    const older = await open({ version: "1.22" });
    told(await older.create({ tag_name: "x", target_commitish: "nope" }), 500, "");
    const text = "release tag name is protected [tag_name: v1]";
    told(await now.create({ tag_name: "v1" }), 422, text);
    told(await now.create({ tag_name: "a..b" }), 500, "");
    expect(now.repo.releases).toEqual([]);
    const archived = await open({}, { archived: true });
    expect((await archived.create({ tag_name: "v1" })).status).toBe(500);
  });

  it("answers 500 to every refusal on the way of a bare tag", async () => {
    const { create, repo, ask: at } = await open();
    await create({ tag_name: "v1", draft: true });
    await at("DELETE", `/releases/${repo.releases[0]?.id ?? 0}`);
    told(await create({ tag_name: "v1", target_commitish: "nope" }), 500, "");
  });

  it("makes an annotated tag with tag_message from 1.25 on", async () => {
    const { create, repo } = await open();
    await create({ tag_name: "v1", tag_message: "One" });
    expect(repo.tags.get("v1")).toMatchObject({ message: "One", commit: repo.head() });
    expect(repo.tags.get("v1")?.sha).not.toBe(repo.head());
    const older = await open({ version: "1.24" });
    await older.create({ tag_name: "v1", tag_message: "One" });
    expect(older.repo.tags.get("v1")?.message).toBeUndefined();
  });

  it("cuts the title by what it takes on a screen, or by bytes; an old server does not (second table)", async () => {
    const { create } = await open();
    const { body } = await create({ tag_name: "v1", name: "字".repeat(300) });
    expect(body.name).toBe(`${"字".repeat(126)}…`);
    const ascii = await create({ tag_name: "v2", name: "a".repeat(300) });
    expect(ascii.body.name).toBe(`${"a".repeat(252)}…`);
    expect(ascii.body.name).toHaveLength(253);
    const older = await open({ version: "1.21" });
    expect((await older.create({ tag_name: "v1", name: "a".repeat(300) })).body.name).toHaveLength(300);
    const forgejo = await open12();
    const cut = await forgejo.create({ tag_name: "v1", name: "字".repeat(300) });
    expect(cut.body.name).toBe(`${"字".repeat(84)}…`);
  });

  it("is 413 on a full Forgejo quota", async () => {
    const { create, upload, repo } = await open12({}, { quotaExceeded: ["attachments"] });
    await create({ tag_name: "v1" });
    expect((await upload("x")).body).toEqual({ message: "quota exceeded", user_id: 1, username: "octo" });
    repo.rules.quotaExceeded = ["repositories"];
    expect((await create({ tag_name: "v2" })).status).toBe(413);
    expect((await upload("x")).status).toBe(201);
  });
});
