import { describe, expect, it } from "vitest";
import { ask, message, open, said } from "./client";

const nobody = [401, message("401 Unauthorized")];

describe("where things are (1)", () => {
  it("takes the number or the path with %2F, everything below the sub-path", async () => {
    const { tgit, repository, root } = await open({ subPath: "/code" });
    expect(tgit.apiUrl).toBe(`${tgit.serverUrl}/api/v3`);
    expect(tgit.serverUrl).toMatch(/\/code$/);
    expect((await ask(tgit, "GET", `${root}/releases`)).status).toBe(200);
    expect((await ask(tgit, "GET", `/projects/${repository.id}/releases`)).status).toBe(200);
    expect((await ask(tgit, "GET", "/projects/group/sub/app/releases")).status).toBe(404);
    expect((await ask(tgit, "GET", tgit.apiUrl.replace("/code", "") + `${root}/releases`)).status).toBe(404);
  });

  it("shows the project with the role of the token's user", async () => {
    const { ask: at } = await open();
    const answer = await at("GET", "");
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer)).toContain('"access_level":30');
  });

  it("knows nothing of GitLab's or GitHub's addresses", async () => {
    const { tgit, repository, root, ask: at } = await open();
    repository.release({ tag: "v1" });
    for (const path of ["/releases/latest", "/releases/permalink/latest", "/releases/v1/assets/links", "/uploads"]) {
      expect((await at("GET", path)).status).toBe(404);
    }
    const v4 = tgit.apiUrl.replace("/v3", "/v4");
    expect(said(await ask(tgit, "GET", `${v4}${root}/releases`))).toEqual([404, message("404 Not Found")]);
  });

  it("answers 405 to a method that a path does not have", async () => {
    const { repository, ask: at } = await open();
    repository.release({ tag: "v1" });
    for (const [method, path] of [
      ["PATCH", "/releases/v1"],
      ["GET", "/releases/v1/attachments"],
      ["PUT", "/releases/v1/attachments/a"],
      ["HEAD", "/releases/v1"],
    ] as const) {
      expect((await at(method, path)).status).toBe(405);
    }
  });

  it("shows pages of public projects only", async () => {
    const { tgit, repository } = await open();
    const hidden = tgit.repository("group/hidden", { private: true });
    repository.release({ tag: "a/v1" });
    hidden.release({ tag: "v1" });
    const page = async (url: string): Promise<number> => (await ask(tgit, "GET", url, { token: null })).status;
    expect(await page(repository.webUrl)).toBe(200);
    expect(await page(`${repository.webUrl}/-/releases/a%2Fv1`)).toBe(200);
    expect(await page(`${repository.webUrl}/-/releases/a%2Fv2`)).toBe(404);
    expect(await page(`${hidden.webUrl}/-/releases/v1`)).toBe(404);
  });
});

describe("which token travels how (2)", () => {
  it("takes PRIVATE-TOKEN and no other header", async () => {
    const { tgit, ask: at } = await open();
    const tried = (headers: Record<string, string>) => at("GET", "/releases", { token: null, headers });
    expect((await tried({ "private-token": tgit.token })).status).toBe(200);
    expect(said(await tried({}))).toEqual(nobody);
    expect(said(await tried({ "private-token": "nope" }))).toEqual(nobody);
    expect(said(await tried({ authorization: `Bearer ${tgit.token}` }))).toEqual(nobody);
    expect(said(await tried({ "oauth-token": tgit.token }))).toEqual(nobody);
    expect(said(await tried({ "job-token": tgit.token }))).toEqual(nobody);
    expect(tgit.violations).toEqual([]);
  });

  it("notes a token in the query and in the body, and two at once", async () => {
    const { tgit, root, ask: at } = await open();
    expect((await at("GET", `/releases?private_token=${tgit.token}`, { token: null })).status).toBe(200);
    expect((await at("GET", `/releases?access_token=${tgit.token}`, { token: null })).status).toBe(401);
    const json = { tag: "v1", start_point: "master", private_token: tgit.token };
    expect((await at("POST", "/releases", { token: null, json })).status).toBe(201);
    await at("GET", "/releases", { headers: { authorization: `Bearer ${tgit.token}` } });
    expect(tgit.violations).toEqual([
      `GET /api/v3${root}/releases: a secret in the query ("private_token")`,
      `GET /api/v3${root}/releases: a secret in the query ("access_token")`,
      `POST /api/v3${root}/releases: a secret in the body ("private_token")`,
      `GET /api/v3${root}/releases: more than one credential`,
    ]);
  });
});

describe("who may what (3)", () => {
  it("answers 403 to a reader who writes", async () => {
    const { tgit, repository, ask: at, create, put, upload } = await open();
    repository.release({ tag: "v1", assets: [{ name: "a.zip" }] });
    const token = tgit.addToken({ role: "reporter" });
    expect((await at("GET", "/releases/v1", { token })).status).toBe(200);
    const refused = [
      await create({ tag: "v2", start_point: "master" }, { token }),
      await put("v1", { description: "x" }, { token }),
      await upload("v1", "b.zip", "x", { token }),
      await at("DELETE", "/releases/v1/attachments/a.zip", { token }),
      await at("POST", "/repository/tags", { token, json: { tag_name: "v2", ref: "master" } }),
      await at("DELETE", "/repository/tags/v1", { token }),
    ];
    for (const reply of refused) expect(said(reply)).toEqual([403, message("403 Forbidden")]);
    expect(repository.history).toHaveLength(1);
  });

  it("hides a private project with 404", async () => {
    const { tgit, ask: at, create } = await open({}, { private: true });
    const token = tgit.addToken({ repositories: ["group/other"] });
    expect(said(await at("GET", "/releases", { token }))).toEqual([404, message("404 Project Not Found")]);
    expect((await create({ tag: "v1", start_point: "master" }, { token })).status).toBe(404);
    expect((await at("GET", "/releases", { token: null })).status).toBe(401);
    expect((await at("GET", "/releases", { token: tgit.addToken({ role: "guest" }) })).status).toBe(200);
  });

  it("lets a stranger read a public project, not write", async () => {
    const { tgit, ask: at, create } = await open();
    const token = tgit.addToken({ repositories: [] });
    expect((await at("GET", "/releases", { token })).status).toBe(200);
    expect((await create({ tag: "v1", start_point: "master" }, { token })).status).toBe(403);
  });

  it("keeps protected tags", async () => {
    const { create, ask: at, repository } = await open({}, { protectedTags: ["v1"] });
    expect((await create({ tag: "v1", start_point: "master" })).status).toBe(403);
    expect((await at("POST", "/repository/tags", { json: { tag_name: "v1", ref: "master" } })).status).toBe(403);
    expect(repository.tags.size).toBe(0);
  });
});
