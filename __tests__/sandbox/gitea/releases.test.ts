import { describe, expect, it } from "vitest";
import { ask, open, open12 } from "./client";

describe("reading releases (3, 5)", () => {
  it("pages hold 30, at most 50; per_page means nothing (a)", async () => {
    const { ask: at, repo, gitea } = await open({ subPath: "/git" });
    for (let index = 0; index < 60; index++) repo.release({ tag: `v${index}` });
    const count = async (query: string): Promise<number> => (await at("GET", `/releases${query}`)).body.length;
    expect([await count(""), await count("?per_page=5"), await count("?limit=5")]).toEqual([30, 30, 5]);
    const { body, headers } = await at("GET", "/releases?limit=100");
    expect([body.length, headers.get("x-total-count")]).toEqual([50, "60"]);
    const here = `${gitea.apiUrl}/repos/octo/app/releases`;
    expect(headers.get("link")).toBe(`<${here}?limit=100&page=2>; rel="next",<${here}?limit=100&page=2>; rel="last"`);
    expect(await count("?limit=100&page=2")).toBe(10);
    expect((await at("GET", "/releases?page=3")).body).toEqual([]);
  });

  it("lists newest first, drafts for writers only, with two filters (s)", async () => {
    const { ask: at, repo } = await open();
    repo.release({ tag: "v1", createdAt: "2026-01-03T00:00:00Z" });
    repo.release({ tag: "v2", createdAt: "2026-01-02T00:00:00Z", prerelease: true });
    repo.release({ tag: "v3", createdAt: "2026-01-03T00:00:00Z", draft: true });
    const tags = async (query = "", token?: null): Promise<unknown[]> =>
      (await at("GET", `/releases${query}`, { ...(token === null && { token }) })).body.map((one) => one.tag_name);
    expect(await tags()).toEqual(["v3", "v1", "v2"]);
    expect(await tags("", null)).toEqual(["v1", "v2"]);
    expect(await tags("?draft=true")).toEqual(["v3"]);
    expect(await tags("?draft=false&pre-release=true")).toEqual(["v2"]);
    expect(await tags("?prerelease=true")).toHaveLength(3);
    expect((await at("GET", "/releases/latest")).body.tag_name).toBe("v1");
  });

  it("latest exists from 1.19 on (10)", async () => {
    const { ask: at, repo } = await open({ version: "1.18" });
    repo.release({ tag: "v1" });
    expect((await at("GET", "/releases/latest")).status).toBe(404);
  });

  it("by tag finds drafts, in any case, with %2F only (c, l, r)", async () => {
    const { ask: at, repo } = await open();
    repo.release({ tag: "app/v1", draft: true });
    repo.tag("bare");
    const status = async (tag: string): Promise<number> => (await at("GET", `/releases/tags/${tag}`)).status;
    expect([await status("app%2Fv1"), await status("APP%2fV1")]).toEqual([200, 200]);
    expect([await status("app/v1"), await status("bare")]).toEqual([404, 404]);
    const proxy = await open({ decodingProxy: true });
    proxy.repo.release({ tag: "app/v1" });
    expect((await proxy.ask("GET", "/releases/tags/app%2Fv1")).status).toBe(404);
  });

  it("drafts hide from readers from 1.25.2 by tag, from 1.25.5 by id", async () => {
    for (const [version, byTag, byId] of [
      ["1.25.1", 200, 200],
      ["1.25.2", 404, 200],
      ["1.25.5", 404, 404],
    ] as const) {
      const { ask: at, repo, gitea } = await open({ version });
      const { id } = repo.release({ tag: "v1", draft: true });
      const reply = [
        await at("GET", "/releases/tags/v1", { token: null }),
        await at("GET", `/releases/${id}`, { token: null }),
      ];
      expect(reply.map(({ status }) => status)).toEqual([byTag, byId]);
      // A writer's token without the scope to write.
      const token = gitea.addToken({ scopes: ["read:repository"] });
      expect((await at("GET", `/releases/${id}`, { token })).status).toBe(byId);
    }
  });

  it("an id that is no number is nobody's", async () => {
    const { ask: at } = await open();
    expect((await at("GET", "/releases/abc")).status).toBe(404);
  });

  it.each(Object.entries({ "9": 2, "10": 1 }))("search is Forgejo's, from 10 on: %s", async (version, count) => {
    const { ask: at, repo } = await open12({ version });
    repo.release({ tag: "v1", notes: "apple" });
    repo.release({ tag: "v2" });
    expect((await at("GET", "/releases?q=APPLE")).body).toHaveLength(count);
  });
});

