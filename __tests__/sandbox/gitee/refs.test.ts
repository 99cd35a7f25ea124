import { describe, expect, it } from "vitest";
import { message, open, said } from "./client";

describe("tags (6)", () => {
  it("are listed by name or date, without a search", async () => {
    const { ask: at, repository } = await open();
    repository.tag("z1");
    repository.commit("More");
    repository.tag("a1", { annotated: "Words" });
    const listed = async (query: string): Promise<unknown[]> =>
      (await at("GET", `/tags?${query}`)).body.map(({ name }) => name);
    expect(await listed("")).toEqual(["a1", "z1"]);
    expect(await listed("search=z")).toEqual(["a1", "z1"]);
    expect(await listed("sort=updated")).toEqual(["z1", "a1"]);
    expect(await listed("sort=name&direction=desc&per_page=1")).toEqual(["z1"]);
    expect((await at("GET", "/tags")).body[0]).toMatchObject({
      name: "a1",
      message: "Words",
      commit: { sha: repository.head() },
      tagger: { login: "octavia" },
    });
  });

  it("are made from a branch or a full sha", async () => {
    const { ask: at, repository } = await open();
    const made = await at("POST", "/tags", { json: { refs: "main", tag_name: "v1", tag_message: "One" } });
    expect([made.status, made.body.message]).toEqual([201, "One"]);
    expect(repository.tags.get("v1")).toMatchObject({ message: "One", commit: repository.head() });
    expect(said(await at("POST", "/tags", { json: { tag_name: "v2" } }))).toEqual([400, message("refs is missing")]);
    expect(said(await at("POST", "/tags", { json: { tag_name: "v2", refs: "master" } }))).toEqual([
      400,
      message("创建标签失败：v2"),
    ]);
    expect((await at("POST", "/tags", { json: { tag_name: "v1", refs: "main" } })).status).toBe(400);
  });
});

describe("branches and commits (4, 6)", () => {
  it("tell the default branch and what a name stands for", async () => {
    const { ask: at, repository } = await open({}, { defaultBranch: "develop" });
    expect((await at("GET", "")).body.default_branch).toBe("develop");
    repository.branch("feature/a");
    const sha = repository.head();
    expect((await at("GET", "/branches/feature%2Fa")).body).toMatchObject({ name: "feature/a", commit: { sha } });
    expect(said(await at("GET", "/branches/main"))).toEqual([404, message("Not Found Branch")]);
    expect((await at("GET", `/commits/${sha}`)).body).toMatchObject({ sha, commit: { message: "Fix bug" } });
    expect((await at("GET", `/commits/${sha.slice(0, 8)}`)).status).toBe(404);
  });
});
