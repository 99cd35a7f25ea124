import { describe, expect, it } from "vitest";
import { ask, open } from "./client";

describe("who is asking (1)", () => {
  it("answers errors with an integer and a text", async () => {
    const { ask: at } = await open();
    const { body, headers } = await at("GET", "/releases/1");
    expect(body).toEqual({ errcode: expect.any(Number), errmsg: "release not found" });
    expect(headers.get("content-type")).toContain("application/json");
  });

  it("answers 403 to a scope that does not reach", async () => {
    const { cnb, said, repository } = await open();
    const { id } = repository.release({ tag: "v1", assets: [{ name: "a" }] });
    const reads = cnb.addToken({ access: "read" });
    expect(await said("GET", "/releases", { token: reads })).toEqual([200, undefined]);
    const writes: [string, string][] = [
      ["POST", "/releases"],
      ["PATCH", `/releases/${id}`],
      ["DELETE", `/releases/${id}`],
      ["POST", `/releases/${id}/asset-upload-url`],
      ["POST", `/releases/${id}/asset-upload-confirmation/x/y`],
      ["DELETE", `/releases/${id}/assets/1`],
    ];
    for (const [method, path] of writes) {
      expect(await said(method, path, { token: reads, ...(method !== "DELETE" && { json: {} }) })).toEqual([
        403,
        "permission denied",
      ]);
    }
    expect(await said("GET", "/releases", { token: cnb.addToken({ access: "none" }) })).toEqual([
      403,
      "permission denied",
    ]);
    expect(repository.releases).toHaveLength(1);
  });

  it("knows the token of a pipeline: its repository, read-only on pull requests", async () => {
    const { cnb, create, repository } = await open();
    const other = cnb.repository("group/other");
    const fields = { tag_name: "v1", target_commitish: "main" };
    expect((await create(fields, { token: other.jobToken() })).status).toBe(403);
    expect((await create(fields, { token: repository.jobToken({ event: "pull_request" }) })).status).toBe(403);
    expect((await create(fields, { token: repository.jobToken() })).status).toBe(201);
  });
});

describe("conventions (1)", () => {
  it("wants the Accept type", async () => {
    const { cnb, said } = await open();
    for (const accept of ["*/*", "application/json"]) {
      expect((await said("GET", "/releases", { headers: { accept } }))[0]).toBe(406);
    }
    const headers = { accept: "application/vnd.cnb.api+json, */*;q=0.5" };
    expect((await said("GET", "/releases", { headers }))[0]).toBe(200);
    expect(cnb.violations).toEqual([]);
  });

  it("or only notes that it is missing", async () => {
    const { cnb, said } = await open({ accept: "noted" });
    expect((await said("GET", "/releases", { headers: { accept: "application/json" } }))[0]).toBe(200);
    expect(cnb.violations).toEqual(["GET /group/sub/app/-/releases: no Accept: application/vnd.cnb.api+json"]);
  });

  it("takes the slug raw, in any case, and not encoded", async () => {
    const { cnb } = await open();
    const status = async (path: string): Promise<number> => (await ask(cnb, "GET", path)).status;
    expect(await status("/group/sub/app/-/releases")).toBe(200);
    expect(await status("/Group/Sub/App/-/releases")).toBe(200);
    expect(await status("/group%2Fsub%2Fapp/-/releases")).toBe(404);
    expect(await status("/group/sub%2Fapp/-/releases")).toBe(404);
    expect(await status("/group/sub/-/releases")).toBe(404);
    expect(await status("/group/sub/app/releases")).toBe(404);
    expect(await status("/%ZZ/app/-/releases")).toBe(404);
  });

  it("answers below its own path only", async () => {
    const { said, cnb } = await open({ apiPath: "/api" });
    expect(await said("GET", "/releases")).toEqual([200, undefined]);
    const above = cnb.apiUrl.replace(/\/api$/, "");
    expect((await ask(cnb, "GET", `${above}/group/sub/app/-/releases`)).status).toBe(404);
  });

  it("notes secrets in the query and in the body", async () => {
    const { cnb, said, create } = await open();
    await said("GET", `/releases?access_token=${cnb.token}`);
    await said("GET", "/releases?token=unknown");
    await create({ tag_name: "v1", target_commitish: "main", body: `token ${cnb.token}` });
    expect(cnb.violations).toEqual([
      'GET /group/sub/app/-/releases: a secret in the query ("access_token")',
      'GET /group/sub/app/-/releases: a secret in the query ("token")',
      "POST /group/sub/app/-/releases: a secret in the body",
    ]);
  });
});