describe("server and repository (1, 5)", () => {
  it("tell version and settings", async () => {
    const { gitea } = await open();
    expect((await ask(gitea, "GET", "/version", { token: null })).body).toEqual({ version: "1.25.5" });
    expect((await ask(gitea, "GET", "/settings/api")).body).toMatchObject({
      max_response_items: 50,
      default_paging_num: 30,
    });
    expect((await ask(gitea, "GET", "/settings/attachment")).body).toMatchObject({ enabled: true, max_size: 2048 });
    const own = `${gitea.serverUrl}/api/forgejo/v1/version`;
    expect((await ask(gitea, "GET", own)).status).toBe(404);
    const forgejo = await open12({ version: "11.0.1" });
    expect(forgejo.gitea.version).toBe("11.0.1+gitea-1.22.0");
    const there = `${forgejo.gitea.serverUrl}/api/forgejo/v1/version`;
    expect((await ask(forgejo.gitea, "GET", there)).body).toEqual({ version: "11.0.1+gitea-1.22.0" });
  });

  it("a sub-path is part of everything, and ROOT_URL may name another host (m)", async () => {
    const { gitea, create, repo, upload } = await open({ subPath: "/git", otherRootUrl: true });
    expect(gitea.publicUrl).not.toBe(gitea.serverUrl);
    const { body } = await create({ tag_name: "v1" });
    expect(body.url).toBe(`${gitea.publicUrl}/api/v1/repos/octo/app/releases/${String(body.id)}`);
    expect(body.html_url).toBe(`${gitea.publicUrl}/octo/app/releases/tag/v1`);
    expect((await upload("x")).body.browser_download_url).toContain(`${gitea.publicUrl}/attachments/`);
    expect(gitea.violations).toEqual([]);
    expect((await ask(gitea, "GET", String(body.url))).status).toBe(200);
    expect(gitea.violations).toHaveLength(1);
    expect((await ask(gitea, "GET", gitea.apiUrl.replace("/git", "") + "/version")).status).toBe(404);
    expect(repo.releases).toHaveLength(1);
  });

  it("tells about the repository", async () => {
    const { ask: at, gitea } = await open({}, { empty: true, archived: true });
    expect((await at("GET", "")).body).toMatchObject({
      full_name: "octo/app",
      default_branch: "main",
      empty: true,
      archived: true,
      permissions: { push: true },
    });
    expect((await at("GET", "", { token: null })).body.permissions).toMatchObject({ push: false });
    expect((await ask(gitea, "GET", "/repos/OCTO/App")).status).toBe(200);
  });

  const REDIRECTS = Object.entries({ "1.16": 302, "1.23": 307, "1.24": 301, "12": 301 });
  it.each(REDIRECTS)("a renamed repository redirects by version (10): %s", async (version, status) => {
    const { ask: at, repo } = await open({ version, subPath: "/git" });
    repo.rename("octo/new");
    const reply = await at("POST", "/releases?x=1", { json: { tag_name: "v1" } });
    const location = "/git/api/v1/repos/octo/new/releases?x=1";
    expect([reply.status, reply.headers.get("location")]).toEqual([status, location]);
  });

  it("knows its versions", async () => {
    for (const version of ["1.14", "2.0", "x"]) await expect(open({ version })).rejects.toThrow("not a gitea version");
    await expect(open12({ version: "6" })).rejects.toThrow("not a forgejo version");
  });
});
