import { describe, expect, it } from "vitest";
import { followed } from "../client";
import { ask, form, message, open, said, type Desk } from "./client";

interface Bench extends Desk {
  readonly id: number;
  readonly files: string;
}

async function bench(options: Parameters<typeof open>[0] = {}): Promise<Bench> {
  const desk = await open(options);
  const { id } = desk.repository.release({ tag: "v1" });
  return { ...desk, id, files: `/releases/${id}/attach_files` };
}

const names = ({ repository }: Desk): string[] => repository.releases[0]?.assets.map(({ name }) => name) ?? [];

describe("attachments (5)", () => {
  it("are uploaded, listed, got, and deleted by id", async () => {
    const { gitee, repository, ask: at, upload, id, files } = await bench();
    const { status, body } = await upload(id, form("bytes"));
    const url = `${gitee.serverUrl}/octo/app/releases/download/v1/a.zip`;
    const wanted = { id: body.id, name: "a.zip", size: 5, browser_download_url: url };
    expect([status, body]).toMatchObject([201, { ...wanted, uploader: { login: "octavia" } }]);
    expect((await at("GET", files)).body).toMatchObject([wanted]);
    expect((await at("GET", `${files}/${String(body.id)}`)).body).toMatchObject(wanted);
    const kept = repository.releases[0]?.assets[0];
    expect(gitee.requests[0]?.sha256).toBe(kept?.content.sha256);
    expect((await gitee.asset(Number(body.id))?.bytes())?.toString()).toBe("bytes");
    const gone = await at("DELETE", `${files}/${String(body.id)}`);
    expect([gone.status, gone.text]).toEqual([204, ""]);
    expect((await at("GET", `${files}/${String(body.id)}`)).status).toBe(404);
    expect(gitee.violations).toEqual([]);
  });

  it("are 20 a page, oldest first", async () => {
    const { ask: at, repository, files } = await bench();
    const more = Array.from({ length: 120 }, (_, at) => ({ name: `${at}.zip` }));
    const { id } = repository.release({ tag: "v2", assets: more });
    expect((await at("GET", files)).body).toEqual([]);
    const page = await at("GET", `/releases/${id}/attach_files`);
    expect([page.body.length, page.body[0]?.name]).toEqual([20, "0.zip"]);
    expect((await at("GET", `/releases/${id}/attach_files?per_page=100&page=2`)).body).toHaveLength(20);
    const newest = await at("GET", `/releases/${id}/attach_files?direction=desc&per_page=1`);
    expect(newest.body[0]?.name).toBe("119.zip");
  });

  it("want exactly one part `file` with a filename", async () => {
    const { upload, ask: at, id, files } = await bench();
    const missing = [400, { messages: ["file is missing"] }];
    const invalid = [400, { messages: ["file is invalid"] }];
    expect(said(await upload(id, form("x", "a", "attachment")))).toEqual(missing);
    expect(said(await at("POST", files, { raw: "bytes" }))).toEqual(missing);
    expect(said(await at("POST", files, { json: { file: "x" } }))).toEqual(missing);
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    expect(said(await at("POST", files, { raw: "--x\r\nnothing", headers }))).toEqual(missing);
    const plain = new FormData();
    plain.append("file", "text");
    expect(said(await upload(id, plain))).toEqual(invalid);
    const two = form("x");
    two.append("file", new Blob(["y"]), "b.zip");
    expect(said(await upload(id, two))).toEqual(invalid);
  });

  it("of the same name come twice, and the address keeps serving the old one", async () => {
    const desk = await bench();
    const { upload, ask: at, id, files } = desk;
    const old = await upload(id, form("old"));
    const twin = await upload(id, form("new"));
    expect([twin.status, names(desk)]).toEqual([201, ["a.zip", "a.zip"]]);
    const url = String(old.body.browser_download_url);
    expect(twin.body.browser_download_url).toBe(url);
    const served = () => followed(url);
    expect(await served()).toBe("old");
    await at("DELETE", `${files}/${String(old.body.id)}`);
    expect(await served()).toBe("new");
  });

  it("get the name that the server likes, or the one that was sent", async () => {
    const desk = await bench();
    for (const name of ["my app (1).zip", "../../etc/passwd", "发布 1.zip", "a+b-c_d.tar.gz"]) {
      await desk.upload(desk.id, form("x", name));
    }
    expect(names(desk)).toEqual(["my_app__1_.zip", "passwd", "发布_1.zip", "a_b-c_d.tar.gz"]);
    const kind = await bench({ storedName: (name) => name });
    expect((await kind.upload(kind.id, form("x", "a b.zip"))).body.name).toBe("a b.zip");
  });

  it("may be called like the generated archives", async () => {
    const { upload, ask: at, id } = await bench();
    await upload(id, form("x", "v1.zip"));
    const { body } = await at("GET", `/releases/${id}`);
    const assets: unknown = body.assets;
    expect(assets).toMatchObject([{ name: "v1.zip" }, { name: "v1.zip" }, { name: "v1.tar.gz" }]);
  });

  it("need rights and a release, asked before the body is read", async () => {
    const { gitee, upload, id, repository } = await bench();
    const token = gitee.addToken({ access: "read" });
    expect((await upload(id, form("x"), { token })).status).toBe(403);
    expect((await upload(id, form("x"), { token: null })).status).toBe(401);
    expect((await upload(id, form("x"), { token: "wrong" })).status).toBe(401);
    expect(said(await upload(1, form("x")))).toEqual([404, message("Not Found Release")]);
    expect(repository.releases[0]?.assets).toEqual([]);
  });

  it("take the token as a part, before or after the file; a violation", async () => {
    const { gitee, upload, id } = await bench();
    const after = form("x");
    after.append("access_token", gitee.token);
    expect((await upload(id, after, { token: null })).status).toBe(201);
    const before = new FormData();
    before.append("access_token", "wrong");
    before.append("file", new Blob(["x"]), "b.zip");
    expect((await upload(id, before, { token: null })).status).toBe(401);
    expect((await upload(id, after)).status).toBe(201);
    expect(gitee.violations).toHaveLength(3);
  });
});

