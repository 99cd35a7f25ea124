import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";

import { compareVersions, latestStays, previousTag, serverIsAtLeast, versionOf } from "../../src/model/version";

describe("versionOf", () => {
  it.each<[string, string, string, boolean]>([
    ["1.2.0", "", "1.2.0", false],
    ["v1.2.0", "v", "1.2.0", false],
    ["pkg@1.2.0", "pkg@", "1.2.0", false],
    ["@scope/pkg@1.2.0", "@scope/pkg@", "1.2.0", false],
    ["pkg/v1.2.0", "pkg/v", "1.2.0", false],
    ["pkg-v1.2.0", "pkg-v", "1.2.0", false],
    ["pkg-1.2.0", "pkg-", "1.2.0", false],
    ["lib2/v1.2.0", "lib2/v", "1.2.0", false],
    ["release 1.2.0", "release ", "1.2.0", false],
    ["v1.2.0-rc.1", "v", "1.2.0-rc.1", true],
    ["v1.2.0-alpha", "v", "1.2.0-alpha", true],
    ["v1.2.0-0.x", "v", "1.2.0-0.x", true],
    ["v1.2.0-1", "v", "1.2.0-1", false],
    ["v1.2.0-1.5", "v", "1.2.0-1.5", false],
    ["v1.2.0+build", "v", "1.2.0+build", false],
    ["v1.2.0-rc.1+build.7", "v", "1.2.0-rc.1+build.7", true],
    ["2024.1.15", "", "2024.1.15", false],
    ["a-1.0.0-b-2.0.0", "a-", "1.0.0-b-2.0.0", true],
  ])("%s", (tag, prefix, version, prerelease) => {
    expect(versionOf(tag)).toEqual({ prefix, version, prerelease });
  });

  it.each([
    "",
    "nightly",
    "v1",
    "v1.2",
    "v1.2.3.4",
    "1.2.3.4",
    "v1.2.x",
    "v01.2.3",
    "v1.2.0-",
    "v1.2.0-01",
    "v1.2.0 ",
    "1.2.0/x",
    "v1.2.0_rc1",
  ])("%j has none", (tag) => {
    expect(versionOf(tag)).toBeUndefined();
  });
});

describe("compareVersions", () => {
  const ORDER = [
    "0.9.0",
    "1.2.0-0.alpha",
    "1.2.0-alpha",
    "1.2.0-alpha.1",
    "1.2.0-alpha.2",
    "1.2.0-alpha.10",
    "1.2.0-beta",
    "1.2.0-rc.1",
    "1.2.0",
    "1.2.0-1",
    "1.2.0-2",
    "1.2.0-10",
    "1.2.1-rc.1",
    "1.2.1",
    "1.10.0",
    "2.0.0",
  ].map((tag) => versionOf(tag)!);

  it("puts versions in one order, package revisions after what they revise", () => {
    for (const [i, a] of ORDER.entries())
      for (const [j, b] of ORDER.entries()) expect(Math.sign(compareVersions(a, b))).toBe(Math.sign(i - j));
  });

  it("takes no notice of build metadata", () => {
    const [a, b] = [versionOf("1.2.0+a")!, versionOf("1.2.0+b")!];
    expect(compareVersions(a, b)).toBe(0);
  });
});

describe("previousTag", () => {
  it.each<[string, string[], string | undefined]>([
    ["v1.2.0", [], undefined],
    ["v1.2.0", ["v1.1.0", "v1.0.0"], "v1.1.0"],
    ["v1.2.0", ["v1.0.0", "v1.1.0"], "v1.1.0"],
    ["v1.10.0", ["v1.9.0", "v1.2.0"], "v1.9.0"],
    ["v1.2.0", ["v2.0.0", "v1.2.0"], undefined],
    ["v1.2.0", ["v1.2.0-rc.1", "v1.1.0"], "v1.1.0"],
    ["v1.2.0-rc.2", ["v1.2.0-rc.1", "v1.1.0"], "v1.2.0-rc.1"],
    ["v1.2.0-rc.1", ["v1.1.0"], "v1.1.0"],
    ["v1.2.0-1", ["v1.2.0", "v1.2.0-rc.1"], "v1.2.0"],
    ["v1.2.0-2", ["v1.2.0", "v1.2.0-1"], "v1.2.0-1"],
    ["v1.3.0", ["v1.2.0", "v1.2.0-1"], "v1.2.0-1"],
    ["pkg@1.2.0", ["other@1.1.0", "v1.1.0", "pkg@1.0.0"], "pkg@1.0.0"],
    ["v1.2.0", ["1.1.0", "V1.1.0"], undefined],
    ["v1.2.0", ["nightly", "v1"], undefined],
    ["nightly", ["v1.1.0", "nightly-1"], undefined],
  ])("of %s among %j: %s", (tag, others, expected) => {
    expect(previousTag(tag, others)).toBe(expected);
  });

  it("is always a lower one with the same prefix, whatever the order they come in", () => {
    const version = fc
      .tuple(fc.constantFrom("v", "pkg@"), fc.nat(3), fc.nat(3), fc.constantFrom("", "-rc.1", "-1"))
      .map(([prefix, minor, patch, suffix]) => `${prefix}1.${minor}.${patch}${suffix}`);
    fc.assert(
      fc.property(version, fc.array(version), (tag, others) => {
        const found = previousTag(tag, others);
        expect(previousTag(tag, [...others].reverse())).toBe(found);
        if (found === undefined) return;
        const [own, before] = [versionOf(tag)!, versionOf(found)!];
        expect(before.prefix).toBe(own.prefix);
        expect(compareVersions(before, own)).toBeLessThan(0);
      }),
    );
  });
});

describe("latestStays", () => {
  it.each<[string, string, boolean]>([
    ["v1.2.0", "v1.2.0", false],
    ["v1.2.0", "v1.1.0", false],
    ["v1.2.0", "v2.0.0", true],
    ["v1.2.0", "v1.2.0-1", true],
    ["v1.2.0-1", "v1.2.0", false],
    ["v1.2.0", "pkg@2.0.0", false],
    ["nightly", "v1.0.0", true],
    ["nightly", "stable", false],
    ["v1.2.0", "stable", false],
    ["v1.2.0+b", "v1.2.0+a", false],
  ])("%s beside %s: %s", (tag, latest, stays) => {
    expect(latestStays(tag, latest)).toBe(stays);
  });
});

describe("serverIsAtLeast", () => {
  it.each<[string, string, boolean]>([
    ["3.8.0", "3.8", true],
    ["3.7.9", "3.8", false],
    ["3.10.0", "3.8", true],
    ["11.7.0-ee", "11.7", true],
    ["1.22.3+dev-5-g1234", "1.22", true],
    ["v1.21.0", "1.22", false],
    ["17", "11.7", true],
    ["", "3.8", false],
    ["unknown", "3.8", false],
  ])("%s is at least %s: %s", (version, minimum, is) => {
    expect(serverIsAtLeast(version, minimum)).toBe(is);
  });
});
