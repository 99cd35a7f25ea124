import { describe, expect, it } from "vitest";
import { ask, assetsOf, coded, open, said } from "./client";

const FILE = "/releases/v1/attach_files/a%20b.zip/download";

async function attached(options: Parameters<typeof open>[0] = {}, repository: Parameters<typeof open>[1] = {}) {
  const desk = await open(options, repository);
  desk.repo.release({ tag: "v1", assets: [{ name: "a b.zip", content: "0123456789" }] });
  return desk;
}

describe("downloads (4)", () => {
  it("of the API are redirects to the store, where no token may go", async () => {
    const { gitcode, ask: at } = await attached();
    const { status, headers } = await at("GET", FILE);
    const location = headers.get("location") ?? "";
    expect([status, location.startsWith(`${gitcode.storageUrl}/`)]).toEqual([302, true]);
    expect((await ask(gitcode, "GET", location)).text).toBe("0123456789");
    expect(gitcode.violations).toEqual([]);
    expect((await ask(gitcode, "GET", location, { token: gitcode.token })).status).toBe(400);
    expect(gitcode.violations).toEqual([expect.stringContaining("authorization sent to the storage host")]);
  });

  it("may come directly", async () => {
    const { ask: at } = await attached({ download: "bytes" });
    const reply = await at("GET", FILE);
    expect([reply.status, reply.text]).toEqual([200, "0123456789"]);
    expect(reply.headers.get("content-disposition")).toContain("a%20b.zip");
  });

  it("HEAD says 404, or 401 without a token", async () => {
    const { gitcode, ask: at } = await attached();
    expect((await at("HEAD", FILE)).status).toBe(404);
    expect((await at("HEAD", FILE, { token: null })).status).toBe(401);
    const web = `${gitcode.serverUrl}/octo/app/releases/download/v1/a%20b.zip`;
    expect((await ask(gitcode, "HEAD", web)).status).toBe(404);
    const { headers } = await at("GET", FILE);
    expect((await ask(gitcode, "HEAD", headers.get("location") ?? "")).status).toBe(403);
  });

  it("one byte can be asked for, or any range", async () => {
    const { gitcode, ask: at } = await attached();
    const { headers } = await at("GET", FILE);
    const range = (value: string) => ask(gitcode, "GET", headers.get("location") ?? "", { headers: { range: value } });
    const one = await range("bytes=0-0");
    expect([one.status, one.text, one.headers.get("content-range")]).toEqual([206, "0", "bytes 0-0/10"]);
    expect([(await range("bytes=8-")).text, (await range("bytes=-3")).text]).toEqual(["89", "789"]);
    expect([(await range("bytes=3-99")).text, (await range("bytes=2-4")).text]).toEqual(["3456789", "234"]);
    expect((await range("bytes=10-")).status).toBe(416);
    expect((await range("lines=1-2")).status).toBe(200);
    const direct = await attached({ download: "bytes" });
    expect((await direct.ask("GET", FILE, { headers: { range: "bytes=0-0" } })).status).toBe(206);
  });

  it("ranges of large files are streamed", async () => {
    const { ask: at, repo, upload } = await open();
    repo.release({ tag: "v1" });
    const bytes = Buffer.alloc(6_000_000, Buffer.from(Array.from({ length: 251 }, (_, at) => at)));
    await upload("v1", "big.bin", bytes);
    const { headers } = await at("GET", "/releases/v1/attach_files/big.bin/download");
    const location = headers.get("location") ?? "";
    const response = await fetch(location, { headers: { range: "bytes=1500000-4999999" } });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(1_500_000, 5_000_000))).toBe(true);
  });

  it("missing ones are 404", async () => {
    const { ask: at } = await attached();
    const missing = [400, coded(404, "Not Found Attachment")];
    expect(said(await at("GET", "/releases/v1/attach_files/b.zip/download"))).toEqual(missing);
    expect((await at("GET", "/releases/v2/attach_files/a.zip/download")).status).toBe(400);
  });

  it("temporary addresses are signed, for archives too", async () => {
    const { gitcode, ask: at } = await attached();
    const assets = assetsOf(await at("GET", "/releases/v1?temp_download_url=true"));
    expect(assets).toHaveLength(5);
    for (const { browser_download_url: url } of assets) {
      expect((await ask(gitcode, "GET", String(url))).status).toBe(200);
      expect(String(url)).toContain(gitcode.storageUrl);
    }
  });
});

describe("the web site", () => {
  it("leads every address of an asset to bytes", async () => {
    const { gitcode, ask: at } = await attached();
    const assets = assetsOf(await at("GET", "/releases/v1"));
    for (const { browser_download_url: url, type } of assets) {
      const { status, headers } = await ask(gitcode, "GET", String(url));
      expect(status).toBe(302);
      const file = await ask(gitcode, "GET", headers.get("location") ?? "");
      expect(file.status).toBe(200);
      if (type === "attach") expect(file.text).toBe("0123456789");
    }
  });

  it("has a page for a release, in one form only", async () => {
    const { gitcode } = await attached();
    const page = (path: string) => ask(gitcode, "GET", `${gitcode.serverUrl}/octo/app${path}`);
    expect((await page("/releases/tag/v1")).status).toBe(200);
    expect((await page("/releases/v1")).status).toBe(404);
    expect((await page("")).status).toBe(200);
    expect((await page("/releases/download/v1/none.zip")).status).toBe(404);
    expect((await page("/releases/tag/%E0%A4")).status).toBe(400);
  });

  it("a token shown to it is a violation, and opens nothing", async () => {
    const { gitcode } = await attached({}, { private: true });
    const url = `${gitcode.serverUrl}/octo/app/releases/download/v1/a%20b.zip`;
    expect((await ask(gitcode, "GET", url, { token: gitcode.token })).status).toBe(404);
    expect(gitcode.violations).toEqual([expect.stringContaining("authorization sent to the web site")]);
  });
});

describe("deleting attachments (4)", () => {
  it("goes by id: 204, then 404", async () => {
    const { ask: at, repo, assets } = await attached();
    const id = repo.releases[0]?.assets[0]?.id ?? 0;
    expect((await at("DELETE", `/releases/v1/attach_files/a%20b.zip`)).status).toBe(400);
    expect((await at("DELETE", `/releases/v1/attach_files/${id}`)).status).toBe(204);
    const gone = await at("DELETE", `/releases/v1/attach_files/${id}`);
    expect(said(gone)).toEqual([400, coded(404, "Not Found Attachment")]);
    expect(await assets("v1")).toEqual([]);
  });

  it("archives cannot be deleted, and to try is a violation", async () => {
    const { gitcode, ask: at } = await attached({ errors: "code" });
    expect((await at("DELETE", "/releases/v1/attach_files/0")).status).toBe(404);
    expect(gitcode.violations).toEqual([expect.stringContaining("asked to delete a generated archive")]);
  });
});
