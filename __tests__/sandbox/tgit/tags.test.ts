import { describe, expect, it } from "vitest";
import { open } from "./client";

describe("tags (6)", () => {
  it("are created by `tag_name` and `ref`, other words than those of a release", async () => {
    const { tgit, ask, repository } = await open();
    const json = { tag_name: "v1", ref: "master", message: "One" };
    const { status, body } = await ask("POST", "/repository/tags", { json });
    expect([status, body.name, body.message]).toEqual([201, "v1", "One"]);
    expect(body.commit).toMatchObject({ id: repository.head() });
    expect(tgit.violations).toEqual([]);
    expect((await ask("POST", "/repository/tags", { json })).status).toBe(409);
    const wrong = { tag: "v2", start_point: "master" };
    expect((await ask("POST", "/repository/tags", { json: wrong })).status).toBe(400);
    expect((await ask("POST", "/repository/tags", { json: { tag_name: "v2", ref: "no" } })).status).toBe(400);
    expect(repository.releases).toEqual([]);
  });

  it("are got, listed and searched", async () => {
    const { ask, repository } = await open();
    repository.tag("pkg/v1");
    repository.tag("pkg/v10");
    expect((await ask("GET", "/repository/tags/pkg%2Fv1")).body.name).toBe("pkg/v1");
    expect((await ask("GET", "/repository/tags/v2")).status).toBe(404);
    expect((await ask("GET", "/repository/tags?search=v1")).body).toHaveLength(2);
    expect((await ask("GET", "/repository/tags?per_page=1")).headers.get("x-total-pages")).toBe("2");
  });

  it("take their release along when they are deleted", async () => {
    const { ask, repository } = await open();
    repository.release({ tag: "v1" });
    expect((await ask("DELETE", "/repository/tags/v1")).status).toBe(200);
    expect([repository.tags.size, repository.releases.length]).toEqual([0, 0]);
    expect((await ask("DELETE", "/repository/tags/v1")).status).toBe(404);
  });

  it("of an empty repository cannot be made", async () => {
    const { create } = await open({}, { empty: true });
    expect((await create({ tag: "v1", start_point: "master" })).status).toBe(400);
  });
});
