import { describe, expect, it } from "vitest";
import { error, message, open, told, type Desk } from "./client";

const LINKS = "/releases/v1/assets/links";

async function withRelease(version = "17.5"): Promise<Desk> {
  const desk = await open({ version });
  desk.project.release({ tag: "v1", links: [{ name: "a", url: "https://a", path: "/bin/a.zip" }] });
  return desk;
}

describe("links (5)", () => {
  it("are created, read, changed and deleted, the deletion with 200 and a body", async () => {
    const { ask, project } = await withRelease();
    const made = await ask("POST", LINKS, { json: { name: "b", url: "https://b" } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: "b", link_type: "other", direct_asset_url: "https://b" });
    expect(made.body).not.toHaveProperty("external");
    expect((await ask("GET", LINKS)).body.map((one) => one.name)).toEqual(["b", "a"]);
    const one = `${LINKS}/${String(made.body.id)}`;
    const changed = await ask("PUT", one, { json: { url: "https://c", link_type: "image" } });
    expect([changed.status, changed.body.id, changed.body.link_type]).toEqual([200, made.body.id, "image"]);
    expect((await ask("GET", one)).body.url).toBe("https://c");
    // A kind that is not sent again is reset; a path is not.
    const renamed = await ask("PUT", one, { json: { name: "b" } });
    expect([renamed.status, renamed.body.link_type]).toEqual([200, "other"]);
    const gone = await ask("DELETE", one);
    expect([gone.status, gone.body.name, project.releases[0]?.links.length]).toEqual([200, "b", 1]);
    told(await ask("GET", one), 404, message("404 Not Found"));
    expect((await ask("GET", "/releases/v2/assets/links")).status).toBe(404);
    expect((await ask("POST", "/releases/v2/assets/links", { json: { name: "x", url: "https://x" } })).status).toBe(
      404,
    );
  });

  it("are unique by name, url and path, all complaints in one list", async () => {
    const { ask, project } = await withRelease();
    const json = { name: "a", url: "https://a", direct_asset_path: "/bin/a.zip" };
    told(
      await ask("POST", LINKS, { json }),
      400,
      message(["Name has already been taken", "Url has already been taken", "Filepath has already been taken"]),
    );
    const other = await ask("POST", LINKS, { json: { name: "b", url: "https://b" } });
    const stolen = await ask("PUT", `${LINKS}/${String(other.body.id)}`, { json: { url: "https://a" } });
    told(stolen, 400, message(["Url has already been taken"]));
    const own = await ask("PUT", `${LINKS}/${String(other.body.id)}`, { json: { url: "https://b" } });
    expect([own.status, project.releases[0]?.links.length]).toEqual([200, 2]);
  });

  it("have their own rules", async () => {
    const { ask, project } = await withRelease();
    const id = String(project.releases[0]?.links[0]?.id);
    told(await ask("POST", LINKS, { json: { name: "b" } }), 400, error("url is missing"));
    const json = { name: "b", url: "ssh://b" };
    told(
      await ask("POST", LINKS, { json }),
      400,
      message(["Url is blocked: Only allowed schemes are http, https, ftp"]),
    );
    const type = await ask("POST", LINKS, { json: { ...json, link_type: "exe" } });
    told(type, 400, error("link_type does not have a valid value"));
    const bare = await ask("PUT", `${LINKS}/${id}`, { json: { link_type: "image", direct_asset_path: "/x.zip" } });
    told(bare, 400, error("name, url are missing, at least one parameter must be provided"));
  });

  it("prefer direct_asset_path to filepath", async () => {
    const { ask, project, gitlab } = await withRelease();
    const json = { name: "b", url: "https://b", filepath: "/old.zip", direct_asset_path: "/new.zip" };
    await ask("POST", LINKS, { json });
    expect(project.releases[0]?.links[1]?.path).toBe("/new.zip");
    expect(gitlab.violations).toEqual([]);
    await ask("POST", LINKS, { json: { name: "c", url: "https://c", filepath: "/c.zip" } });
    expect(gitlab.violations).toHaveLength(1);
  });
});

describe("the path rule (5)", () => {
  const accepted = async (version: string, paths: readonly string[]): Promise<string[]> => {
    const { ask } = await withRelease(version);
    const taken: string[] = [];
    for (const path of paths) {
      const json = {
        name: path,
        url: `https://x/${encodeURIComponent(path)}`,
        direct_asset_path: path,
        filepath: path,
      };
      const reply = await ask("POST", LINKS, { json });
      if (reply.status === 201) taken.push(path);
      else expect(JSON.stringify(reply.body)).toContain("Filepath is ");
    }
    return taken;
  };
  const paths = ["/abc", "/a.b-c_d/e.f", "/ab", "/a", "a.zip", "/a+b.zip", "/a~1", "/a b", "/a//b", "/a.", "/a/", "/"];

  it("wants three characters after the slash on newer servers", async () => {
    expect(await accepted("17.5", [...paths, `/${"a".repeat(127)}`, `/${"a".repeat(128)}`])).toEqual([
      "/abc",
      "/a.b-c_d/e.f",
      `/${"a".repeat(127)}`,
    ]);
  });

  it("takes short ones on older servers", async () => {
    expect(await accepted("14.0", paths)).toEqual(["/abc", "/a.b-c_d/e.f", "/ab", "/a"]);
  });
});
