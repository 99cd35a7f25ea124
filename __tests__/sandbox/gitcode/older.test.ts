import { describe, expect, it } from "vitest";
import { followed } from "../client";
import { ask, assetsOf, open } from "./client";

describe("servers as the spec page shows them (7, 9)", () => {
  it("have no ids; uploads and archives are told apart by address", async () => {
    const { gitcode, create, upload, ask: at } = await open({ form: "older" });
    await create();
    await upload("v1", "a.txt");
    const { body } = await at("GET", "/releases/v1");
    const web = `${gitcode.serverUrl}/octo/app/-`;
    expect(body.assets).toEqual([
      ...["zip", "tar.gz", "tar.bz2", "tar"].map((ending) => ({
        browser_download_url: `${web}/archive/v1/app-v1.${ending}`,
        name: `app-v1.${ending}`,
      })),
      { browser_download_url: `${web}/releases/v1/downloads/a.txt`, name: "a.txt", type: "text/plain" },
    ]);
    expect(body).not.toHaveProperty("draft");
    const { status } = await ask(gitcode, "GET", `${web}/releases/v1/downloads/a.txt`);
    expect(status).toBe(302);
    expect(await followed(`${web}/archive/v1/app-v1.zip`)).toMatch(/^zip of /);
  });

  it("answer an update with `id: 1`, and do not know release_status there", async () => {
    const { patch, repo } = await open({ form: "older" });
    repo.release({ tag: "v1", status: "latest" });
    const { status, body } = await patch("v1", { name: "Two", release_status: "pre" });
    expect([status, body.id, body.name, body.prerelease]).toEqual([200, 1, "Two", false]);
    expect(body).not.toHaveProperty("release_status");
    expect(repo.releases[0]?.status).toBe("latest");
  });

  it("name release_status only where it was created, latest, and in the second form", async () => {
    const { create, ask: at } = await open({ form: "older" });
    expect((await create({ release_status: "pre" })).body.release_status).toBe("pre");
    expect((await at("GET", "/releases/v1")).body.release_status).toBe("pre");
    expect((await at("GET", "/releases/tags/v1")).body).not.toHaveProperty("release_status");
    expect((await at("GET", "/releases")).body[0]).not.toHaveProperty("release_status");
  });

  it("know no pages: each is the whole list", async () => {
    const { repo, ask: at } = await open({ form: "older" });
    for (let count = 0; count < 120; count++) repo.release({ tag: `v${count}` });
    const first = await at("GET", "/releases?per_page=100&page=1");
    const second = await at("GET", "/releases?per_page=100&page=2");
    expect(first.body).toHaveLength(120);
    expect(second.text).toBe(first.text);
  });

  it("cannot delete attachments, and take forms", async () => {
    const { repo, ask: at } = await open({ form: "older" });
    const raw = new URLSearchParams({ tag_name: "v1", name: "One", body: "Notes" });
    expect((await at("POST", "/releases", { raw })).status).toBe(200);
    repo.attach("v1", { name: "a.zip" });
    const id = repo.releases[0]?.assets[0]?.id ?? 0;
    expect((await at("DELETE", `/releases/v1/attach_files/${id}`)).status).toBe(404);
    expect(repo.releases[0]?.assets).toHaveLength(1);
  });

  it("ids alone may be missing", async () => {
    const { gitcode, create, upload, ask: at } = await open({ assetIds: false });
    await create();
    await upload("v1", "a.bin");
    const assets = assetsOf(await at("GET", "/releases/v1"));
    expect(assets.some((asset) => "id" in asset)).toBe(false);
    expect(assets.map(({ type }) => type)).toEqual([...Array<undefined>(4), "application/octet-stream"]);
    expect(assets.map(({ name }) => name)).toEqual(["v1.zip", "v1.tar.gz", "v1.tar.bz2", "v1.tar", "a.bin"]);
    expect(String(assets[0]?.browser_download_url)).toBe(`${gitcode.serverUrl}/octo/app/-/archive/v1/v1.zip`);
    expect(String(assets[4]?.browser_download_url)).toContain("/releases/download/v1/a.bin");
  });
});
