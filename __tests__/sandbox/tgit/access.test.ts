import { describe, expect, it } from "vitest";
import { ask, message, open, said } from "./client";

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
    expect((await at("GET", "/releases/latest")).status).toBe(404);
    const v4 = tgit.apiUrl.replace("/v3", "/v4");
    expect(said(await ask(tgit, "GET", `${v4}${root}/releases`))).toEqual([404, message("404 Not Found")]);
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

  it("shows a private project to its guests", async () => {
    const { tgit, ask: at } = await open({}, { private: true });
    expect((await at("GET", "/releases", { token: tgit.addToken({ role: "guest" }) })).status).toBe(200);
  });

  it("keeps protected tags", async () => {
    const { create, ask: at, repository } = await open({}, { protectedTags: ["v1"] });
    expect((await create({ tag: "v1", start_point: "master" })).status).toBe(403);
    expect((await at("POST", "/repository/tags", { json: { tag_name: "v1", ref: "master" } })).status).toBe(403);
    expect(repository.tags.size).toBe(0);
  });
});
