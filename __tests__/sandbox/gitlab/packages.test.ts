import { createHash } from "node:crypto";
import { request } from "node:http";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { ask, error, message, open, told } from "./client";

const hash = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest("hex");

describe("uploading to the generic registry (6)", () => {
  it("takes one of several first files of a package that come at once, and answers the others with 500", async () => {
    const { put, project } = await open();
    const raw = Buffer.alloc(4 * 1024 * 1024);
    const first = await Promise.all(["a.zip", "b.zip", "c.zip"].map((name) => put(`app/1/${name}`, { raw })));
    expect(first.map(({ status }) => status).sort()).toEqual([201, 500, 500]);
    const later = await Promise.all(["d.zip", "e.zip"].map((name) => put(`app/1/${name}`)));
    expect(later.map(({ status }) => status)).toEqual([201, 201]);
    expect(project.packages).toHaveLength(1);
  });

  it("answers 201 and a message, or 200 and the file", async () => {
    const { put, project, gitlab, ask: at } = await open();
    told(await put("app/1.0.0/a.zip"), 201, message("201 Created"));
    const { status, body } = await put("app/1.0.0/b.zip?select=package_file");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      package_id: project.packages[0]?.id,
      size: 7,
      file_name: "b.zip",
      file_md5: hash("md5", "content"),
      file_sha1: hash("sha1", "content"),
      file_sha256: hash("sha256", "content"),
    });
    expect((await at("GET", "/packages/generic/app/1.0.0/a.zip")).text).toBe("content");
    expect(gitlab.requests[0]).toMatchObject({ sha256: hash("sha256", "content"), bytes: 7, status: 201 });
    const back = await at("GET", "/packages/generic/app/1.0.0/a.zip");
    expect(back.status).toBe(200);
    expect(back.text).toBe("content");
    expect(back.headers.get("content-type")).toBe("application/octet-stream");
    expect((await at("GET", "/packages/generic/app/1.0.0/none")).status).toBe(404);
    expect(gitlab.violations).toEqual([]);
  });

  it("has no old digests of what was discarded", async () => {
    const { put, project } = await open({ discard: true });
    expect((await put("app/1/b.bin?select=package_file")).body).toMatchObject({ file_md5: null, size: 7 });
    expect(project.packages[0]?.files[0]?.content.discarded).toBe(true);
  });

  it("refuses names, versions, files and options that break the rules", async () => {
    const { put } = await open();
    const cases = [
      ["a%20b/1.0.0/f", "package_name is invalid"],
      ["a/1..0/f", "package_version is invalid"],
      ["a/1.0%2F0/f", "package_version is invalid"],
      ["a/1.0.0/a%20b.zip", "file_name is invalid"],
      ["a/1.0.0/~a.zip", "file_name is invalid"],
      ["a/1.0.0/a@", "file_name is invalid"],
      ["a@/1..0/%C3%A4", "package_name is invalid, package_version is invalid, file_name is invalid"],
      ["a/1.0.0/f?status=secret", "status does not have a valid value"],
      ["a/1.0.0/f?select=all", "select does not have a valid value"],
    ] as const;
    for (const [path, text] of cases) told(await put(path), 400, error(text));
    for (const path of ["a/v1.0-rc.1+2/f", "a/main/a@b~c.zip", "a/1/dir/sub/f.zip"]) {
      expect((await put(path)).status).toBe(201);
    }
  });

  it("knew less at first", async () => {
    const { put } = await open({ version: "13.5" });
    expect((await put("a/1.0.0/f.zip")).status).toBe(201);
    told(await put("a/v1.0.0/f.zip"), 400, error("package_version is invalid"));
    told(await put("a/1.0.0/a@b"), 400, error("file_name is invalid"));
    told(await put("a/1.0.0/dir/f.zip"), 404, error("404 Not Found"));
    const older = await open({ version: "13.4" });
    told(await older.put("a/1.0.0/f.zip"), 404, error("404 Not Found"));
  });

  it("adds a file of the same name, and serves the newest", async () => {
    const { put, project, ask: at } = await open();
    await put("app/1/a.zip", { raw: "old" });
    expect((await put("app/1/a.zip", { raw: "new" })).status).toBe(201);
    expect(project.packages[0]?.files).toHaveLength(2);
    expect((await at("GET", "/packages/generic/app/1/a.zip")).text).toBe("new");
  });

  it("may forbid duplicates, with exceptions", async () => {
    const { put } = await open({ duplicates: "forbidden", duplicateException: /^nightly/ });
    const twice = async (path: string): Promise<number> => {
      await put(path);
      return (await put(path)).status;
    };
    expect(await twice("nightly/1/a.zip")).toBe(201);
    expect(await twice("app/1/a.zip")).toBe(400);
    expect((await put("app/1/b.zip")).status).toBe(201);
    told(await put("app/1/a.zip"), 400, message("400 Bad request - Duplicate package is not allowed"));
  });

  it("has a size limit, said by the API or by a proxy", async () => {
    const small = await open({ limits: { packageFile: 6 } });
    told(await small.put("app/1/a.zip"), 400, message("File is too large"));
    expect((await small.put("app/1/a.zip", { raw: "123456" })).status).toBe(201);
    const off = await open({ limits: { packageFile: 0 } });
    expect((await off.put("app/1/a.zip")).status).toBe(201);
    const proxy = await open({ limits: { packageFile: 6, by: "proxy" } });
    const reply = await proxy.put("app/1/a.zip");
    expect([reply.status, reply.headers.get("content-type")]).toEqual([413, "text/html; charset=utf-8"]);
    expect(reply.text).toContain("<html>");
  });

  it("counts chunked bodies too, and notes them", async () => {
    const { gitlab, root, project } = await open({ limits: { packageFile: 10 } });
    const send = (text: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const url = `${gitlab.apiUrl}${root}/packages/generic/app/1/a.zip`;
        const out = request(url, { method: "PUT", headers: { "private-token": gitlab.token } }, (answer) => {
          answer.resume().on("end", () => {
            resolve(answer.statusCode ?? 0);
          });
        });
        out.on("error", reject);
        Readable.from([text, text]).pipe(out);
      });
    expect(await send("12345")).toBe(201);
    expect(await send("123456")).toBe(400);
    expect(project.packages[0]?.files.map(({ content }) => content.size)).toEqual([10]);
    expect(gitlab.violations[0]).toContain("no Content-Length");
  });

  it("takes a file that calls itself JSON as it is", async () => {
    const { put, project } = await open();
    const headers = { "content-type": "application/json" };
    expect((await put("app/1/a.json", { raw: "[1, 2]", headers })).status).toBe(201);
    expect((await project.packages[0]?.files[0]?.content.bytes())?.toString()).toBe("[1, 2]");
  });

  it("asks who is there: 401, 403, 404", async () => {
    const { gitlab, put } = await open({}, { private: true, protectedPackages: ["locked"] });
    expect((await put("app/1/a.zip", { token: null })).status).toBe(401);
    expect((await put("app/1/a.zip", { token: gitlab.addToken({ repositories: ["x/y"] }) })).status).toBe(404);
    for (const role of ["guest", "reporter"] as const) {
      expect((await put("app/1/a.zip", { token: gitlab.addToken({ role }) })).status).toBe(403);
    }
    const locked = await put("locked/1/a.zip");
    told(locked, 403, message("403 Forbidden - Package protected."));
    const disabled = await open({}, { packages: false });
    expect((await disabled.put("app/1/a.zip")).status).toBe(403);
  });

  it("takes deploy tokens by scope, and basic authentication", async () => {
    const { gitlab, project, put, root } = await open({}, { private: true });
    const writes = gitlab.addToken({ kind: "deploy", repositories: ["group/sub/app"] });
    const reads = gitlab.addToken({ kind: "deploy", scopes: ["read_package_registry"] });
    const tried = async (path: string, headers: Record<string, string>): Promise<number> =>
      (await put(path, { token: null, headers })).status;
    expect(await tried("app/1/a.zip", { "deploy-token": writes })).toBe(201);
    expect(await tried("app/1/b.zip", { "deploy-token": reads })).toBe(403);
    const job = Buffer.from(`gitlab-ci-token:${project.jobToken()}`).toString("base64");
    expect(await tried("app/1/c.zip", { authorization: `Basic ${job}` })).toBe(201);
    const headers = { "deploy-token": writes };
    expect((await ask(gitlab, "GET", `${root}/releases`, { token: null, headers })).status).toBe(401);
  });

  it("the fault `half` leaves a package without the file", async () => {
    const { gitlab, put, project } = await open();
    gitlab.faults.add({ method: "PUT", do: { kind: "half", status: 500 } });
    expect((await put("app/1/a.zip")).status).toBe(500);
    expect(project.packages).toMatchObject([{ name: "app", files: [] }]);
  });
});
