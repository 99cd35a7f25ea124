import { request as rawRequest } from "node:http";
import { describe, expect, it } from "vitest";
import { ask, FIELDS, message, open, said, start } from "./client";

describe("tokens (2)", () => {
  it("are checked by /user", async () => {
    const gitee = await start();
    expect(said(await ask(gitee, "GET", "/user"))).toMatchObject([200, { login: "octavia" }]);
    expect(said(await ask(gitee, "GET", "/user", { token: null }))).toEqual([401, message("401 Unauthorized")]);
  });

  it("in the query work and are a violation", async () => {
    const { gitee, ask: at } = await open();
    const reply = await at("POST", `/releases?access_token=${gitee.token}`, { json: FIELDS, token: null });
    expect(reply.status).toBe(201);
    expect(gitee.violations).toEqual(['POST /api/v5/repos/octo/app/releases: a secret in the query ("access_token")']);
  });

  it("in a JSON or form body work and are a violation", async () => {
    const { gitee, create, ask: at } = await open();
    expect((await create({ access_token: gitee.token }, { token: null })).status).toBe(201);
    const fields = new URLSearchParams({ ...FIELDS, tag_name: "v2", access_token: gitee.token });
    expect((await at("POST", "/releases", { raw: fields, token: null })).status).toBe(201);
    expect(gitee.violations).toHaveLength(2);
    expect(gitee.violations[0]).toContain("a secret in the body");
  });

  it("sent twice are a violation", async () => {
    const { gitee, ask: at } = await open();
    await at("GET", `/releases?access_token=${gitee.token}`);
    expect(gitee.violations.at(-1)).toContain("more than one credential");
  });

  it("that are bad still read a public repository, unless told otherwise", async () => {
    const { ask: at, repository } = await open();
    repository.release({ tag: "v1" });
    for (const token of ["wrong", null]) expect((await at("GET", "/releases", { token })).status).toBe(200);
    const strict = await open({ publicReads: "token" });
    for (const token of ["wrong", null]) expect((await strict.ask("GET", "/releases", { token })).status).toBe(401);
  });

  it("that may not write are 403, and 404 without the scope or with the wrong repository", async () => {
    const { gitee, create, ask: at } = await open();
    expect(said(await create({}, { token: gitee.addToken({ access: "read" }) }))).toEqual([
      403,
      message("403 Forbidden"),
    ]);
    const token = gitee.addToken({ scopes: ["user_info"] });
    expect(said(await create({}, { token }))).toEqual([404, message("Not Found Project")]);
    expect((await at("GET", "/releases/tags/v1", { token })).status).toBe(404);
    const other = await open({ scopeDenied: 403 });
    const scopeless = other.gitee.addToken({ scopes: [] });
    expect((await other.create({}, { token: scopeless })).status).toBe(403);
  });

  it("that are bad are 401 for a private repository", async () => {
    const { ask: at } = await open({}, { private: true });
    expect((await at("GET", "/releases", { token: "wrong" })).status).toBe(401);
  });
});

describe("old private hosts (8)", () => {
  it("refuse the header; then the body field may be tried without a violation", async () => {
    const { gitee, create, ask: at } = await open({ headerTokens: false });
    expect((await create()).status).toBe(401);
    const created = await create({ access_token: gitee.token }, { token: null });
    expect(created.status).toBe(201);
    const data = new FormData();
    data.append("file", new Blob(["x"]), "a.zip");
    data.append("access_token", gitee.token);
    const path = `/releases/${String(created.body.id)}`;
    const uploaded = await at("POST", `${path}/attach_files`, { raw: data, token: null });
    expect(uploaded.status).toBe(201);
    const json = { access_token: gitee.token };
    const file = `${path}/attach_files/${String(uploaded.body.id)}`;
    expect((await at("DELETE", file, { json, token: null })).status).toBe(204);
    expect(gitee.violations).toEqual([]);
  });

  it("may have another API root (1)", async () => {
    const { gitee, create } = await open({ apiPath: "/gitee/api/v5" });
    expect(gitee.apiUrl).toBe(`${gitee.serverUrl}/gitee/api/v5`);
    expect((await create()).status).toBe(201);
    expect((await ask(gitee, "GET", `${gitee.serverUrl}/api/v5/user`)).status).toBe(404);
    expect((await ask(gitee, "GET", "/version")).status).toBe(404);
  });
});

describe("the edge (2, 5)", () => {
  const withoutAgent = (url: string): Promise<{ status: number | undefined; type: string | undefined }> =>
    new Promise((resolve, reject) => {
      rawRequest(url, (response) => {
        response.resume();
        resolve({ status: response.statusCode, type: response.headers["content-type"] });
      })
        .on("error", reject)
        .end();
    });

  it("answers with a page to a request without a User-Agent", async () => {
    const gitee = await start();
    const reply = await withoutAgent(`${gitee.apiUrl}/user`);
    expect(reply).toEqual({ status: 403, type: "text/html; charset=utf-8" });
  });

  it("blocks GitHub's way to upload, with a status that may differ", async () => {
    for (const firewallStatus of [403, 405]) {
      const { ask: at, repository } = await open({ firewallStatus });
      const { id } = repository.release({ tag: "v1" });
      const reply = await at("POST", `/releases/${id}/assets?name=a.zip`, { raw: "bytes" });
      expect([reply.status, reply.body]).toEqual([firewallStatus, undefined]);
      expect(reply.text).toMatch(/^<!DOCTYPE html>/);
    }
  });
});
