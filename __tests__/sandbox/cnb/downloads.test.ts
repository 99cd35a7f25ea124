import { describe, expect, it } from "vitest";
import { ask, assetsOf, open, upload } from "./client";

describe("downloads (3, 4)", () => {
  it("lead from the web by 302 to the storage host, without any token", async () => {
    const desk = await open();
    const { id } = desk.repository.release({ tag: "pkg/v1" });
    expect(await upload(desk, id, "a b+ü.zip", "bytes")).toBe(200);
    const [asset] = assetsOf((await desk.ask("GET", `/releases/${id}`)).body);
    const link = String(asset?.brower_download_url);
    expect(link).toBe(
      `${desk.cnb.serverUrl}/group/sub/app/-/releases/download/pkg%2Fv1/${encodeURIComponent("a b+ü.zip")}`,
    );
    const { status, headers } = await ask(desk.cnb, "GET", link);
    const location = headers.get("location") ?? "";
    expect([status, location.startsWith(`${desk.cnb.storageUrl}/`)]).toEqual([302, true]);
    const bytes = await ask(desk.cnb, "GET", location);
    expect([bytes.status, bytes.text]).toEqual([200, "bytes"]);
    expect(desk.repository.releases[0]?.assets[0]?.downloads).toBe(1);
    expect(desk.cnb.violations).toEqual([]);
  });

  it("need the token at the asset's `url`, and refuse it at the storage host", async () => {
    const { cnb, repository, ask: at } = await open();
    repository.release({ tag: "v1", assets: [{ name: "a", content: "x" }] });
    const path = "/releases/download/v1/a";
    expect((await at("GET", path, { token: null })).status).toBe(401);
    const { status, headers } = await at("GET", path);
    expect(status).toBe(302);
    const location = headers.get("location") ?? "";
    expect((await ask(cnb, "GET", location, { token: cnb.token })).status).toBe(403);
    expect((await ask(cnb, "GET", location)).text).toBe("x");
    expect((await ask(cnb, "HEAD", location)).status).toBe(200);
    expect((await at("HEAD", path)).status).toBe(302);
    expect((await at("GET", "/releases/download/v1/b")).status).toBe(404);
    expect(cnb.violations).toEqual([expect.stringContaining("authorization sent to the storage host")]);
  });

  it("refuse another signature", async () => {
    const { cnb, repository, ask: at } = await open();
    repository.release({ tag: "v1", assets: [{ name: "a" }] });
    const location = (await at("GET", "/releases/download/v1/a")).headers.get("location") ?? "";
    expect((await ask(cnb, "GET", location.replace(/.$/, "z"))).status).toBe(403);
    expect((await ask(cnb, "GET", `${cnb.storageUrl}/nothing`)).status).toBe(403);
  });

  it("note a token that is shown to the web", async () => {
    const { cnb, repository } = await open();
    repository.release({ tag: "v1", assets: [{ name: "a" }] });
    const link = `${cnb.serverUrl}/group/sub/app/-/releases/download/v1/a`;
    expect((await ask(cnb, "GET", link, { token: cnb.token })).status).toBe(302);
    expect(cnb.violations).toEqual([expect.stringContaining("authorization sent to the web host")]);
  });

  it("show nothing of drafts and private repositories on the web", async () => {
    const { cnb, repository, ask: at } = await open();
    repository.release({ tag: "v1", draft: true, assets: [{ name: "a" }] });
    cnb.repository("group/secret", { private: true }).release({ tag: "v1", assets: [{ name: "a" }] });
    for (const slug of ["group/sub/app", "group/secret"]) {
      const page = await ask(cnb, "GET", `${cnb.serverUrl}/${slug}/-/releases/download/v1/a`);
      expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    }
    expect((await at("GET", "/releases/download/v1/a")).status).toBe(302);
  });

  it("the release page is where the reference builds it", async () => {
    const { cnb, repository } = await open();
    repository.release({ tag: "pkg/v1" });
    const status = async (path: string): Promise<number> => (await ask(cnb, "GET", cnb.serverUrl + path)).status;
    expect(await status("/group/sub/app/-/releases/tag/pkg%2Fv1")).toBe(200);
    expect(await status("/group/sub/app")).toBe(200);
    expect(await status("/group/sub/app/-/releases/tag/v2")).toBe(404);
    expect(await status("/group/none")).toBe(404);
  });

  it("say so when the content was discarded", async () => {
    const desk = await open({ discard: true });
    const { id } = desk.repository.release({ tag: "v1" });
    await upload(desk, id, "a");
    const location = (await desk.ask("GET", "/releases/download/v1/a")).headers.get("location") ?? "";
    expect((await ask(desk.cnb, "GET", location)).status).toBe(410);
  });
});

describe("deleting an asset (3)", () => {
  it("takes the file along", async () => {
    const { repository, said } = await open();
    const { id, assets } = repository.release({ tag: "v1", assets: [{ name: "a" }, { name: "b" }] });
    const path = `/releases/${id}/assets/${assets[0]?.id ?? ""}`;
    expect(await said("DELETE", path)).toEqual([204, undefined]);
    expect(await said("DELETE", path)).toEqual([404, "asset not found"]);
    expect((await said("GET", "/releases/download/v1/a"))[0]).toBe(404);
    expect(assets.map(({ name }) => name)).toEqual(["b"]);
  });
});
