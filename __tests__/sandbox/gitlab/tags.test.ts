import { describe, expect, it } from "vitest";
import { error, message, open, said, told } from "./client";

describe("tags (8)", () => {
  it("are searched by a beginning that is not a whole name", async () => {
    const { project, ask } = await open();
    for (const tag of ["v1", "v1.0", "v10", "rev1"]) project.tag(tag);
    project.release({ tag: "v1", notes: "One" });
    const names = async (query: string): Promise<unknown[]> =>
      (await ask("GET", `/repository/tags?${query}`)).body.map((one) => one.name);
    expect((await names("search=^v1")).sort()).toEqual(["v1", "v1.0", "v10"]);
    expect((await names("search=v1")).sort()).toEqual(["rev1", "v1", "v1.0", "v10"]);
    expect(await names("order_by=version&sort=asc&search=^v")).toEqual(["v1", "v1.0", "v10"]);
    const { body } = await ask("GET", "/repository/tags/v1");
    expect(body).toMatchObject({ target: project.head(), release: { tag_name: "v1", description: "One" } });
  });

  it("page by key too", async () => {
    const { project, ask } = await open();
    for (let number = 10; number < 15; number++) project.tag(`v${number}`);
    const query = "pagination=keyset&order_by=name&sort=asc&per_page=3";
    const first = await ask("GET", `/repository/tags?${query}`);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    expect(new URL(next).searchParams.get("page_token")).toBe("v12");
    const second = await ask("GET", `/repository/tags?${query}&page_token=v12`);
    expect(second.body.map((one) => one.name)).toEqual(["v13", "v14"]);
    expect(second.headers.get("link")).toBeNull();
  });

  it("are created, every refusal with 400", async () => {
    const { ask, project, gitlab } = await open();
    const post = async (json: object, token = gitlab.token) =>
      said(await ask("POST", "/repository/tags", { json, token }));
    const { status, body } = await ask("POST", "/repository/tags", {
      json: { tag_name: "a/b", ref: "main", message: "M" },
    });
    expect([status, body.message, body.release]).toEqual([201, "M", null]);
    expect(await post({ tag_name: "a/b", ref: "main" })).toEqual([400, message("Tag a/b already exists")]);
    expect(await post({ tag_name: "v1", ref: "x" })).toEqual([400, message("Target x is invalid")]);
    expect(await post({ tag_name: "HEAD", ref: "main" })).toEqual([400, message("Tag name invalid")]);
    expect(await post({ tag_name: "v1" })).toEqual([400, error("ref is missing")]);
    project.rules.protectedTags = [{ pattern: "*", role: "nobody" }];
    expect((await post({ tag_name: "v1", ref: "main" }))[0]).toBe(403);
  });

  it("are deleted with their release", async () => {
    const { ask, project } = await open();
    project.release({ tag: "v1" });
    expect((await ask("DELETE", "/repository/tags/v1")).status).toBe(204);
    expect([project.tags.size, project.releases.length]).toEqual([0, 0]);
    told(await ask("DELETE", "/repository/tags/v1"), 404, message("404 Tag Not Found"));
    told(await ask("GET", "/repository/tags/v1"), 404, message("404 Tag Not Found"));
  });
});

describe("the changelog", () => {
  it("tells commits with a trailer since the previous tag", async () => {
    const { project, ask, gitlab } = await open();
    project.tag("v1.0.0");
    const sha = project.commit("Add more\n\nChangelog: added");
    project.commit("No trailer");
    const { status, body } = await ask("GET", "/repository/changelog?version=1.1.0&date=2026-02-03");
    const url = `${gitlab.serverUrl}/group/sub/app/-/commit/${sha}`;
    expect(status).toBe(200);
    expect(body.notes).toBe(`## 1.1.0 (2026-02-03)\n\n### added (1 change)\n\n- [Add more](${url})\n`);
  });

  it("refuses in its own ways", async () => {
    const { project, ask } = await open();
    told(await ask("GET", "/repository/changelog"), 400, error("version is missing"));
    const none = await ask("GET", "/repository/changelog?version=1.0.0");
    expect(none.status).toBe(422);
    expect(none.body.message).toEqual(expect.stringContaining("Failed to generate the changelog"));
    project.rules.changelog = 404;
    expect((await ask("GET", "/repository/changelog?version=1.0.0")).status).toBe(404);
    project.rules.changelog = 403;
    expect((await ask("GET", "/repository/changelog?version=1.0.0")).status).toBe(403);
  });

  it.each(Object.entries({ "13.8": 404, "13.9": 405, "14.5": 405, "14.6": 200 }))(
    "can be read from 14.6 on; before, the route takes POST alone: %s",
    async (version, status) => {
      const { project, ask } = await open({ version });
      expect((await ask("GET", `/repository/changelog?version=1.0.0&from=${project.head()}`)).status).toBe(status);
    },
  );

  it.each(Object.entries({ "17.6": 404, "17.7": 200 }))(
    "lets job tokens in from 17.7 on: %s",
    async (version, status) => {
      const { project, ask } = await open({ version }, { private: true });
      const path = `/repository/changelog?version=1.0.0&from=${project.head()}`;
      expect((await ask("GET", path, { job: project.jobToken() })).status).toBe(status);
    },
  );
});
