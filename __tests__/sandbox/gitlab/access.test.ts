import { describe, expect, it } from "vitest";
import { ask, error, message, open, told } from "./client";

const anonymous = message("401 Unauthorized");

describe("which token travels how (2)", () => {
  it("takes an OAuth token as Bearer only, a job token as JOB-TOKEN only", async () => {
    const { gitlab, project, root } = await open();
    const [oauth, job] = [gitlab.addToken({ kind: "oauth" }), project.jobToken()];
    const tried = async (headers: Record<string, string>): Promise<number> =>
      (await ask(gitlab, "GET", `${root}/releases`, { token: null, headers })).status;
    expect(await tried({ authorization: `Bearer ${oauth}` })).toBe(200);
    expect(await tried({ "private-token": oauth })).toBe(401);
    expect(await tried({ "job-token": job })).toBe(200);
    expect(await tried({ "private-token": job })).toBe(401);
    expect(await tried({ authorization: `Bearer ${job}` })).toBe(401);
  });

  it("notes secrets in the query and in the body", async () => {
    const { gitlab, project, root } = await open();
    const query = await ask(gitlab, "GET", `${root}/releases?private_token=${gitlab.token}`, { token: null });
    const json = { tag_name: "v1", ref: "main", job_token: project.jobToken() };
    const body = await ask(gitlab, "POST", `${root}/releases`, { token: null, json });
    expect([query.status, body.status]).toEqual([200, 201]);
    expect(gitlab.violations).toEqual([
      `GET /api/v4${root}/releases: a secret in the query ("private_token")`,
      `POST /api/v4${root}/releases: a secret in the body ("job_token")`,
    ]);
  });

  it("answers scopes and expired tokens in the OAuth layer's words", async () => {
    const { gitlab, create, ask: at } = await open();
    const reads = gitlab.addToken({ scopes: ["read_api"] });
    const refused = await create({ tag_name: "v1", ref: "main" }, { token: reads });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ error: "insufficient_scope", scope: "api" });
    expect((await at("GET", "/releases", { token: reads })).status).toBe(200);
    gitlab.expire(reads);
    const expired = await at("GET", "/releases", { token: reads });
    expect([expired.status, expired.body.error]).toEqual([401, "invalid_token"]);
  });
});

describe("who may what (2)", () => {
  it("lets developers make a release", async () => {
    const { gitlab, create } = await open();
    const json = { tag_name: "v1", ref: "main" };
    for (const role of ["guest", "reporter"] as const) {
      const reply = await create(json, { token: gitlab.addToken({ role }) });
      told(reply, 403, message("403 Forbidden"));
    }
    expect((await create(json, { token: gitlab.addToken({ role: "developer" }) })).status).toBe(201);
  });

  it("shows a private project to its guests, and nobody may write there", async () => {
    const { gitlab, ask: at, create } = await open({}, { private: true });
    expect((await create({ tag_name: "v1", ref: "main" }, { token: null })).status).toBe(404);
    const guest = await at("GET", "/releases", { token: gitlab.addToken({ role: "guest" }) });
    expect(guest.status).toBe(200);
  });

  it("shows guests of a private project a reduced release", async () => {
    const { gitlab, project, ask: at } = await open({}, { private: true });
    project.release({ tag: "v1" });
    const { body } = await at("GET", "/releases/v1", { token: gitlab.addToken({ role: "guest" }) });
    expect(body._links).not.toHaveProperty("self");
    expect(body).not.toHaveProperty("tag_path");
    expect(body.assets).toMatchObject({ count: 0, sources: [] });
  });
});

describe("protected tags (4.1, 5)", () => {
  const rules = { protectedTags: [{ pattern: "v*", role: "maintainer" }] } as const;

  it("refuses with 403 even when the release exists", async () => {
    const { gitlab, project, create, ask: at } = await open({}, rules);
    project.release({ tag: "v1" });
    const token = gitlab.addToken({ role: "developer" });
    const text = "You are not allowed to create this tag as it is protected.";
    told(await create({ tag_name: "v1" }, { token }), 403, message(text));
    expect((await create({ tag_name: "w1", ref: "main" }, { token })).status).toBe(201);
    expect((await create({ tag_name: "v1" })).status).toBe(409);
    const link = { name: "a", url: "https://a" };
    expect((await at("POST", "/releases/v1/assets/links", { token, json: link })).status).toBe(403);
    expect((await at("DELETE", "/releases/v1", { token })).status).toBe(403);
    expect((await at("PUT", "/releases/v1", { token, json: { name: "n" } })).status).toBe(403);
  });

  it("says Access Denied on older servers", async () => {
    const { gitlab, create } = await open({ version: "14.10" }, rules);
    const reply = await create({ tag_name: "v1", ref: "main" }, { token: gitlab.addToken({ role: "developer" }) });
    told(reply, 403, message("Access Denied"));
  });
});

it("GET /version wants a token", async () => {
  const { gitlab } = await open({ version: "16.11.2" });
  expect((await ask(gitlab, "GET", "/version")).body).toMatchObject({ version: "16.11.2" });
  told(await ask(gitlab, "GET", "/version", { token: null }), 401, anonymous);
  told(await ask(gitlab, "GET", "/nothing"), 404, error("404 Not Found"));
});
