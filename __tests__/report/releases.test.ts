import { expect, it } from "vitest";
import { releasePage } from "../../src/report/releases";
import { asset, release } from "../operations/builders";

const whole = { tag: "v1", title: "First", webUrl: "https://forge.example/v1", createdAt: "2026-01-02T03:04:05Z" };

it.each<[string, Parameters<typeof release>[0], string[]]>([
  ["without files", whole, ["v1  First", "published 2026-01-02", "https://forge.example/v1", "", "no files"]],
  ["that is a draft", { ...whole, draft: true }, ["v1  First (draft)", "https://forge.example/v1", "", "no files"]],
  ["without an address", { ...whole, webUrl: "" }, ["v1  First", "published 2026-01-02", "", "no files"]],
])("a release %s, for people", (_, more, lines) => {
  expect(releasePage(release({ assets: [], publishedAt: undefined, ...more }), undefined)).toEqual(lines);
});

it("has a table of its files", () => {
  const page = releasePage(release({ ...whole, assets: [asset("a.zip", { size: 5 })] }), undefined);
  expect(page.slice(-2)).toEqual([expect.stringMatching(/^FILE +SIZE /), expect.stringMatching(/^a\.zip +5 bytes /)]);
});
