import { describe, expect, it } from "vitest";
import { ask, message, open, said } from "./client";

describe("reading releases (4)", () => {
  it("by tag: what is absent is 200 and null, or one of three other answers", async () => {
    const replies: Record<string, [number, string]> = {};
    for (const missingRelease of ["null", "{}", "empty", "404"] as const) {
      const { ask: at } = await open({ missingRelease });
      const { status, text } = await at("GET", "/releases/tags/v1");
      replies[missingRelease] = [status, text];
    }
    expect(replies).toEqual({
      null: [200, "null"],
      "{}": [200, "{}"],
      empty: [200, ""],
      "404": [404, '{"message":"Not Found Release"}'],
    });
  });

  it("show what Gitee shows and nothing of GitHub's", async () => {
    const { gitee, ask: at, repository } = await open();
    const release = repository.release({ tag: "v1", title: "One", notes: "Notes", assets: [{ name: "a b.zip" }] });
    const { body } = await at("GET", "/releases/tags/v1");
    expect(Object.keys(body)).toEqual(
      "id tag_name target_commitish prerelease name body author created_at assets".split(" "),
    );
    expect(body).toMatchObject({ id: release.id, tag_name: "v1", target_commitish: "main", prerelease: false });
    expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    const web = `${gitee.serverUrl}/octo/app`;
    expect(body.assets).toEqual([
      { browser_download_url: `${web}/archive/refs/tags/v1.zip`, name: "v1.zip" },
      { browser_download_url: `${web}/releases/download/v1/a%20b.zip`, name: "a b.zip" },
      { browser_download_url: `${web}/archive/refs/tags/v1.tar.gz`, name: "v1.tar.gz" },
    ]);
  });

  it("by id and the latest, or 404", async () => {
    const { ask: at, repository } = await open();
    expect((await at("GET", "/releases/latest")).status).toBe(404);
    const first = repository.release({ tag: "v1" });
    repository.release({ tag: "v2" });
    expect((await at("GET", "/releases/latest")).body.tag_name).toBe("v2");
    expect((await at("GET", `/releases/${first.id}`)).body.tag_name).toBe("v1");
    expect(said(await at("GET", "/releases/1"))).toEqual([404, message("Not Found Release")]);
    expect((await at("GET", "/releases/v1")).status).toBe(404);
  });

  it("with a slash in the tag: not found by tag, found, or 404; the list knows them always", async () => {
    const seen: [number, string][] = [];
    for (const slashedTags of ["missing", "found", "404"] as const) {
      const { ask: at, repository } = await open({ slashedTags });
      repository.release({ tag: "pkg/v1" });
      const { status, text } = await at("GET", "/releases/tags/pkg%2Fv1");
      seen.push([status, text.slice(0, 5)]);
      expect((await at("GET", "/releases/tags/pkg/v1")).status).toBe(404);
      expect((await at("GET", "/releases")).body).toMatchObject([{ tag_name: "pkg/v1" }]);
    }
    expect(seen).toEqual([
      [200, "null"],
      [200, '{"id"'],
      [404, '{"mes'],
    ]);
  });

  it("want the path of the owner, not the display name (1)", async () => {
    const { gitee, ask: at } = await open({}, { displayName: "八爪鱼/应用" });
    expect((await at("GET", "")).body).toMatchObject({ full_name: "octo/app", human_name: "八爪鱼/应用" });
    expect((await ask(gitee, "GET", `/repos/${encodeURIComponent("八爪鱼")}/app`)).status).toBe(404);
  });
});

describe("lists (3)", () => {
  it("come oldest first, 20 a page, never more than 100", async () => {
    const { ask: at, repository } = await open();
    for (let at = 1; at <= 130; at++) repository.release({ tag: `v${at}` });
    const first = await at("GET", "/releases");
    expect(first.body).toHaveLength(20);
    expect(first.body[0]?.tag_name).toBe("v1");
    expect(first.headers.get("link")).toBeNull();
    expect(first.headers.get("total_count")).toBeNull();
    expect((await at("GET", "/releases?direction=desc")).body[0]?.tag_name).toBe("v130");
    expect((await at("GET", "/releases?per_page=1000")).body).toHaveLength(100);
    const last = await at("GET", "/releases?per_page=100&page=2");
    expect(last.body).toHaveLength(30);
    expect((await at("GET", "/releases?per_page=100&page=3")).body).toEqual([]);
  });

  it("may carry totals", async () => {
    const { ask: at, repository } = await open({ totals: true });
    for (const tag of ["v1", "v2", "v3"]) repository.release({ tag });
    const { headers } = await at("GET", "/releases?per_page=2");
    expect([headers.get("total_count"), headers.get("total_page")]).toEqual(["3", "2"]);
  });

  it("refuse what is no number and no direction", async () => {
    const { ask: at } = await open();
    expect(said(await at("GET", "/releases?page=0"))).toEqual([400, message("page is invalid")]);
    expect(said(await at("GET", "/releases?direction=up"))).toEqual([
      400,
      message("direction does not have a valid value"),
    ]);
  });
});
