import { describe, expect, it } from "vitest";
import { ask, open, open12, told, type Desk } from "./client";

async function seeded(...given: Parameters<typeof open>): Promise<{ desk: Desk; one: string; list: string }> {
  const desk = await open(...given);
  const release = desk.repo.release({ tag: "app/v1", assets: [{ name: "b 1.zip" }, { name: "a.zip" }] });
  const list = `/releases/${release.id}/assets`;
  return { desk, list, one: `${list}/${release.assets[1]?.id ?? 0}` };
}

const urls = (list: readonly Record<string, unknown>[]): unknown[] => list.map((one) => one.browser_download_url);

describe("assets (5.4, 6)", () => {
  it("are listed by name with named addresses; one alone has that by UUID (e)", async () => {
    const { desk, list, one } = await seeded();
    const web = `${desk.gitea.serverUrl}/octo/app/releases/download/app%2Fv1`;
    const listed = (await desk.ask("GET", list)).body;
    expect(urls(listed)).toEqual([`${web}/a.zip`, `${web}/b%201.zip`]);
    expect((await desk.ask("GET", "/releases/tags/app%2Fv1")).body.assets).toEqual(listed);
    expect((await desk.ask("GET", one)).body.browser_download_url).toContain("/attachments/");
  });

  it("all have addresses by UUID when two share a name, and before 1.21", async () => {
    const { desk, list } = await seeded();
    await desk.upload("x", "a.zip");
    expect(urls((await desk.ask("GET", list)).body).every((url) => String(url).includes("/attachments/"))).toBe(true);
    const older = await seeded({ version: "1.20" });
    const [url] = urls((await older.desk.ask("GET", older.list)).body);
    expect(url).toContain("/attachments/");
  });

  it("are not paged", async () => {
    const { desk, list } = await seeded();
    for (let index = 0; index < 60; index++) await desk.upload("x", `f${index}`);
    expect((await desk.ask("GET", `${list}?limit=5&page=2`)).body).toHaveLength(62);
  });

  it("are renamed with 201, to a name that is taken too (g)", async () => {
    const { desk, one } = await seeded();
    const { status, body } = await desk.ask("PATCH", one, { json: { name: "b 1.zip" } });
    expect([status, body.name]).toEqual([201, "b 1.zip"]);
    expect((await desk.ask("PATCH", one, { json: { name: "" } })).body.name).toBe("b 1.zip");
  });

  it.each(Object.entries({ "1.23": 422, "1.22": 201, "12": 201 }))(
    "are checked on a rename: %s",
    async (version, status) => {
      const { desk, one } = await seeded({ version, allowedTypes: [".zip"] });
      expect((await desk.ask("PATCH", one, { json: { name: "a.exe" } })).status).toBe(status);
    },
  );

  it("are deleted, below their own release only", async () => {
    const { desk, one, list } = await seeded();
    const other = desk.repo.release({ tag: "v2" });
    expect((await desk.ask("DELETE", one.replace(/\d+/, String(other.id)))).status).toBe(404);
    expect((await desk.ask("DELETE", one)).status).toBe(204);
    told(await desk.ask("DELETE", one), 404, "not found");
    expect((await desk.ask("GET", list)).body).toHaveLength(1);
    expect((await desk.ask("GET", "/releases/assets/1")).status).toBe(404);
  });

  it("that are missing are 500 up to 1.17 (10)", async () => {
    const { desk, list } = await seeded({ version: "1.17" });
    told(await desk.ask("DELETE", `${list}/1`), 500, "");
  });
});

