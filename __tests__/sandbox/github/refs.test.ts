import { describe, expect, it } from "vitest";
import { open } from "./client";

describe("refs", () => {
  it("show light and annotated tags", async () => {
    const { repo, at } = await open();
    repo.tag("v1");
    const { sha } = repo.tag("v2/x", { annotated: "Two" });
    const light = await at("GET", "/git/ref/tags/v1");
    expect(light.body).toMatchObject({ ref: "refs/tags/v1", object: { sha: repo.head(), type: "commit" } });
    const annotated = await at("GET", "/git/ref/tags/v2%2Fx");
    expect(annotated.body.object).toMatchObject({ sha, type: "tag" });
    const object = await at("GET", `/git/tags/${sha}`);
    expect(object.body).toMatchObject({ message: "Two", object: { sha: repo.head(), type: "commit" } });
    expect((await at("GET", "/git/ref/tags/v3")).status).toBe(404);
    const matching = await at("GET", "/git/matching-refs/tags/v");
    expect(matching.body.map((one) => one.ref)).toEqual(["refs/tags/v1", "refs/tags/v2/x"]);
    const tags = await at("GET", "/tags");
    expect(tags.body[0]).toMatchObject({ name: "v2/x", commit: { sha: repo.head() } });
  });

  it("are made, moved and deleted, with 422 in words", async () => {
    const { repo, at } = await open();
    const old = repo.head();
    const head = repo.commit("more");
    const post = (ref: string, sha: string) => at("POST", "/git/refs", { json: { ref, sha } });
    const made = await post("refs/tags/v1", head);
    expect([made.status, made.headers.get("location")]).toEqual([201, made.body.url]);
    expect((await post("refs/tags/v1", head)).body.message).toBe("Reference already exists");
    expect((await post("refs/tags/v2", "0".repeat(40))).body.message).toBe("Object does not exist");
    expect((await post("tags/v2", head)).status).toBe(422);
    const patch = (tag: string, json: object) => at("PATCH", `/git/refs/tags/${tag}`, { json });
    expect((await patch("v1", { sha: old })).body.message).toBe("Update is not a fast forward");
    expect((await patch("v1", { sha: old, force: true })).status).toBe(200);
    expect((await patch("v1", { sha: head })).status).toBe(200);
    expect((await patch("v9", { sha: head })).body.message).toBe("Reference does not exist");
    expect((await at("DELETE", "/git/refs/tags/v1")).status).toBe(204);
    const gone = await at("DELETE", "/git/refs/tags/v1");
    expect([gone.status, gone.body.message]).toEqual([422, "Reference does not exist"]);
  });

  it("need a second call after a tag object", async () => {
    const { repo, at } = await open();
    const json = { tag: "v1", message: "One", object: repo.head(), type: "commit" };
    const object = await at("POST", "/git/tags", { json });
    expect([object.status, repo.tags.size]).toEqual([201, 0]);
    await at("POST", "/git/refs", { json: { ref: "refs/tags/v1", sha: object.body.sha } });
    expect(repo.tagCommit("v1")).toBe(repo.head());
  });

  it("turn a published release into a draft when its tag goes", async () => {
    const { repo, at } = await open();
    repo.release({ tag: "v1" });
    await at("DELETE", "/git/refs/tags/v1");
    expect(repo.releases).toMatchObject([{ draft: true, tagName: "v1" }]);
  });

  it("answer 409 in an empty repository", async () => {
    const { at } = await open({}, { empty: true });
    const reply = await at("GET", "/git/ref/tags/v1");
    expect([reply.status, reply.body.message]).toEqual([409, "Git Repository is empty."]);
  });
});
