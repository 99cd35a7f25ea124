import { describe, expect, it } from "vitest";
import { ask, form, message, open, said, type Asked, type Desk } from "./client";
import { filterLetters } from "../../../sandbox/tgit";

const AT = "/releases/v1/attachments";

async function withRelease(options: Parameters<typeof open>[0] = {}): Promise<Desk> {
  const desk = await open(options);
  desk.repository.release({ tag: "v1" });
  return desk;
}

const shown = ({ repository }: Desk): unknown[] =>
  repository.releases[0]?.assets.map(({ name, content }) => [name, content.size]) ?? [];

describe("uploading (5)", () => {
  it("is one part `file`; the answer has neither id nor url", async () => {
    const desk = await withRelease();
    const { status, body } = await desk.upload("v1", "a.txt", "bytes");
    const created_at = expect.stringMatching(/\+0000$/);
    expect([status, body]).toEqual([201, { name: "a.txt", size: 5, type: "plain/txt", created_at }]);
    expect((await desk.ask("GET", "/releases/v1")).body.attachments).toMatchObject([{ name: "a.txt", size: 5 }]);
    const [attachment] = desk.repository.releases[0]?.assets ?? [];
    expect((await attachment?.content.bytes())?.toString()).toBe("bytes");
    expect(desk.tgit.requests[0]?.sha256).toBe(attachment?.content.sha256);
    expect(desk.tgit.violations).toEqual([]);
  });

  it("wants multipart, the right name, a file, and one only", async () => {
    const desk = await withRelease();
    const refused = async (asked: Asked): Promise<number> => (await desk.ask("POST", AT, asked)).status;
    const two = form("a");
    two.append("file", new Blob(["b"]), "b.zip");
    const plain = new FormData();
    plain.append("file", "text");
    expect(await refused({ raw: form("x", "a.zip", "attachment") })).toBe(400);
    expect(await refused({ raw: two })).toBe(400);
    expect(await refused({ raw: plain })).toBe(400);
    expect(await refused({ raw: "raw", headers: { "content-type": "application/zip" } })).toBe(400);
    expect(await refused({ json: { file: "x" } })).toBe(400);
    expect(await refused({ raw: "--x\r\nno", headers: { "content-type": "multipart/form-data; boundary=x" } })).toBe(
      400,
    );
    expect(await refused({ raw: "x", headers: { "content-type": "multipart/form-data" } })).toBe(400);
    expect(shown(desk)).toEqual([]);
  });

  it("filters the name; only the one in the answer is valid afterwards", async () => {
    const desk = await withRelease();
    const { body } = await desk.upload("v1", "my app+发布 (1).zip", "x");
    expect(body.name).toBe("myapp发布1.zip");
    expect((await desk.ask("GET", `${AT}/${encodeURIComponent("my app+发布 (1).zip")}`)).status).toBe(404);
    expect((await desk.ask("GET", `${AT}/${encodeURIComponent("myapp发布1.zip")}`)).text).toBe("x");
    expect(desk.tgit.violations).toEqual([expect.stringContaining("is one that the server changes")]);
    expect((await desk.upload("v1", "（）")).status).toBe(400);
  });

  it("may filter otherwise", async () => {
    const desk = await withRelease({ filterName: (name) => name.replaceAll("-", "_") });
    expect((await desk.upload("v1", "a-b.zip")).body.name).toBe("a_b.zip");
    const plain = await withRelease({ filterName: filterLetters });
    expect((await plain.upload("v1", "发布-1.zip")).body.name).toBe("-1.zip");
  });

  it("makes a twin of a name that is there; the older one is found first", async () => {
    const desk = await withRelease();
    await desk.upload("v1", "a.zip", "one");
    expect((await desk.upload("v1", "a.zip", "three")).status).toBe(201);
    expect(shown(desk)).toEqual([
      ["a.zip", 3],
      ["a.zip", 5],
    ]);
    expect((await desk.ask("GET", `${AT}/a.zip`)).text).toBe("one");
    expect((await desk.ask("DELETE", `${AT}/a.zip`)).status).toBe(200);
    expect(shown(desk)).toEqual([["a.zip", 5]]);
  });

  it("may refuse or replace it, by the name as filtered", async () => {
    const refused = await withRelease({ sameName: "refused" });
    await refused.upload("v1", "a.zip", "one");
    expect((await refused.upload("v1", "a .zip", "three")).status).toBe(409);
    expect(shown(refused)).toEqual([["a.zip", 3]]);
    const replaced = await withRelease({ sameName: "replaced" });
    await replaced.upload("v1", "a.zip", "one");
    expect((await replaced.upload("v1", "a.zip", "three")).status).toBe(201);
    expect(shown(replaced)).toEqual([["a.zip", 5]]);
  });

  it("goes to a plain tag as well, where nobody sees it: noted", async () => {
    const { tgit, repository, upload } = await open();
    repository.tag("v1");
    expect((await upload("v1", "a.zip")).status).toBe(201);
    expect(repository.rows.get("v1")?.assets).toHaveLength(1);
    expect(tgit.violations).toEqual([expect.stringContaining("a tag that is no release")]);
    expect((await upload("v2", "a.zip")).status).toBe(404);
  });

  it("takes names of tags with a slash, and empty files", async () => {
    const { repository, upload, tgit } = await open();
    repository.release({ tag: "pkg/v1" });
    expect((await upload("pkg/v1", "a.zip", "")).body.size).toBe(0);
    const url = `${tgit.apiUrl}/projects/${repository.id}/releases/pkg%2Fv1/attachments/a.zip`;
    expect((await ask(tgit, "GET", url)).text).toBe("");
  });
});

