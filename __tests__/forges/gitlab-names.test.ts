import { describe, expect, it } from "vitest";
import { guessType, isVersionOf, linkPath, replacementVersion } from "../../src/forges/gitlab/names";

describe("the kind of a link", () => {
  it.each([
    ["package", "app-1.0.tar.gz app.ZIP lib.whl setup.exe app.AppImage module.wasm"],
    ["image", "logo.svg shot.PNG system.iso disk.qcow2"],
    ["other", "app.zip.asc app.tar.gz.sha256 SHA256SUMS sums.txt sbom.json guide.pdf zip app.zip.1 README"],
  ])("is %s for %s", (kind, names) => {
    expect(names.split(" ").map(guessType)).toEqual(names.split(" ").map(() => kind));
  });
});

it("knows the versions that hold files of a tag, and no other tag's", () => {
  const beside = replacementVersion("v1/a", "0123456789abcdef");
  expect(isVersionOf(beside, "v1/a")).toBe(true);
  expect(isVersionOf(beside, "v1")).toBe(false);
  expect(isVersionOf("v1_z-nothex012345", "v1")).toBe(false);
});

it("gives a link a path only where every server takes it", () => {
  expect([linkPath("app.zip"), linkPath("app+1 (x).zip~")]).toEqual(["/app.zip", "/app-1--x-.zip"]);
  expect([linkPath("ab"), linkPath("a".repeat(128))]).toEqual([undefined, undefined]);
});
