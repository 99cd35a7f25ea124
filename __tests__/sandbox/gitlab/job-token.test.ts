import { describe, expect, it } from "vitest";
import { ask, message, open, said, told } from "./client";

const anonymous = message("401 Unauthorized");

describe("CI_JOB_TOKEN (2.1)", () => {
  it("reaches what is on the list, and counts for nothing anywhere else", async () => {
    const { gitlab, project, ask: at, put } = await open();
    project.tag("v1");
    const job = project.jobToken();
    const json = { tag_name: "v1", assets: { links: [{ name: "a", url: "https://a" }] } };
    expect((await at("POST", "/releases", { job, json })).status).toBe(201);
    for (const path of ["/releases", "/releases/v1", "/releases/v1/assets/links", "/repository/tags?search=^v1"]) {
      expect((await at("GET", path, { job })).status).toBe(200);
    }
    expect((await at("PUT", "/releases/v1", { job, json: { name: "x" } })).status).toBe(200);
    expect((await put("app/1.0.0/a.zip", { job, token: null })).status).toBe(201);
    expect((await at("GET", "/packages", { job })).status).toBe(200);
    for (const path of ["", "/repository/tags/v1"]) expect((await at("GET", path, { job })).status).toBe(200);
    const refused = [
      await at("POST", "/repository/tags", { job, json: { tag_name: "v2", ref: "main" } }),
      await at("DELETE", "/repository/tags/v1", { job }),
      await at("POST", "/uploads", { job }),
      await ask(gitlab, "GET", "/version", { job }),
    ];
    for (const reply of refused) told(reply, 401, anonymous);
  });

  it("is a stranger's in a private project where a route does not take it", async () => {
    const { project, ask: at, put } = await open({ version: "15.2" }, { private: true });
    project.tag("v1");
    const job = project.jobToken();
    expect((await put("app/1.0.0/a.zip", { job, token: null })).status).toBe(201);
    const missing = [404, message("404 Project Not Found")];
    for (const path of ["", "/repository/tags/v1", "/packages"])
      expect(said(await at("GET", path, { job }))).toEqual(missing);
    expect((await at("GET", "/packages/generic/app/1.0.0/a.zip", { job })).status).toBe(200);
  });

  const LISTS = Object.entries({ "15.2": [404, 404], "15.3": [200, 404], "15.11": [200, 200] });
  it.each(LISTS)("lists packages from 15.3 on, and their files from 15.11 on: %s", async (version, [list, files]) => {
    const { project, ask: at } = await open({ version }, { private: true });
    project.packageFile({ name: "app", version: "1.0.0", file: "a.zip" });
    const job = project.jobToken();
    expect((await at("GET", "/packages", { job })).status).toBe(list);
    const id = String(project.packages[0]?.id);
    expect((await at("GET", `/packages/${id}/package_files`, { job })).status).toBe(files);
  });

  it("dies with its job", async () => {
    const { gitlab, project, ask: at } = await open();
    const job = project.jobToken();
    gitlab.expire(job);
    told(await at("GET", "/releases", { job }), 401, anonymous);
  });

  it("needs the other project's allow-list", async () => {
    const { gitlab, project } = await open();
    const job = project.jobToken();
    const json = { tag_name: "v1", ref: "main" };
    const status = async (path: string, options: object): Promise<number> => {
      const other = gitlab.repository(path, options);
      return (await ask(gitlab, "POST", `/projects/${other.id}/releases`, { job, json })).status;
    };
    expect(await status("group/public", {})).toBe(403);
    expect(await status("group/private", { private: true })).toBe(404);
    expect(await status("group/open", { jobTokenAllowlist: ["group/sub/app"] })).toBe(201);
  });

  it("lets every project in before 15.9", async () => {
    const { gitlab, project } = await open({ version: "15.8" });
    const other = gitlab.repository("group/other", { private: true });
    const job = project.jobToken();
    expect((await ask(gitlab, "GET", `/projects/${other.id}/releases`, { job })).status).toBe(200);
  });

  const UPDATES = Object.entries({ "14.4": [401, 401], "14.5": [200, 401], "15.1": [200, 201] });
  it.each(UPDATES)("updates releases from 14.5 on, links from 15.1 on: %s", async (version, [update, link]) => {
    const { project, ask: at } = await open({ version });
    project.release({ tag: "v1" });
    const job = project.jobToken();
    expect((await at("PUT", "/releases/v1", { job, json: { name: "x" } })).status).toBe(update);
    const json = { name: "a", url: "https://a" };
    expect((await at("POST", "/releases/v1/assets/links", { job, json })).status).toBe(link);
  });

  it("may have fine-grained permissions from 17.10 on", async () => {
    const { project, ask: at, put } = await open({ version: "18.0" });
    const job = project.jobToken({ permissions: ["ADMIN_RELEASES", "READ_PACKAGES"] });
    expect((await at("GET", "/releases", { job })).status).toBe(200);
    expect((await at("GET", "/packages", { job })).status).toBe(200);
    told(await put("app/1/a.zip", { job }), 403, message("403 Forbidden"));
  });
});
