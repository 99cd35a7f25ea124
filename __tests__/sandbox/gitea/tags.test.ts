import { describe, expect, it } from "vitest";
import { open, told } from "./client";

describe("tags and refs (7)", () => {
  it("lists everything unless a page is named, with a total and no Link (3, 10)", async () => {
    const { ask: at, repo } = await open();
    for (let index = 0; index < 60; index++) repo.tag(`v${index}`);
    const all = await at("GET", "/tags?limit=5");
    expect([all.body.length, all.headers.get("x-total-count"), all.headers.get("link")]).toEqual([60, "60", null]);
    expect((await at("GET", "/tags?limit=5&page=1")).body).toHaveLength(5);
    expect((await at("GET", "/tags?page=2&limit=100")).body).toHaveLength(10);
  });

  it("gets one by its exact name, slashes raw or not", async () => {
    const { ask: at, repo } = await open();
    repo.tag("app/v1", { annotated: "One" });
    const { body } = await at("GET", "/tags/app/v1");
    expect(body).toMatchObject({ name: "app/v1", message: "One", commit: { sha: repo.head() } });
    expect(body.id).not.toBe(repo.head());
    expect((await at("GET", "/tags/app%2Fv1")).status).toBe(200);
    told(await at("GET", "/tags/APP/v1"), 404, "tag doesn't exist: APP/v1");
  });

  it("creates: 201, 404, 409, 422, 423", async () => {
    const { ask: at, repo, create } = await open({}, { protectedTags: [{ pattern: "p*" }] });
    const post = (json: unknown) => at("POST", "/tags", { json });
    expect((await post({ tag_name: "v1", message: "One" })).status).toBe(201);
    expect(repo.tags.get("v1")?.message).toBe("One");
    expect((await post({ tag_name: "v2", target: "nope" })).body.message).toMatch(/^target not found: /);
    expect((await post({ tag_name: "v1" })).status).toBe(409);
    await create({ tag_name: "draft", draft: true });
    expect((await post({ tag_name: "draft" })).status).toBe(409);
    expect((await post({ tag_name: "p1" })).status).toBe(422);
    told(await post({}), 422, "[TagName]: Required");
    // Its row is a bare tag, which a release takes over.
    expect((await create({ tag_name: "v1" })).body.target_commitish).toBe("");
    const archived = await open({}, { archived: true });
    const refused = await archived.ask("POST", "/tags", { json: { tag_name: "v1" } });
    told(refused, 423, "octo/app is archived");
  });

  it("does not delete the tag of a release (t)", async () => {
    const { ask: at, repo } = await open();
    repo.release({ tag: "v1" });
    const text = "a tag attached to a release cannot be deleted directly";
    told(await at("DELETE", "/tags/v1"), 409, text);
    await at("DELETE", "/releases/tags/v1");
    expect((await at("DELETE", "/tags/v1")).status).toBe(204);
    expect(repo.tags.has("v1")).toBe(false);
    expect((await at("DELETE", "/tags/v1")).status).toBe(404);
    repo.tag("p1");
    repo.rules.protectedTags = [{ pattern: "p*" }];
    expect((await at("DELETE", "/tags/p1")).status).toBe(422);
  });

  it("refs are arrays by prefix", async () => {
    const { ask: at, repo } = await open();
    repo.tag("v1", { annotated: "One" });
    repo.tag("v10");
    const { body } = await at("GET", "/git/refs/tags/v1");
    expect(body.map((one) => one.ref)).toEqual(["refs/tags/v1", "refs/tags/v10"]);
    expect(body.map((one) => one.object)).toMatchObject([{ type: "tag" }, { type: "commit", sha: repo.head() }]);
    expect((await at("GET", "/git/refs/tags/x")).status).toBe(404);
    const sha = repo.tags.get("v1")?.sha ?? "";
    expect((await at("GET", `/git/tags/${sha}`)).body.object).toMatchObject({ sha: repo.head(), type: "commit" });
    expect((await at("GET", `/git/tags/${repo.head()}`)).status).toBe(400);
  });

  it("branches and commits can be looked at before publishing", async () => {
    const { ask: at, repo } = await open();
    repo.branch("release/1");
    expect((await at("GET", "/branches/release/1")).body.commit).toMatchObject({ id: repo.head() });
    expect((await at("GET", "/branches/nope")).status).toBe(404);
    expect((await at("GET", `/git/commits/${repo.head()}`)).body.sha).toBe(repo.head());
    expect((await at("GET", `/git/commits/${"0".repeat(40)}`)).status).toBe(404);
  });

  it("protections are for administrators", async () => {
    const { ask: at, gitea } = await open({}, { protectedTags: [{ pattern: "v*" }] });
    expect((await at("GET", "/tag_protections")).status).toBe(403);
    const token = gitea.addToken({ role: "admin" });
    expect((await at("GET", "/tag_protections", { token })).body).toMatchObject([{ name_pattern: "v*" }]);
  });
});
