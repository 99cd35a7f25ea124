import { describe, expect, it } from "vitest";
import { error, form, message, open, start, told } from "./client";

describe("11.7 (10)", () => {
  it("requires name and description, and answers the service's refusals with 400", async () => {
    const { create } = await open({ version: "11.7" });
    told(await create({}), 400, error("name is missing, tag_name is missing, description is missing"));
    const json = { name: "One", tag_name: "v1", description: "Notes" };
    told(await create(json), 400, message("Ref is not specified"));
    expect((await create({ ...json, ref: "main" })).status).toBe(201);
    told(await create(json), 400, message("Release already exists"));
  });

  it("shows less", async () => {
    const { project, ask, gitlab } = await open({ version: "11.7" });
    const own = `${gitlab.serverUrl}/group/sub/app/uploads/x/a.zip`;
    project.release({ tag: "v1", notes: "Notes", links: [{ name: "a", url: own }] });
    const { body } = await ask("GET", "/releases/v1");
    expect(Object.keys(body).sort()).toEqual(
      ["assets", "author", "commit", "created_at", "description", "description_html", "name", "tag_name"].sort(),
    );
    expect(body.assets).toMatchObject({ count: 5, links: [{ name: "a", url: own, external: false }] });
    const links = (await ask("GET", "/releases/v1/assets/links")).body;
    expect(Object.keys(links[0] ?? {}).sort()).toEqual(["external", "id", "name", "url"]);
  });

  it("knows no dates, milestones, paths, types, permalinks and packages", async () => {
    const { project, create, ask, put } = await open({ version: "11.7" });
    const more = { released_at: "soon", milestones: ["none"], tag_message: "M" };
    const links = [{ name: "a", url: "https://a", filepath: "/a b", direct_asset_path: "//", link_type: "exe" }];
    const json = { name: "n", tag_name: "v1", description: "d", ref: "main", ...more, assets: { links } };
    expect((await create(json)).status).toBe(201);
    expect(project.releases[0]?.links).toMatchObject([{ path: undefined, type: "other" }]);
    told(await ask("GET", "/releases/permalink/latest"), 404, error("404 Not Found"));
    expect((await put("app/1.0.0/a.zip")).status).toBe(404);
    told(await ask("PUT", "/releases/v1", { json: { released_at: "2020-01-01" } }), 400, message("params is empty"));
  });

  it("answers 404 with the feature flag off, and for a missing release in its own words", async () => {
    const off = await open({ version: "11.7" }, { releases: 403 });
    told(await off.ask("GET", "/releases"), 404, message("404 Not Found"));
    const { ask } = await open({ version: "11.7" });
    told(await ask("GET", "/releases/v1"), 404, message("404 Release Not Found"));
    expect((await ask("PUT", "/releases/v1", { json: { name: "n" } })).status).toBe(403);
  });

  it("has no limit for uploads", async () => {
    const { ask } = await open({ version: "11.7" });
    expect((await ask("POST", "/uploads", { raw: form("x") })).status).toBe(201);
  });
});

describe("versions in between", () => {
  it("12.x answers 403 for a missing release", async () => {
    const { ask } = await open({ version: "12.4" });
    told(await ask("GET", "/releases/v1"), 403, message("403 Forbidden"));
  });

  it("know released_at from 12.1, milestones from 12.5, link types from 13.1", async () => {
    const shown = async (version: string): Promise<boolean[]> => {
      const { project, ask } = await open({ version });
      project.release({ tag: "v1", links: [{ name: "a", url: "https://a" }] });
      const { body } = await ask("GET", "/releases/v1");
      const [link = {}] = (await ask("GET", "/releases/v1/assets/links")).body;
      const has = (name: string): boolean => name in body;
      return [has("released_at"), has("milestones"), "link_type" in link, "external" in link, has("description_html")];
    };
    expect(await shown("12.0")).toEqual([false, false, false, true, true]);
    expect(await shown("12.1")).toEqual([true, false, false, true, true]);
    expect(await shown("13.1")).toEqual([true, true, true, true, true]);
    expect(await shown("13.12")).toEqual([true, true, true, true, false]);
    expect(await shown("16.0")).toEqual([true, true, true, false, false]);
  });

  it("know only filepath before 15.10", async () => {
    const { project, ask, gitlab } = await open({ version: "15.9" });
    project.release({ tag: "v1" });
    const json = { name: "a", url: "https://a", direct_asset_path: "/new.zip" };
    await ask("POST", "/releases/v1/assets/links", { json });
    const both = { name: "b", url: "https://b", direct_asset_path: "/new.zip", filepath: "/old.zip" };
    await ask("POST", "/releases/v1/assets/links", { json: both });
    expect(project.releases[0]?.links.map((link) => link.path)).toEqual([undefined, "/old.zip"]);
    expect(gitlab.violations).toEqual([]);
  });

  it.each(Object.entries({ "15.3": 404, "15.4": 302 }))("have permalinks from 15.4 on: %s", async (version, status) => {
    const { project, ask } = await open({ version });
    project.release({ tag: "v1" });
    expect((await ask("GET", "/releases/permalink/latest")).status).toBe(status);
  });

  it("must be numbers", async () => {
    await expect(start({ version: "latest" })).rejects.toThrow('"latest" is not a GitLab version');
  });
});
