import { describe, expect, it } from "vitest";
import { ask, error, form, message, open, told } from "./client";

describe("project uploads (7)", () => {
  it("give back an address by version", async () => {
    const shapes: [string, RegExp | undefined, boolean][] = [
      ["11.7", undefined, false],
      ["16.0", /^\/group\/sub\/app\/uploads\/[0-9a-f]{32}\/a\.zip$/, false],
      ["17.1", /^\/-\/project\/24\/uploads\/[0-9a-f]{32}\/a\.zip$/, false],
      ["17.3", /^\/-\/project\/24\/uploads\/[0-9a-f]{32}\/a\.zip$/, true],
    ];
    for (const [version, fullPath, id] of shapes) {
      const { ask: at, gitlab, project } = await open({ version, subPath: "/gitlab" });
      const { status, body } = await at("POST", "/uploads", { raw: form("bytes") });
      expect(status).toBe(201);
      expect(body.url).toMatch(/^\/uploads\/[0-9a-f]{32}\/a\.zip$/);
      expect(body).toMatchObject({ alt: "a.zip", markdown: `[a.zip](${String(body.url)})` });
      expect("id" in body).toBe(id);
      if (fullPath) expect(body.full_path).toMatch(fullPath);
      else expect(body).not.toHaveProperty("full_path");
      const below = fullPath ? String(body.full_path) : `/${project.path}${String(body.url)}`;
      const back = await ask(gitlab, "GET", gitlab.serverUrl + below, { token: null });
      expect([back.status, back.text]).toEqual([200, "bytes"]);
    }
  });

  it("may carry the relative root in full_path", async () => {
    const { ask: at } = await open({ subPath: "/gitlab", rootedUploads: true });
    const { body } = await at("POST", "/uploads", { raw: form("bytes") });
    expect(body.full_path).toMatch(/^\/gitlab\/-\/project\/24\/uploads\//);
  });

  it("sanitise names and never overwrite", async () => {
    const { ask: at, project } = await open();
    const names = ["my app (1).zip", "../../etc/passwd", "发布 1.zip", "a+b-c_d.tar.gz"];
    for (const name of names) await at("POST", "/uploads", { raw: form("x", name) });
    expect(project.uploads.map(({ name }) => name)).toEqual([
      "my_app__1_.zip",
      "passwd",
      "发布_1.zip",
      "a+b-c_d.tar.gz",
    ]);
    await at("POST", "/uploads", { raw: form("x", "a.zip") });
    await at("POST", "/uploads", { raw: form("x", "a.zip") });
    expect(new Set(project.uploads.map(({ secret }) => secret)).size).toBe(6);
  });

  it("want one part called file", async () => {
    const { ask: at } = await open();
    told(await at("POST", "/uploads", { raw: form("x", "a", "upload") }), 400, error("file is missing"));
    told(await at("POST", "/uploads", { raw: "raw" }), 400, error("file is missing"));
    const plain = new FormData();
    plain.append("file", "text");
    told(await at("POST", "/uploads", { raw: plain }), 400, error("file is invalid"));
    const broken = { raw: "--x\r\nnothing", headers: { "content-type": "multipart/form-data; boundary=x" } };
    expect((await at("POST", "/uploads", broken)).status).toBe(400);
    expect((await at("POST", "/uploads", { raw: form("x"), token: null })).status).toBe(401);
  });

  it("have a limit from 15.10 on: 413 in JSON, or a proxy's page", async () => {
    const { ask: at, put } = await open({ limits: { upload: 10 } });
    const big = form(Buffer.alloc(300_000));
    told(await at("POST", "/uploads", { raw: big }), 413, message("413 Request Entity Too Large"));
    // The same connection still works.
    expect((await put("app/1/a.zip")).status).toBe(201);
    const proxy = await open({ limits: { upload: 10, by: "proxy" } });
    const page = await proxy.ask("POST", "/uploads", { raw: form("x".repeat(20)) });
    expect([page.status, page.body]).toEqual([413, undefined]);
  });

  it("are listed and deleted by maintainers from 17.2 on", async () => {
    const { ask: at, gitlab, project } = await open();
    const { body } = await at("POST", "/uploads", { raw: form("x") });
    const token = gitlab.addToken({ role: "developer" });
    expect((await at("GET", "/uploads", { token })).status).toBe(403);
    expect((await at("GET", "/uploads")).body).toMatchObject([{ id: body.id, filename: "a.zip", size: 1 }]);
    expect((await at("DELETE", `/uploads/${String(body.id)}`)).status).toBe(204);
    expect(project.uploads).toEqual([]);
    const older = await open({ version: "17.1" });
    expect((await older.ask("GET", "/uploads")).status).toBe(405);
  });

  it("of private projects are behind the sign-in page", async () => {
    const { gitlab, project } = await open({}, { private: true });
    const { webUrl } = project.upload("a.zip", "x");
    const reply = await ask(gitlab, "GET", webUrl);
    expect([reply.status, reply.headers.get("location")]).toEqual([302, `${gitlab.serverUrl}/users/sign_in`]);
  });
});