describe("downloads (5.4)", () => {
  it("lead to the bytes by both addresses, whole or in part", async () => {
    const { desk, list, one } = await seeded();
    const [named] = urls((await desk.ask("GET", list)).body).map(String);
    const uuid = String((await desk.ask("GET", one)).body.browser_download_url);
    for (const url of [named ?? "", uuid]) {
      const reply = await ask(desk.gitea, "GET", url, { token: null });
      expect([reply.status, reply.text]).toEqual([200, "a.zip"]);
    }
    const range = (value: string) => ask(desk.gitea, "GET", uuid, { token: null, headers: { range: value } });
    const part = await range("bytes=2-");
    expect([part.status, part.text, part.headers.get("content-range")]).toEqual([206, "zip", "bytes 2-4/5"]);
    expect([(await range("bytes=0-1")).text, (await range("bytes=-3")).text]).toEqual(["a.", "zip"]);
    expect((await range("bytes=5-")).status).toBe(416);
    expect((await ask(desk.gitea, "GET", `${uuid}x`)).status).toBe(404);
    expect(desk.repo.releases[0]?.assets[1]?.downloads).toBe(6);
  });

  it("of private repositories and of drafts by tag ask for a token", async () => {
    const { desk, list } = await seeded({}, { private: true });
    const [url] = urls((await desk.ask("GET", list)).body).map(String);
    expect((await ask(desk.gitea, "GET", url ?? "", { token: null })).status).toBe(404);
    expect((await ask(desk.gitea, "GET", url ?? "")).status).toBe(200);
    const draft = await open();
    draft.repo.release({ tag: "v1", draft: true, assets: [{ name: "a" }] });
    const address = `${draft.gitea.serverUrl}/octo/app/releases/download/v1/a`;
    expect((await ask(draft.gitea, "GET", address, { token: null })).status).toBe(404);
    expect((await ask(draft.gitea, "GET", address)).status).toBe(200);
  });

  it("may lead to a store that wants no token", async () => {
    const { desk, one } = await seeded({ serveDirect: true });
    const uuid = String((await desk.ask("GET", one)).body.browser_download_url);
    const { status, headers } = await ask(desk.gitea, "GET", uuid);
    const location = headers.get("location") ?? "";
    expect([status, location.startsWith(desk.gitea.storageUrl)]).toEqual([303, true]);
    expect((await ask(desk.gitea, "GET", location, { token: null })).text).toBe("a.zip");
    expect((await ask(desk.gitea, "GET", location.replace(/\?.*/, ""), { token: null })).status).toBe(403);
    expect(desk.gitea.violations).toEqual([]);
    expect((await ask(desk.gitea, "GET", location)).status).toBe(400);
    expect(desk.gitea.violations).toEqual([expect.stringContaining("Authorization sent to the storage host")]);
  });

  it("of external assets and on old versions are redirected", async () => {
    const { gitea, repo } = await open12();
    const url = `${gitea.elsewhereUrl}/x`;
    repo.release({ tag: "v1", assets: [{ name: "x", externalUrl: url }] });
    const reply = await ask(gitea, "GET", `${gitea.serverUrl}/octo/app/releases/download/v1/x`);
    expect([reply.status, reply.headers.get("location")]).toEqual([303, url]);
    expect((await ask(gitea, "GET", url)).status).toBe(200);
    expect(gitea.violations).toEqual(["GET /x: authorization sent to another host"]);
    const older = await open({ version: "1.20" });
    older.repo.release({ tag: "v1", assets: [{ name: "x" }] });
    const named = await ask(older.gitea, "GET", `${older.gitea.serverUrl}/octo/app/releases/download/v1/x`);
    expect(named.headers.get("location")).toContain("/attachments/");
  });

  it("html_url is a page", async () => {
    const { gitea, repo } = await open({ subPath: "/git" });
    repo.release({ tag: "app/v1", title: "One" });
    const page = await ask(gitea, "GET", `${gitea.serverUrl}/octo/app/releases/tag/app/v1`, { token: null });
    expect([page.status, page.text.includes("One")]).toEqual([200, true]);
    expect((await ask(gitea, "GET", `${gitea.serverUrl}/octo/app/releases/tag/v2`)).status).toBe(404);
    expect((await ask(gitea, "POST", `${gitea.serverUrl}/octo/app`)).status).toBe(405);
  });
});