describe("limits (5, 10)", () => {
  it("refuse the size itself, in JSON or with a proxy's page", async () => {
    const { upload, id } = await bench({ limits: { attachment: 10 } });
    expect(said(await upload(id, form("x".repeat(10))))).toEqual([400, message("附件大小超过限制")]);
    expect((await upload(id, form("x".repeat(9)))).status).toBe(201);
    const proxy = await bench({ limits: { attachment: 10, by: "proxy" } });
    const page = await proxy.upload(proxy.id, form("x".repeat(10)));
    expect([page.status, page.body]).toEqual([413, undefined]);
  });

  it("leave the connection usable after a large refused body", async () => {
    const { upload, id, ask: at } = await bench({ limits: { attachment: 10 } });
    expect((await upload(id, form(Buffer.alloc(500_000)))).status).toBe(400);
    expect((await at("GET", "/releases")).status).toBe(200);
  });

  it("hold for a repository as a whole, and for the number", async () => {
    const { upload, id } = await bench({ limits: { quota: 5 } });
    expect((await upload(id, form("12345"))).status).toBe(201);
    expect(said(await upload(id, form("6")))).toEqual([400, message("仓库附件总容量超过限制")]);
    const few = await bench({ limits: { count: 1 } });
    expect((await few.upload(few.id, form("1"))).status).toBe(201);
    expect((await few.upload(few.id, form("2"))).status).toBe(400);
  });
});

describe("downloads (1, 5)", () => {
  it("lead to a storage host that refuses a token", async () => {
    const { gitee, upload, id } = await bench();
    const url = String((await upload(id, form("bytes"))).body.browser_download_url);
    const first = await ask(gitee, "GET", url, { token: null });
    const location = first.headers.get("location") ?? "";
    expect([first.status, location.startsWith(`${gitee.storageUrl}/`)]).toEqual([302, true]);
    const second = await ask(gitee, "GET", location, { token: null });
    expect([second.status, second.text]).toEqual([200, "bytes"]);
    expect(gitee.violations).toEqual([]);
    expect((await ask(gitee, "GET", location)).status).toBe(400);
    expect(gitee.violations).toEqual([expect.stringContaining("authorization sent to the storage host")]);
    expect((await ask(gitee, "GET", location.replace(/Signature=.*/, ""), { token: null })).status).toBe(403);
  });

  it("by id give that very attachment, redirected or at once", async () => {
    for (const download of ["redirect", "direct"] as const) {
      const { gitee, upload, ask: at, id, files } = await bench({ download });
      await upload(id, form("old"));
      const { body } = await upload(id, form("new"));
      const path = `${files}/${String(body.id)}/download`;
      const reply = await at("GET", path);
      expect(reply.status).toBe(download === "direct" ? 200 : 302);
      const location = reply.headers.get("location");
      const bytes = location === null ? reply : await ask(gitee, "GET", location, { token: null });
      expect(bytes.text).toBe("new");
    }
  });

  it("lag behind uploads and deletions with `downloadLag`, which the list does not", async () => {
    const { gitee, repository, upload, ask: at } = await open({ downloadLag: 60_000 });
    const release = repository.release({ tag: "v1", assets: [{ name: "a.zip", content: "old" }] });
    const fresh = await upload(release.id, form("x", "b.zip"));
    expect((await ask(gitee, "GET", String(fresh.body.browser_download_url), { token: null })).status).toBe(404);
    const [old] = release.assets;
    await at("DELETE", `/releases/${release.id}/attach_files/${old?.id ?? 0}`);
    const { body } = await upload(release.id, form("new"));
    expect(await followed(String(body.browser_download_url))).toBe("old");
    expect((await at("GET", `/releases/${release.id}/attach_files`)).body).toHaveLength(2);
  });

  it("of tags with a slash work; private ones are behind the sign-in page", async () => {
    const { gitee, repository } = await open();
    repository.release({ tag: "pkg/v1", assets: [{ name: "a b.zip", content: "x" }] });
    const web = `${gitee.serverUrl}/octo/app`;
    for (const tag of ["pkg/v1", "pkg%2Fv1"]) {
      expect(await followed(`${web}/releases/download/${tag}/a%20b.zip`)).toBe("x");
      expect((await ask(gitee, "GET", `${web}/releases/tag/${tag}`, { token: null })).status).toBe(200);
    }
    expect((await ask(gitee, "GET", `${web}/archive/refs/tags/pkg/v1.tar.gz`, { token: null })).status).toBe(200);
    expect((await ask(gitee, "GET", `${web}/releases/tag/v9`, { token: null })).status).toBe(404);
    const closed = gitee.repository("octo/closed", { private: true });
    closed.release({ tag: "v1", assets: [{ name: "a.zip" }] });
    const reply = await ask(gitee, "GET", `${gitee.serverUrl}/octo/closed/releases/download/v1/a.zip`, { token: null });
    expect([reply.status, reply.headers.get("location")]).toEqual([302, `${gitee.serverUrl}/login`]);
  });
});
