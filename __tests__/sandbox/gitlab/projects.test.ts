import { describe, expect, it } from "vitest";
import { ask, error, message, open, told } from "./client";

const path = encodeURIComponent("group/sub/app");

describe("a project", () => {
  it("tells the rights of who asks, in JSON without a charset", async () => {
    const { gitlab, root } = await open();
    const mine = await ask(gitlab, "GET", root);
    expect(mine.headers.get("content-type")).toBe("application/json");
    expect(mine.body).toMatchObject({ permissions: { project_access: { access_level: 40 }, group_access: null } });
    const reads = await ask(gitlab, "GET", root, { token: gitlab.addToken({ role: "reporter" }) });
    expect(reads.body).toMatchObject({ permissions: { project_access: { access_level: 20 } } });
    expect((await ask(gitlab, "GET", root, { token: null })).body).not.toHaveProperty("permissions");
  });
});

describe("where a project is (1)", () => {
  it("goes by number or by path with %2F, never by a raw slash", async () => {
    const { gitlab, root } = await open();
    expect((await ask(gitlab, "GET", root)).body).toMatchObject({ path_with_namespace: "group/sub/app" });
    expect((await ask(gitlab, "GET", `/projects/${path}/releases`)).status).toBe(200);
    const raw = await ask(gitlab, "GET", "/projects/group/sub/app/releases");
    told(raw, 404, error("404 Not Found"));
    told(await ask(gitlab, "GET", "/projects/group%2Fnone"), 404, message("404 Project Not Found"));
    told(await ask(gitlab, "PATCH", `${root}/releases`), 405, error("405 Not Allowed"));
  });

  it("lives below a sub-path", async () => {
    const { gitlab, project, root } = await open({ subPath: "/gitlab" });
    expect(gitlab.apiUrl).toBe(`${gitlab.serverUrl}/api/v4`);
    expect(new URL(gitlab.serverUrl).pathname).toBe("/gitlab");
    project.release({ tag: "v1", links: [{ name: "a", url: `${gitlab.elsewhereUrl}/a`, path: "/a/b.zip" }] });
    const { body } = await ask(gitlab, "GET", `${root}/releases/v1`);
    expect(body.tag_path).toBe("/gitlab/group/sub/app/-/tags/v1");
    const self = `${gitlab.serverUrl}/group/sub/app/-/releases/v1`;
    expect(body._links).toMatchObject({ self });
    expect((await ask(gitlab, "GET", self)).status).toBe(200);
    const download = await ask(gitlab, "GET", `${self}/downloads/a/b.zip`);
    expect(download.headers.get("location")).toBe(`${gitlab.elsewhereUrl}/a`);
    const wrong = await ask(gitlab, "GET", `${new URL(gitlab.serverUrl).origin}/api/v4${root}`);
    expect([wrong.status, wrong.body]).toEqual([404, undefined]);
    const pages = await ask(gitlab, "GET", `${root}/releases`);
    expect(pages.headers.get("link")).toContain(`<${gitlab.apiUrl}${root}/releases?`);
  });

  it("that has moved answers GET with 301 to its number, all else with 405", async () => {
    const { gitlab, project, root } = await open();
    project.rename("group/new");
    const get = await ask(gitlab, "GET", `/projects/${path}/releases?page=1`);
    expect([get.status, get.headers.get("location")]).toEqual([301, `${gitlab.apiUrl}${root}/releases?page=1`]);
    const post = await ask(gitlab, "POST", `/projects/${path}/releases`, { json: { tag_name: "v1" } });
    told(post, 405, message("Non GET methods are not allowed for moved projects"));
    expect((await ask(gitlab, "GET", `/projects/group%2Fnew/releases`)).status).toBe(200);
  });

  it("that has moved is gone before 16.4", async () => {
    const { gitlab, project } = await open({ version: "16.3" });
    project.rename("group/new");
    expect((await ask(gitlab, "GET", `/projects/${path}/releases`)).status).toBe(404);
  });
});
