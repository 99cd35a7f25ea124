import { describe, expect, it } from "vitest";

import { OUTPUTS, outputsOf, toJson } from "../../src/report/outputs";
import { asset, file, match, release } from "../operations/builders";
import { ABOUT, published, stored } from "./builders";

const all = (more: Parameters<typeof published>[0] = {}): Record<string, string> =>
  Object.fromEntries(outputsOf(published(more), ABOUT));

describe("the outputs of a run", () => {
  it("are those of the documentation, all of them", () => {
    expect(Object.keys(all()).sort()).toEqual(
      Object.keys(OUTPUTS)
        .filter((name) => !["plan", "results"].includes(name))
        .sort(),
    );
  });

  it("say what stands", () => {
    const there = release({ id: 42, title: "One", prerelease: true, draft: true, webUrl: "https://forge.test/r/42" });
    expect(all({ release: there, created: false })).toEqual({
      id: "42",
      url: "https://forge.test/r/42",
      html_url: "https://forge.test/r/42",
      upload_url: "https://forge.test/upload{?name,label}",
      tag_name: "v1.2.0",
      name: "One",
      forge: "github",
      repository: "o/r",
      created: "false",
      draft: "true",
      prerelease: "true",
      assets: "[]",
      asset_urls: "{}",
    });
  });

  it("have one object per file, in the order of the run", () => {
    const files = [
      stored("b", { file: file("b", { path: "out/b" }) }),
      stored("a", {
        status: "replaced",
        asset: asset("a", { id: 9, label: "App", size: 11, contentType: "text/plain" }),
      }),
      stored("kept", { status: "kept", sha256: undefined, asset: asset("kept", { size: 77 }) }),
      stored("no", { status: "skipped", asset: undefined, sha256: undefined }),
    ];
    expect(JSON.parse(all({ files }).assets ?? "")).toEqual([
      {
        id: "b",
        name: "b",
        file: "out/b",
        label: "",
        size: 5,
        content_type: "application/octet-stream",
        sha256: "ab".repeat(32),
        browser_download_url: "https://forge.test/download/b",
        status: "uploaded",
      },
      expect.objectContaining({ id: 9, label: "App", size: 11, content_type: "text/plain", status: "replaced" }),
      expect.objectContaining({ size: 77, sha256: null, status: "kept" }),
      expect.objectContaining({ id: null, name: "no", file: "dist/no", browser_download_url: "", status: "skipped" }),
    ]);
  });

  it("have the stored name of a file, and the addresses of all assets", () => {
    const files = [stored("a b", { asset: asset("a.b") })];
    const { assets, asset_urls } = all({ files, assets: [asset("z"), asset("a.b"), asset("__proto__")] });
    expect(JSON.parse(assets ?? "")).toMatchObject([{ name: "a.b", file: "dist/a b" }]);
    expect(Object.entries(JSON.parse(asset_urls ?? "") as object).sort()).toEqual(
      ["__proto__", "a.b", "z"].map((name) => [name, `https://forge.test/download/${name}`]),
    );
  });

  it("do not depend on the order in which a forge lists its assets", () => {
    const [a, b] = [asset("a"), asset("b")];
    expect(all({ assets: [a, b] })).toEqual(all({ assets: [b, a] }));
  });
});

describe("the outputs of a dry run", () => {
  const files = [{ status: "uploaded", match: match(file("a")), title: {} }] as const;
  const plan = { release: undefined, files, steps: [], generated: undefined, reasons: [], notices: [], warnings: [] };

  it("are those that are known, and the plan", () => {
    expect(Object.fromEntries(outputsOf({ planned: plan }, ABOUT))).toEqual({
      tag_name: "v1.2.0",
      forge: "github",
      repository: "o/r",
      plan: '[{"action":"upload","file":"dist/a","name":"a","size":5}]',
    });
  });

  it("know a release that is there", () => {
    const outputs = outputsOf({ planned: { ...plan, release: release() } }, ABOUT);
    expect(outputs.get("id")).toBe("7");
    expect(outputs.has("created")).toBe(false);
    expect(outputs.has("assets")).toBe(false);
  });
});

describe("the outputs as JSON", () => {
  it("have values where they are JSON, and text elsewhere", () => {
    const json = JSON.parse(
      toJson(outputsOf(published({ files: [stored("a")], assets: [asset("a")] }), ABOUT)),
    ) as object;
    expect(json).toMatchObject({
      id: "7",
      created: true,
      draft: false,
      prerelease: false,
      assets: [{ name: "a" }],
      asset_urls: { a: "https://forge.test/download/a" },
    });
  });

  it("are one object that ends its line", () => {
    expect(toJson(new Map([["name", 'a"\n\u2028}']]))).toMatch(/^\{[\s\S]*\}\n$/);
    expect(JSON.parse(toJson(new Map([["name", 'a"\n}']])))).toEqual({ name: 'a"\n}' });
  });
});
