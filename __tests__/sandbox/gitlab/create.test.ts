import { describe, expect, it } from "vitest";
import { error, message, open, told } from "./client";

const link = (name: string, more: object = {}): object => ({ name, url: `https://example.com/${name}`, ...more });

describe("creating a release (4.1)", () => {
  it("makes the tag and shows the links newest first, with four sources in the count", async () => {
    const { project, create, gitlab } = await open();
    const assets = { links: [link("a", { direct_asset_path: "/bin/a.zip", link_type: "package" }), link("b")] };
    const reply = await create({ tag_name: "v1", ref: "main", description: "Notes", assets });
    expect(reply.status).toBe(201);
    expect(project.tagCommit("v1")).toBe(project.head());
    const url = `${gitlab.serverUrl}/group/sub/app/-/releases/v1`;
    expect(reply.body).toMatchObject({
      tag_name: "v1",
      name: "v1",
      description: "Notes",
      upcoming_release: false,
      commit: { id: project.head() },
      tag_path: "/group/sub/app/-/tags/v1",
      _links: { self: url, edit_url: `${url}/edit` },
      assets: {
        count: 6,
        links: [
          { name: "b", direct_asset_url: "https://example.com/b", link_type: "other" },
          { name: "a", direct_asset_url: `${url}/downloads/bin/a.zip`, link_type: "package" },
        ],
      },
    });
    for (const gone of ["description_html", "id", "draft", "prerelease"]) expect(reply.body).not.toHaveProperty(gone);
  });

  it("refuses as the table says", async () => {
    const { project, create } = await open({}, { milestones: ["1.0"] });
    project.release({ tag: "v1" });
    const table: [object, number, string][] = [
      [{ tag_name: "v1" }, 409, "Release already exists"],
      [{ tag_name: "v1", ref: "nope" }, 409, "Release already exists"],
      [{ tag_name: "v2" }, 422, "Ref is not specified"],
      [{ tag_name: "v2", ref: "" }, 400, "Target is empty"],
      [{ tag_name: "v2", ref: "nope" }, 400, "Target nope is invalid"],
      [{ tag_name: "HEAD", ref: "main" }, 400, "Tag name invalid"],
      [{ tag_name: "a b", ref: "main" }, 400, "Tag name invalid"],
      [{ tag_name: "", ref: "main" }, 400, "Tag name invalid"],
      [{ tag_name: "v2", ref: "nope", milestones: ["2.0"] }, 400, "Milestone(s) not found: 2.0"],
      [
        { tag_name: "v2", milestones: ["1.0"], milestone_ids: [1] },
        400,
        "Cannot specify milestones and milestone_ids at the same time",
      ],
    ];
    for (const [json, status, text] of table) {
      told(await create(json as Record<string, unknown>), status, message(text));
    }
    expect([...project.tags.keys()]).toEqual(["v1"]);
  });

  it("checks parameters first, joined by commas", async () => {
    const { create } = await open();
    told(await create({}), 400, error("tag_name is missing"));
    const wrong = { released_at: "soon", assets: [] };
    told(await create(wrong), 400, error("tag_name is missing, released_at is invalid, assets is invalid"));
    const links = [{ name: "a" }, { url: "https://a", name: "b", link_type: "exe" }];
    told(
      await create({ tag_name: "v1", assets: { links } }),
      400,
      error("assets[links][0][url] is missing, assets[links][1][link_type] does not have a valid value"),
    );
  });

  it("leaves the new tag behind when saving fails", async () => {
    const { project, create } = await open();
    const cases: [object, string][] = [
      [{ description: "x".repeat(1_000_001) }, "Description is too long (maximum is 1000000 characters)"],
      [{ assets: { links: [link("a"), link("a")] } }, "Links have duplicate values (a)"],
      [
        { assets: { links: [link("a"), { ...link("b"), url: "https://example.com/a" }] } },
        "Links have duplicate values",
      ],
      [{ assets: { links: [link("a", { direct_asset_path: "/a b" })] } }, "Links filepath is in an invalid format"],
      [{ assets: { links: [{ name: "a", url: "file:///a" }] } }, "Only allowed schemes are http, https, ftp"],
    ];
    for (const [at, [fields, text]] of cases.entries()) {
      const reply = await create({ tag_name: `v${at}`, ref: "main", ...fields });
      expect(reply.status).toBe(400);
      expect(reply.body.message).toMatch(/^Validation failed: /);
      expect(reply.body.message).toContain(text);
      expect(project.tags.has(`v${at}`)).toBe(true);
    }
    expect(project.releases).toEqual([]);
  });

  it("passes on a hook's words, and knows empty repositories", async () => {
    const hooked = await open({}, { tagHook: { message: "GL-HOOK-ERR: no", status: 500 } });
    const json = { tag_name: "v1", ref: "main" };
    told(await hooked.create(json), 500, message("GL-HOOK-ERR: no"));
    const empty = await open({}, { empty: true });
    told(await empty.create(json), 400, message("Failed to create a tag: v1"));
  });

  it("takes a form with Rails' names", async () => {
    const { create, project } = await open();
    const raw = new URLSearchParams([
      ["tag_name", "v1"],
      ["ref", "main"],
      ["assets[links][][name]", "a"],
      ["assets[links][][url]", "https://a"],
      ["assets[links][][name]", "b"],
      ["assets[links][][url]", "https://b"],
    ]);
    const reply = await create({}, { json: undefined, raw });
    expect(reply.status).toBe(201);
    expect(project.releases[0]?.links).toMatchObject([{ name: "a" }, { name: "b", url: "https://b" }]);
  });

  it("keeps the message of an annotated tag, the date of an upcoming release and milestones", async () => {
    const { create, project } = await open({}, { milestones: ["1.0", "1.1"] });
    const soon = "2999-01-01T00:00:00.000Z";
    const more = { tag_message: "One", released_at: soon, milestones: "1.0,1.1" };
    const { body } = await create({ tag_name: "v1", ref: "main", ...more });
    expect(body).toMatchObject({ released_at: soon, upcoming_release: true });
    expect(body.milestones).toMatchObject([{ title: "1.0" }, { title: "1.1" }]);
    expect(project.tags.get("v1")?.message).toBe("One");
  });
});
