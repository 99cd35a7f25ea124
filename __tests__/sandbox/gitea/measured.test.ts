import { describe, expect, it } from "vitest";
import { ask, form, open, open12, said, told } from "./client";

/** One test a row of what was measured on running servers, where no other file has it. */
describe("as measured on running servers", () => {
  it("size limits: Gitea from 1.25 on, and told; neither Forgejo nor older ones", async () => {
    const limits = { attachment: 1024 * 1024 };
    for (const [desk, status] of [
      [await open({ limits, version: "1.26" }), 413],
      [await open({ limits, version: "1.21" }), 201],
      [await open12({ limits, version: "15" }), 201],
    ] as const) {
      desk.repo.release({ tag: "v1" });
      expect((await desk.upload("x".repeat(1024 * 1024 + 1))).status).toBe(status);
      expect((await ask(desk.gitea, "GET", "/settings/attachment")).body).toMatchObject({ max_size: 1 });
    }
  });

  it("a draft without a token: by id it is public on 1.26.0, not on Forgejo", async () => {
    const seen = async (desk: Awaited<ReturnType<typeof open>>): Promise<number[]> => {
      const { id } = desk.repo.release({ tag: "v1", draft: true });
      const paths = [`/releases/${id}`, "/releases/tags/v1"];
      return Promise.all(paths.map(async (path) => (await desk.ask("GET", path, { token: null })).status));
    };
    expect(await seen(await open({ version: "1.26.0" }))).toEqual([200, 404]);
    expect(await seen(await open12({ version: "15" }))).toEqual([404, 404]);
  });

  it("releases switched off: on Gitea for all but the owner, on Forgejo for all", async () => {
    const gitea = await open({}, { releases: false });
    const owner = gitea.gitea.addToken({ role: "admin" });
    expect((await gitea.create({ tag_name: "v1" })).status).toBe(403);
    expect((await gitea.create({ tag_name: "v1" }, { token: owner })).status).toBe(201);
    const forgejo = await open12({}, { releases: false });
    const admin = forgejo.gitea.addToken({ role: "admin" });
    expect((await forgejo.create({ tag_name: "v1" }, { token: admin })).status).toBe(404);
    expect((await forgejo.ask("GET", "/releases")).status).toBe(404);
  });

  it("an empty repository: 422, or a page with 500", async () => {
    for (const version of ["1.22", "1.26"]) {
      const desk = await open({ version }, { empty: true });
      told(await desk.create({ tag_name: "v1" }), 422, "repo is empty");
    }
    expect(said(await (await open12({}, { empty: true })).create({ tag_name: "v1" }))[0]).toBe(422);
    const older = await (await open({ version: "1.21" }, { empty: true })).create({ tag_name: "v1" });
    expect([older.status, older.headers.get("content-type")]).toEqual([500, "text/html; charset=utf-8"]);
  });

  it("an archived repository: no release, but files", async () => {
    const desk = await open();
    desk.repo.release({ tag: "v1" });
    desk.repo.rules.archived = true;
    expect((await desk.create({ tag_name: "v2" })).status).toBe(500);
    expect((await desk.create({ tag_name: "v3", draft: true })).status).toBe(500);
    expect((await desk.upload("x")).status).toBe(201);
  });

  it("a protected tag: 500 on publishing, 405 or 422 of POST tags, and only the draft's author counts", async () => {
    const rules = { protectedTags: [{ pattern: "v*", users: ["mona"] }] };
    const older = await open({ version: "1.21" }, rules);
    expect((await older.ask("POST", "/tags", { json: { tag_name: "v1" } })).status).toBe(405);
    const desk = await open({ version: "1.26" }, rules);
    expect((await desk.ask("POST", "/tags", { json: { tag_name: "v1" } })).status).toBe(422);
    await desk.create({ tag_name: "v1", draft: true });
    const mona = desk.gitea.addToken({ user: "mona" });
    const publish = (token: string) =>
      desk.ask("PATCH", `/releases/${desk.repo.releases.at(-1)?.id ?? 0}`, { json: { draft: false }, token });
    told(await publish(mona), 500, "");
    await desk.create({ tag_name: "v2", draft: true }, { token: mona });
    expect((await publish(desk.gitea.token)).status).toBe(200);
  });

  it.each(Object.entries({ "1.20": 500, "1.21": 404 }))(
    "a missing release: 404 from 1.21 on: %s",
    async (version, status) => {
      const { ask: at } = await open({ version });
      expect((await at("GET", "/releases/1/assets")).status).toBe(status);
      expect((await at("POST", "/releases/1/assets", { raw: form("x") })).status).toBe(status);
    },
  );

  it("no body at all: POST wants a name, PATCH changes nothing", async () => {
    const { ask: at, repo } = await open();
    const { id, assets } = repo.release({ tag: "v1", assets: [{ name: "a" }] });
    const empty = { headers: { "content-type": "application/json" } };
    told(await at("POST", "/releases", empty), 422, "[TagName]: Required");
    expect((await at("PATCH", `/releases/${id}`, empty)).status).toBe(200);
    expect((await at("PATCH", `/releases/${id}/assets/${assets[0]?.id ?? 0}`, empty)).status).toBe(201);
  });

  it("git/commits takes any ref, and names what it does not find", async () => {
    const { ask: at, repo } = await open();
    const first = [...repo.commits.keys()][0] ?? "";
    repo.tag("v1", { commit: first, annotated: "One" });
    for (const ref of ["v1", first, first.slice(0, 7)]) {
      expect((await at("GET", `/git/commits/${ref}`)).body.sha).toBe(first);
    }
    expect((await at("GET", "/git/commits/main")).body.sha).toBe(repo.head());
    told(await at("GET", "/git/commits/junk"), 404, "commit doesn't exist: junk");
    expect((await at("GET", "/git/commits/a..b")).status).toBe(422);
    const older = await open({ version: "1.21" });
    told(await older.ask("GET", "/git/commits/junk"), 404, "junk");
  });

  it("POST tags with a bad target says no `errors`", async () => {
    const { ask: at } = await open();
    const { status, body } = await at("POST", "/tags", { json: { tag_name: "v1", target: "nope" } });
    expect([status, Object.keys(body).sort()]).toEqual([404, ["message", "url"]]);
  });

  it("a read file has a sniffed type and is to be shown, and every read counts", async () => {
    const desk = await open();
    const contents = [
      ["a.zip", "PK\u0003\u0004", "application/zip"],
      ["notes.exe", "hello", "text/plain; charset=utf-8"],
      ["x.bin", "\u0000\u0001", "application/octet-stream"],
    ] as const;
    const release = desk.repo.release({ tag: "v1", assets: contents.map(([name, content]) => ({ name, content })) });
    for (const [index, [name, , type]] of contents.entries()) {
      const asset = release.assets[index];
      const url = `${desk.gitea.serverUrl}/attachments/${asset?.uuid ?? ""}`;
      const { headers } = await ask(desk.gitea, "GET", url, { token: null });
      expect(headers.get("content-type")).toBe(type);
      expect(headers.get("content-disposition")).toContain(`inline; filename="${name}"`);
      expect(headers.get("etag")).toMatch(/^".+"$/);
      expect((await ask(desk.gitea, "GET", url, { token: null, headers: { range: "bytes=0-0" } })).status).toBe(206);
      const { body } = await desk.ask("GET", `/releases/${release.id}/assets/${asset?.id ?? 0}`);
      expect(body.download_count).toBe(2);
    }
  });

  it("GET user wants a right of its own", async () => {
    const { gitea } = await open();
    expect((await ask(gitea, "GET", "/user")).status).toBe(403);
    const token = gitea.addToken({ scopes: ["write:repository", "read:user"] });
    expect((await ask(gitea, "GET", "/user", { token })).body).toMatchObject({ login: "octavia" });
    expect((await ask(gitea, "GET", "/user", { token: null })).status).toBe(401);
  });

  it("Forgejo repeats a wrong token", async () => {
    const token = "f".repeat(40);
    told(await (await open12()).ask("GET", "", { token }), 401, expect.stringContaining(token));
    expect((await (await open()).ask("GET", "", { token })).text).not.toContain(token);
  });

  it("an unknown path is a plain text", async () => {
    for (const desk of [await open(), await open12()]) {
      const { status, headers } = await ask(desk.gitea, "GET", "/nothing");
      expect([status, headers.get("content-type")]).toEqual([404, "text/plain;charset=utf-8"]);
    }
  });

  it("notes that are left out are a line break", async () => {
    const { create, repo } = await open();
    expect((await create({ tag_name: "v1" })).body.body).toBe("\n");
    repo.tag("v2");
    expect((await create({ tag_name: "v2", draft: true })).body.body).toBe("\n");
  });

  it("members that only one of them has", async () => {
    const forgejo = await open12();
    forgejo.repo.tag("v1");
    expect((await forgejo.ask("GET", "/tags/v1")).body).toHaveProperty("archive_download_count");
    const gitea = await open({ version: "1.26" });
    gitea.repo.tag("v1");
    expect((await gitea.ask("GET", "/tags/v1")).body).not.toHaveProperty("archive_download_count");
    expect((await ask(gitea.gitea, "GET", "/settings/api")).body).toHaveProperty("default_max_response_size");
    expect((await ask(forgejo.gitea, "GET", "/settings/api")).body).not.toHaveProperty("default_max_response_size");
  });

  it("a changed address of an external asset is told and not kept; as a urlencoded form it is 400", async () => {
    const { ask: at, repo } = await open12({ version: "15" });
    const [old, next] = ["https://example.com/old", "https://example.com/new"];
    const { id, assets } = repo.release({ tag: "v1", assets: [{ name: "x", externalUrl: old }] });
    const path = `/releases/${id}/assets/${assets[0]?.id ?? 0}`;
    const told = await at("PATCH", path, { json: { browser_download_url: next } });
    expect([told.status, told.body.browser_download_url]).toEqual([201, next]);
    expect((await at("GET", path)).body.browser_download_url).toBe(old);
    const raw = new URLSearchParams({ external_url: next });
    expect((await at("POST", `/releases/${id}/assets?name=y`, { raw })).status).toBe(400);
  });
});
