import { describe, expect, it } from "vitest";
import { handClock } from "../client";
import { coded, open, said, type Reply } from "./client";

const tags = ({ body }: Reply): unknown[] => body.map((one) => one.tag_name);

describe("one release (4)", () => {
  it("is found by tag in two forms, never by number", async () => {
    const { ask, repo, create } = await open();
    await create();
    repo.release({ tag: "5" });
    for (const path of ["/releases/tags/v1", "/releases/v1"]) expect((await ask("GET", path)).body.tag_name).toBe("v1");
    expect((await ask("GET", "/releases/1")).status).toBe(400);
    expect((await ask("GET", "/releases/5")).body.tag_name).toBe("5");
  });

  it("that is missing is 404, 400 with an inner 404, or null", async () => {
    const { ask, repo } = await open();
    repo.tag("v1");
    expect(said(await ask("GET", "/releases/tags/v1"))).toEqual([400, coded(404, "Not Found Release")]);
    const quiet = await open({ missing: "null" });
    const reply = await quiet.ask("GET", "/releases/tags/v1");
    expect([reply.status, reply.text]).toEqual([200, "null"]);
    expect((await quiet.ask("GET", "/releases/v1")).status).toBe(400);
  });

  it("the latest is the marked one, else the newest that is no prerelease, or the last one changed", async () => {
    const { ask, repo, patch } = await open();
    const latest = async (type: string) => String((await ask("GET", `/releases/latest${type}`)).body.tag_name);
    expect(said(await ask("GET", "/releases/latest"))).toEqual([400, coded(404, "Not Found Release")]);
    for (const tag of ["v1", "v2"]) repo.release({ tag });
    repo.release({ tag: "v3-rc", status: "pre" });
    expect([await latest(""), await latest("?type=latest"), await latest("?type=updated")]).toEqual([
      "v2",
      "v2",
      "v3-rc",
    ]);
    await patch("v1", { release_status: "latest" });
    repo.release({ tag: "v4" });
    expect([await latest("?type=latest"), await latest("?type=updated")]).toEqual(["v1", "v4"]);
    expect((await ask("GET", "/releases/latest?type=newest")).status).toBe(422);
  });

  it("a tag called latest cannot be asked for in the second form", async () => {
    const { ask, repo } = await open();
    repo.release({ tag: "latest" });
    repo.release({ tag: "v2", status: "latest" });
    expect((await ask("GET", "/releases/latest")).body.tag_name).toBe("v2");
    expect((await ask("GET", "/releases/tags/latest")).body.tag_name).toBe("latest");
  });

  it("lists generated archives among its assets, with id 0 or none", async () => {
    const { ask, repo } = await open();
    repo.release({ tag: "v1", assets: [{ name: "v1.zip" }] });
    const { body } = await ask("GET", "/releases/v1");
    const assets = body.assets;
    expect(assets).toMatchObject([
      { id: 0, name: "v1.zip", type: "source" },
      { id: 0, name: "v1.tar.gz", type: "source" },
      { name: "v1.tar.bz2", type: "source" },
      { name: "v1.tar", type: "source" },
      { id: repo.releases[0]?.assets[0]?.id, name: "v1.zip", type: "attach" },
    ]);
    expect(JSON.stringify(assets)).not.toContain("/-/archive/");
  });
});

describe("the list (3)", () => {
  it("comes in pages of 20, at most 100, and in no order without a direction", async () => {
    const { ask, repo } = await open();
    const names = Array.from({ length: 130 }, (_, at) => `v${at}`);
    for (const tag of names) repo.release({ tag });
    expect(tags(await ask("GET", "/releases"))).toHaveLength(20);
    const pages = [1, 2, 3].map((page) => ask("GET", `/releases?per_page=200&page=${page}`));
    const all = (await Promise.all(pages)).map(tags);
    expect(all.map((page) => page.length)).toEqual([100, 30, 0]);
    expect(all.flat()).not.toEqual(names);
    expect(new Set(all.flat())).toEqual(new Set(names));
    const newest = await ask("GET", "/releases?direction=desc&per_page=2");
    expect(tags(newest)).toEqual(["v129", "v128"]);
    expect(tags(await ask("GET", "/releases?direction=asc&per_page=1"))).toEqual(["v0"]);
    expect((await ask("GET", "/releases?direction=up")).status).toBe(422);
    expect([newest.headers.get("total_count"), newest.headers.get("link")]).toEqual([null, null]);
  });

  it("may tell totals", async () => {
    const { ask, repo } = await open({ totals: true });
    for (const tag of ["v1", "v2", "v3"]) repo.release({ tag });
    const { headers } = await ask("GET", "/releases?per_page=2");
    expect([headers.get("total_count"), headers.get("total_page")]).toEqual(["3", "2"]);
  });

  it("knows a new release only after `listLag`; the lookup by tag does at once", async () => {
    const clock = handClock();
    const { ask, create } = await open({ clock, listLag: 150 });
    await create();
    expect(tags(await ask("GET", "/releases"))).toEqual([]);
    expect((await ask("GET", "/releases/latest")).status).toBe(400);
    expect((await ask("GET", "/releases/tags/v1")).status).toBe(200);
    clock.turn(200);
    expect(tags(await ask("GET", "/releases"))).toEqual(["v1"]);
  });
});

describe("tags (6)", () => {
  it("are listed with the commit behind them", async () => {
    const { ask, repo } = await open();
    repo.tag("v1", { annotated: "One" });
    const first = repo.head();
    repo.commit("later");
    repo.tag("v2");
    const { body } = await ask("GET", "/tags");
    expect(body).toMatchObject([
      { name: "v2", message: "", commit: { sha: repo.head() } },
      { name: "v1", message: "One", commit: { sha: first } },
    ]);
    expect((await ask("GET", "/tags?per_page=1&page=2")).body).toMatchObject([{ name: "v1" }]);
  });

  it("are made from refs, once", async () => {
    const { ask, repo } = await open();
    const json = { tag_name: "v1", refs: "main", tag_message: "One" };
    expect((await ask("POST", "/tags", { json })).body).toMatchObject({ name: "v1", message: "One" });
    expect(said(await ask("POST", "/tags", { json }))).toEqual([400, coded(409, "Conflict: Tag already exists")]);
    expect((await ask("POST", "/tags", { json: { tag_name: "v2" } })).status).toBe(400);
    expect((await ask("POST", "/tags", { json: { tag_name: "v2", refs: "nowhere" } })).status).toBe(422);
    expect((await ask("POST", "/tags", { json: { tag_name: "a..b", refs: "main" } })).status).toBe(422);
    expect([...repo.tags.keys()]).toEqual(["v1"]);
  });

  it("are deleted unless they have a release", async () => {
    const { ask, repo } = await open();
    repo.tag("v1");
    repo.release({ tag: "v2" });
    expect((await ask("DELETE", "/tags/v1")).status).toBe(204);
    expect(said(await ask("DELETE", "/tags/v1"))).toEqual([400, coded(404, "Not Found Tag")]);
    expect(said(await ask("DELETE", "/tags/v2"))).toEqual([400, coded(409, "Conflict: the tag has a release")]);
  });
});