describe("the limit (5)", () => {
  it("is 200 MiB, and the connection goes on", async () => {
    const desk = await withRelease({ attachmentLimit: 1000 });
    expect((await desk.upload("v1", "a.zip", Buffer.alloc(1000))).status).toBe(201);
    const reply = await desk.upload("v1", "b.zip", Buffer.alloc(300_000));
    expect(said(reply)).toEqual([413, message("The attachment is larger than 200M")]);
    expect((await desk.upload("v1", "c.zip", "x")).status).toBe(201);
    expect(shown(desk)).toEqual([
      ["a.zip", 1000],
      ["c.zip", 1],
    ]);
  });

  it("may be told with 400, or by a proxy in HTML", async () => {
    const told = await withRelease({ attachmentLimit: 10, tooLarge: 400 });
    expect((await told.upload("v1", "a.zip", "x".repeat(11))).status).toBe(400);
    const proxy = await withRelease({ attachmentLimit: 10, tooLarge: "proxy" });
    const page = await proxy.upload("v1", "a.zip", "x".repeat(11));
    expect([page.status, page.body, page.headers.get("content-type")]).toEqual([
      413,
      undefined,
      "text/html; charset=utf-8",
    ]);
  });

  it("lets large files stream through, hashed and discarded", async () => {
    const desk = await withRelease({ discard: true });
    const bytes = Buffer.alloc(64 * 1024 * 1024, 7);
    expect((await desk.upload("v1", "big.bin", bytes)).body.size).toBe(bytes.length);
    expect(desk.repository.releases[0]?.assets[0]?.content.discarded).toBe(true);
    expect((await desk.ask("GET", `${AT}/big.bin`)).status).toBe(410);
    expect(desk.tgit.violations).toEqual([]);
  });
});

describe("downloading (5)", () => {
  it("streams, without ranges, and without a token from public projects", async () => {
    const desk = await withRelease();
    await desk.upload("v1", "a.zip", "bytes");
    const reply = await desk.ask("GET", `${AT}/a.zip`, { token: null, headers: { range: "bytes=1-2" } });
    expect([reply.status, reply.text, reply.headers.get("accept-ranges")]).toEqual([200, "bytes", null]);
    expect((await desk.ask("GET", `${AT}/b.zip`)).status).toBe(404);
    expect((await desk.ask("GET", "/releases/v2/attachments/a.zip")).status).toBe(404);
  });

  it("needs a token on private projects", async () => {
    const { tgit, repository, ask: at } = await open({}, { private: true });
    repository.release({ tag: "v1", assets: [{ name: "a.zip", content: "bytes" }] });
    expect((await at("GET", `${AT}/a.zip`, { token: null })).status).toBe(401);
    expect((await at("GET", `${AT}/a.zip`, { token: tgit.addToken({ repositories: [] }) })).status).toBe(404);
    expect((await at("GET", `${AT}/a.zip`)).text).toBe("bytes");
  });

  it("finds content by the API path only", async () => {
    const { tgit, repository, root } = await open();
    repository.release({ tag: "v1", assets: [{ name: "a.zip", content: "bytes" }] });
    const url = `${tgit.apiUrl}${root}${AT}/a.zip`;
    expect((await ask(tgit, "GET", url)).text).toBe("bytes");
    expect((await ask(tgit, "GET", `${url}x`)).status).toBe(404);
  });
});

describe("deleting (5)", () => {
  it("is by name, with 200 and no body", async () => {
    const desk = await withRelease();
    await desk.upload("v1", "a.zip");
    const reply = await desk.ask("DELETE", `${AT}/a.zip`);
    expect([reply.status, reply.text]).toEqual([200, ""]);
    expect(said(await desk.ask("DELETE", `${AT}/a.zip`))).toEqual([404, message("404 Attachment Not Found")]);
  });
});
