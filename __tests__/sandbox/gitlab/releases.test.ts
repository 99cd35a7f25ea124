import { describe, expect, it } from "vitest";
import { ask, error, message, open, said, told } from "./client";

const forbidden = [403, message("403 Forbidden")];

describe("update and delete (4, 4.2)", () => {
  it("answers 403, not 404, for a missing release", async () => {
    const { ask: at } = await open();
    expect(said(await at("PUT", "/releases/v1", { json: { name: "x" } }))).toEqual(forbidden);
    expect(said(await at("DELETE", "/releases/v1"))).toEqual(forbidden);
    told(await at("GET", "/releases/v1"), 404, message("404 Not Found"));
  });

  it("changes name, notes, date and milestones, and nothing else", async () => {
    const { project, ask: at } = await open({}, { milestones: ["1.0"] });
    project.release({ tag: "v1", notes: "Old", milestones: ["1.0"], links: [{ name: "a", url: "https://a" }] });
    const json = { description: "New", milestones: [], tag_name: "v2", assets: { links: [] } };
    const { status, body } = await at("PUT", "/releases/v1", { json });
    expect(status).toBe(200);
    expect(body).toMatchObject({ tag_name: "v1", description: "New", milestones: [], assets: { count: 5 } });
  });

  it("wants one known parameter and a tag", async () => {
    const { project, ask: at } = await open();
    project.release({ tag: "v1" });
    const nothing = await at("PUT", "/releases/v1", { json: { assets: {} } });
    expect(nothing.status).toBe(400);
    expect(nothing.body.error).toMatch(/at least one parameter must be provided$/);
    project.tags.delete("v1");
    told(await at("PUT", "/releases/v1", { json: { name: "x" } }), 404, message("Tag does not exist"));
  });

  it("deletes with 200 and the body; the tag stays", async () => {
    const { project, ask: at } = await open();
    project.release({ tag: "v1" });
    const { status, body } = await at("DELETE", "/releases/v1");
    expect([status, body.tag_name, project.releases.length, project.tags.has("v1")]).toEqual([200, "v1", 0, true]);
  });
});

describe("reading (4)", () => {
  it("lists by released_at, newest first, upcoming ones too", async () => {
    const { project, ask: at } = await open();
    for (const [tag, year] of Object.entries({ a: 2020, b: 2999, c: 2021 }))
      project.release({ tag, releasedAt: `${year}-01-01T00:00:00.000Z` });
    const tags = async (query: string): Promise<unknown[]> =>
      (await at("GET", `/releases${query}`)).body.map((one) => one.tag_name);
    expect(await tags("")).toEqual(["b", "c", "a"]);
    expect(await tags("?order_by=released_at&sort=asc")).toEqual(["a", "c", "b"]);
    expect(await tags("?order_by=released_at&sort=desc&per_page=1")).toEqual(["b"]);
    expect(await tags("?order_by=created_at")).toEqual(["c", "b", "a"]);
    told(await at("GET", "/releases?order_by=name"), 400, error("order_by does not have a valid value"));
  });

  it("caches lists, so that a new release is not in them", async () => {
    const { create, ask: at } = await open({ listLag: 60_000 });
    expect((await at("GET", "/releases")).body).toEqual([]);
    await create({ tag_name: "v1", ref: "main" });
    expect((await at("GET", "/releases")).body).toEqual([]);
    expect((await at("GET", "/releases?per_page=50")).body).toEqual([]);
    expect((await at("GET", "/releases/v1")).status).toBe(200);
  });

  it("redirects permalink and downloads with 302", async () => {
    const { gitlab, project, ask: at, root } = await open();
    expect((await at("GET", "/releases/permalink/latest")).status).toBe(404);
    const url = `${gitlab.elsewhereUrl}/a.zip`;
    project.release({ tag: "rel/1", links: [{ name: "a", url, path: "/bin/a.zip" }] });
    project.release({ tag: "z", releasedAt: "2999-01-01T00:00:00Z" });
    const latest = await at("GET", "/releases/permalink/latest");
    expect([latest.status, latest.headers.get("location")]).toEqual([302, `${gitlab.apiUrl}${root}/releases/rel%2F1`]);
    const file = await at("GET", "/releases/permalink/latest/downloads/bin/a.zip");
    expect(file.headers.get("location")).toBe(`${gitlab.apiUrl}${root}/releases/rel%2F1/downloads/bin/a.zip`);
    const away = await at("GET", "/releases/rel%2F1/downloads/bin/a.zip");
    expect([away.status, away.headers.get("location")]).toEqual([302, url]);
    expect((await at("GET", "/releases/rel%2F1/downloads/none")).status).toBe(404);
    await ask(gitlab, "GET", url);
    expect(gitlab.violations).toEqual(["GET /a.zip: private-token sent to another host"]);
  });

  it("refuses a raw slash in a tag", async () => {
    const { project, ask: at } = await open();
    project.release({ tag: "rel/1.0" });
    told(await at("GET", "/releases/rel/1.0"), 404, error("404 Not Found"));
    const { status, body } = await at("GET", "/releases/rel%2F1.0");
    expect(status).toBe(200);
    expect(body._links).toMatchObject({ self: expect.stringContaining("/-/releases/rel%2F1.0") });
  });

  it("renders notes only when asked to", async () => {
    const { project, ask: at } = await open();
    project.release({ tag: "v1", notes: "a <b>" });
    const { body } = await at("GET", "/releases/v1?include_html_description=true");
    expect(body.description_html).toBe('<p dir="auto">a &lt;b&gt;</p>');
  });

  it("can be switched off", async () => {
    for (const status of [403, 404] as const) {
      const { ask: at } = await open({}, { releases: status });
      expect((await at("GET", "/releases")).status).toBe(status);
    }
  });
});

describe("pages (3)", () => {
  it("of 20, at most 100, told by Link and x-headers", async () => {
    const { project, ask: at, gitlab, root } = await open();
    for (let number = 0; number < 120; number++) project.release({ tag: `v${number}` });
    const first = await at("GET", "/releases");
    expect(first.body).toHaveLength(20);
    const header = (name: string): string | null => first.headers.get(name);
    expect(["x-page", "x-per-page", "x-next-page", "x-prev-page", "x-total", "x-total-pages"].map(header)).toEqual([
      "1",
      "20",
      "2",
      "",
      "120",
      "6",
    ]);
    expect(header("link")).toContain(`<${gitlab.apiUrl}${root}/releases?page=2&per_page=20>; rel="next"`);
    const last = await at("GET", "/releases?per_page=500&page=2");
    expect(last.body).toHaveLength(20);
    expect([last.headers.get("x-per-page"), last.headers.get("x-next-page")]).toEqual(["100", ""]);
    expect(last.headers.get("link")).not.toContain('rel="next"');
  });

  it("leaves the totals out above 10,000 rows", async () => {
    const { project, ask: at } = await open();
    for (let number = 0; number <= 10_000; number++) project.tag(`v${number}`);
    const { headers } = await at("GET", "/repository/tags");
    expect([headers.get("x-total"), headers.get("x-next-page")]).toEqual([null, "2"]);
    expect(headers.get("link")).not.toContain('rel="last"');
  });
});
