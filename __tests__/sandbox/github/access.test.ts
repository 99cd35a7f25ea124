import { describe, expect, it } from "vitest";
import { request } from "node:http";
import { ask, open, start, uploadUrl } from "./client";

const json = { tag_name: "v1" };

describe("authorization", () => {
  it("(p) is required on the upload host too", async () => {
    const { at, draft, upload } = await open();
    const made = await draft();
    const reply = await upload(made, "a.txt", { token: null });
    expect([reply.status, reply.body.message]).toEqual([401, "Requires authentication"]);
    expect((await upload(made, "a.txt", { token: "nope" })).status).toBe(401);
    expect((await at("POST", "/releases", { json, token: null })).body.message).toBe("Requires authentication");
  });

  it("(m) 403 names who lacks the permission", async () => {
    const { github, at, draft, upload } = await open();
    const made = await draft();
    const integration = await at("POST", "/releases", { json, token: github.addToken({ contents: "read" }) });
    expect([integration.status, integration.body.message]).toEqual([403, "Resource not accessible by integration"]);
    expect(integration.headers.get("x-accepted-github-permissions")).toContain("contents=write");
    const pat = github.addToken({ kind: "fine-grained", contents: "read" });
    const reply = await at("POST", "/releases", { json, token: pat });
    expect(reply.body.message).toBe("Resource not accessible by personal access token");
    expect((await upload(made, "a.txt", { token: pat })).status).toBe(403);
  });

  it("(o) is 404, not 403, on a private repository", async () => {
    const { github, at } = await open({}, { private: true });
    const reader = github.addToken({ contents: "read" });
    const stranger = github.addToken({ repositories: ["octo/other"] });
    expect((await at("GET", "/releases", { token: reader })).status).toBe(200);
    expect((await at("POST", "/releases", { json, token: reader })).status).toBe(404);
    for (const token of [stranger, null]) {
      expect((await at("GET", "/releases", { token })).status).toBe(404);
      expect((await at("POST", "/releases", { json, token })).status).toBe(404);
    }
  });
});

describe("manners", () => {
  it("refuses a request without User-Agent, in text", async () => {
    const github = await start();
    const { status, type } = await new Promise<{ status: number; type: string }>((resolve, reject) => {
      const headers = { authorization: `token ${github.token}` };
      request(`${github.apiUrl}/meta`, { headers }, (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "" });
      })
        .on("error", reject)
        .end();
    });
    expect([status, type]).toEqual([403, "text/html; charset=utf-8"]);
  });

  it("refuses an unknown API version", async () => {
    const github = await start();
    const get = (version: string) => ask(github, "GET", "/meta", { headers: { "x-github-api-version": version } });
    expect((await get("2022-11-28")).headers.get("x-github-api-version-selected")).toBe("2022-11-28");
    expect((await get("2020-01-01")).status).toBe(400);
  });

  it("notes secrets in the query and odd Accept headers", async () => {
    const { github, at } = await open();
    await at("GET", "/releases?access_token=x");
    await at("GET", "/releases", { headers: { accept: "text/html" } });
    expect(github.violations).toHaveLength(2);
  });

  it("answers an unknown route with JSON 404", async () => {
    const { github } = await open();
    for (const path of ["/nothing", "/repos/octo/none", "/graphql", "/repos/octo/app/releases/tags/%ZZ"]) {
      const reply = await ask(github, "GET", path);
      expect([reply.status, reply.body.message]).toEqual([404, "Not Found"]);
    }
  });
});

describe("renamed repositories", () => {
  it("answer 301 to reads and 307 to writes, at the numeric address", async () => {
    const { github, repo, at, publish } = await open();
    repo.rename("octo/tool");
    const moved = await at("GET", "/releases?per_page=5");
    const url = `${github.apiUrl}/repositories/${repo.id}/releases?per_page=5`;
    expect([moved.status, moved.headers.get("location"), moved.body.url]).toEqual([301, url, url]);
    const write = await publish();
    expect(write.status).toBe(307);
    const made = await at("POST", String(write.headers.get("location")), { json });
    expect(made.status).toBe(201);
    expect(made.body.url).toBe(`${github.apiUrl}/repos/octo/tool/releases/${String(made.body.id)}`);
    expect((await ask(github, "GET", `/repositories/${repo.id}`)).body.full_name).toBe("octo/tool");
    expect(uploadUrl(made, "")).toContain("/repos/octo/tool/");
  });
});
