import { describe, expect, it } from "vitest";
import { form, open, open12, told, type Desk } from "./client";

async function withRelease(...given: Parameters<typeof open>): Promise<Desk> {
  const desk = await open(...given);
  desk.repo.release({ tag: "v1" });
  return desk;
}

const octets = { "content-type": "application/octet-stream" };

function raw(desk: Desk, body: string | Buffer, query = "?name=a.zip", headers: Record<string, string> = octets) {
  return desk.ask("POST", `/releases/${desk.repo.releases[0]?.id ?? 0}/assets${query}`, { raw: body, headers });
}

describe("uploads (6)", () => {
  it("by form: 201 with an address by UUID, and nothing of GitHub's (e, h)", async () => {
    const { upload, gitea, repo } = await withRelease();
    const { status, body } = await upload("bytes");
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      name: "a.zip",
      size: 5,
      download_count: 0,
      created_at: expect.any(String),
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      browser_download_url: `${gitea.serverUrl}/attachments/${String(body.uuid)}`,
    });
    const [asset] = repo.releases[0]?.assets ?? [];
    expect((await asset?.content.bytes())?.toString()).toBe("bytes");
    expect(gitea.requests.at(-1)?.sha256).toBe(asset?.content.sha256);
  });

  it("?name= wins over the form's name, which wins over the filename", async () => {
    const desk = await withRelease();
    const path = `/releases/${desk.repo.releases[0]?.id ?? 0}/assets`;
    const named = form("x", "part.zip");
    named.append("name", "field.zip");
    expect((await desk.ask("POST", `${path}?name=query.zip`, { raw: named })).body.name).toBe("query.zip");
    expect((await desk.ask("POST", path, { raw: named })).body.name).toBe("field.zip");
    expect((await desk.upload("x", "dir/part.zip")).body.name).toBe("part.zip");
  });

  it("store names as they are, and the same name twice (f)", async () => {
    const desk = await withRelease();
    const names = ["发布 (1).zip", "a+b~c.tar.gz", "x/y.zip", "a.zip", "a.zip"];
    for (const name of names) {
      expect((await raw(desk, "x", `?name=${encodeURIComponent(name)}`)).body.name).toBe(name);
    }
    expect(desk.repo.releases[0]?.assets.map(({ name }) => name)).toEqual(names);
    expect((await raw(desk, "x", `?name=${"n".repeat(256)}`)).status).toBe(500);
  });

  it("raw: name required, empty taken, from 1.22 on", async () => {
    const desk = await withRelease();
    expect((await raw(desk, "bytes")).body).toMatchObject({ name: "a.zip", size: 5 });
    expect((await raw(desk, "", "?name=empty")).body).toMatchObject({ name: "empty", size: 0 });
    told(await raw(desk, "bytes", ""), 400, "Could not determine name of attachment.");
    told(await raw(await withRelease({ version: "1.21" }), "bytes"), 500, "");
    const forgejo = await withRelease({ software: "forgejo", version: "7" });
    expect((await raw(forgejo, "bytes")).status).toBe(201);
    told(await raw(forgejo, "bytes", ""), 400, "Missing 'name' parameter");
  });

  it("raw with JSON's type is a file all the same; urlencoded is lost (j)", async () => {
    const desk = await withRelease();
    expect((await raw(desk, "[1]", "?name=a.json", { "content-type": "application/json" })).body.size).toBe(3);
    const lost = { "content-type": "application/x-www-form-urlencoded" };
    expect((await raw(desk, "bytes", "?name=lost", lost)).body).toMatchObject({ name: "lost", size: 0 });
  });

  it("chunked bodies are taken", async () => {
    const desk = await withRelease();
    const { gitea, repo } = desk;
    const url = `${gitea.apiUrl}/repos/octo/app/releases/${repo.releases[0]?.id ?? 0}/assets?name=a`;
    const headers = { authorization: `token ${gitea.token}`, ...octets };
    const body = ReadableStream.from([Buffer.from("by"), Buffer.from("tes")]);
    const { status } = await fetch(url, { method: "POST", headers, body, duplex: "half" });
    expect([status, repo.releases[0]?.assets[0]?.content.size]).toEqual([201, 5]);
    expect(gitea.requests.at(-1)?.headers["content-length"]).toBeUndefined();
  });

  it("a form field called token is a violation (2)", async () => {
    const desk = await withRelease();
    const data = form("x");
    data.append("token", "t");
    expect((await desk.upload("", "", { raw: data })).status).toBe(201);
    expect(desk.gitea.violations).toEqual([expect.stringContaining('a secret in the body ("token")')]);
  });

  it("want the field called attachment (i)", async () => {
    const words = { "1.25": "", "1.20": "", "12": "One of 'attachment' or 'external_url' is required" };
    for (const [version, message] of Object.entries(words)) {
      const { upload } = await withRelease({ version });
      const reply = await upload("", "", { raw: form("x", "a.zip", "file") });
      told(reply, message === "" ? 500 : 400, message);
    }
    const desk = await withRelease();
    const broken = { "content-type": "multipart/form-data; boundary=x" };
    expect((await raw(desk, "--x\r\nnothing", "", broken)).status).toBe(500);
  });

  it("refuse forbidden types by name or by content (k)", async () => {
    const options = { allowedTypes: [".txt", "application/zip", "image/*"] };
    const desk = await withRelease(options);
    const text = "This file cannot be uploaded or modified due to a forbidden file extension or type.";
    expect((await desk.upload("hello", "A.TXT")).status).toBe(201);
    expect((await desk.upload("PK\u0003\u0004", "a.bin")).status).toBe(201);
    expect((await desk.upload(Buffer.from("89504e470d0a1a0a", "hex"), "a")).status).toBe(201);
    told(await desk.upload("hello", "a.exe"), 400, text);
    // Nothing at all counts as text/plain.
    expect((await desk.upload("", "empty.zip")).status).toBe(400);
    const older = await withRelease({ ...options, version: "1.22" });
    const before = "This file extension or type is not allowed to be uploaded.";
    told(await older.upload("hello", "a.exe"), 400, before);
  });

  it("too large: 413 in JSON from 1.25 on, a page from a proxy", async () => {
    const limits = { attachment: 10 };
    const desk = await withRelease({ limits });
    told(await desk.upload("x".repeat(300_000)), 413, "attachment exceeds limit 10");
    expect((await raw(desk, "x".repeat(11))).status).toBe(413);
    expect((await desk.upload("x".repeat(10))).status).toBe(201);
    expect((await (await withRelease({ limits, version: "1.24" })).upload("x".repeat(11))).status).toBe(201);
    const proxy = await withRelease({ limits: { proxy: 100 } });
    const page = await raw(proxy, "x".repeat(101));
    expect(page.status).toBe(413);
    expect(page.body).toBeUndefined();
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  });

  it("may be switched off, and need their release: 500 up to 1.20, 404 after (second table)", async () => {
    const off = await withRelease({ attachments: false });
    told(await off.upload("x"), 404, "Attachment is not enabled");
    for (const [version, status] of Object.entries({ "1.20": 500, "1.21": 404 })) {
      const { ask: at } = await open({ version });
      expect((await at("POST", "/releases/1/assets", { raw: form("x") })).status).toBe(status);
    }
  });

  it.each(Object.entries({ "1.15.11": 1024, "1.16": 0 }))(
    "store an empty file of a form as 1024 bytes on 1.15 (10): %s",
    async (version, size) => {
      expect((await (await withRelease({ version })).upload("")).body.size).toBe(size);
    },
  );

  it("broken halfway leave nothing behind: a row comes after its file (5.4)", async () => {
    const { upload, repo } = await withRelease();
    repo.spoil("upload", { kind: "half", status: 502 });
    expect([(await upload("bytes")).status, repo.releases[0]?.assets]).toEqual([502, []]);
  });
});

describe("external assets (6)", () => {
  const url = "https://example.com/dl/tool.zip";

  function external(address: string, file = false): FormData {
    const data = file ? form("x") : new FormData();
    data.append("external_url", address);
    return data;
  }

  it("are Forgejo's, from 9 on", async () => {
    const { upload, ask: at, repo } = await open12();
    const { id } = repo.release({ tag: "v1" });
    const { status, body } = await upload("", "", { raw: external(url) });
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ name: "tool.zip", size: 0, type: "external", browser_download_url: url }),
    ]);
    expect((await upload("x")).body.type).toBe("attachment");
    expect((await upload("", "", { raw: external(url, true) })).status).toBe(400);
    expect((await upload("", "", { raw: external("nonsense") })).status).toBe(400);
    const asked = { raw: "x", headers: octets };
    const both = `/releases/${id}/assets?name=a&external_url=${encodeURIComponent(url)}`;
    expect((await at("POST", both, asked)).status).toBe(400);
    const gitea = await withRelease();
    expect((await gitea.upload("", "", { raw: external(url) })).status).toBe(500);
    const eight = await withRelease({ software: "forgejo", version: "8" });
    expect((await eight.upload("x")).body).not.toHaveProperty("type");
  });

  it("change their address by PATCH; others have none", async () => {
    const { ask: at, repo } = await open12();
    const { id, assets } = repo.release({ tag: "v1", assets: [{ name: "a", externalUrl: url }, { name: "b" }] });
    const path = (index: number): string => `/releases/${id}/assets/${assets[index]?.id ?? 0}`;
    const json = { browser_download_url: "https://example.com/new" };
    expect((await at("PATCH", path(0), { json })).body).toMatchObject(json);
    told(await at("PATCH", path(1), { json }), 400, "existing attachment is not external");
    expect((await at("PATCH", path(0), { json: { browser_download_url: "x" } })).status).toBe(400);
  });
});
