import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { compareVersions, isHigher, previousTag, serverIsAtLeast, versionOf } from "../../src/model/version";
import { working } from "../hostile/working";

describe("versionOf", () => {
  it.each<[string, string, string]>([
    ["1.2.0", "", "1.2.0"],
    ["v1.2.0", "v", "1.2.0"],
    ["v2", "v", "2"],
    ["7", "", "7"],
    ["1.3", "", "1.3"],
    ["v4.3.0.1", "v", "4.3.0.1"],
    ["2025.01.12", "", "2025.01.12"],
    ["v01.2.3", "v", "01.2.3"],
    ["pkg@1.2.0", "pkg@", "1.2.0"],
    ["@scope/pkg@1.2.0", "@scope/pkg@", "1.2.0"],
    ["@scope/pkg2@3", "@scope/pkg2@", "3"],
    ["pkg/v1.2.0", "pkg/v", "1.2.0"],
    ["pkg-v1.2.0", "pkg-v", "1.2.0"],
    ["pkg-1.2.0", "pkg-", "1.2.0"],
    ["pkg-v2", "pkg-v", "2"],
    ["lib2/v1.2.0", "lib2/v", "1.2.0"],
    ["lib2-v1.2.0", "lib2-v", "1.2.0"],
    ["lib2-1.2", "lib2-", "1.2"],
    ["k8s-1.29", "k8s-", "1.29"],
    ["go1.22.3", "go", "1.22.3"],
    ["release 1.2.0", "release ", "1.2.0"],
    ["发布/1.2", "发布/", "1.2"],
    ["v1.2.0-rc.1", "v", "1.2.0-rc.1"],
    ["v2-rc.1", "v", "2-rc.1"],
    ["v1.2.0-1.5", "v", "1.2.0-1.5"],
    ["v1.2.0-x86_64", "v", "1.2.0-x86_64"],
    ["v1.2.0+build.5-x", "v", "1.2.0+build.5-x"],
    ["1.0rc1", "", "1.0rc1"],
    ["1.0.dev3", "", "1.0.dev3"],
    ["1.0.post2", "", "1.0.post2"],
    ["v1.2.0_rc1", "v", "1.2.0_rc1"],
    ["5.3.0.RELEASE", "", "5.3.0.RELEASE"],
    ["6.0.0.Final", "", "6.0.0.Final"],
    ["2025-01-12", "", "2025-01-12"],
    ["nightly-20250112", "nightly-", "20250112"],
    ["a-1.0.0-b-2.0.0", "a-", "1.0.0-b-2.0.0"],
    ["1.2.3..4", "1.2.3..", "4"],
  ])("%s", (tag, prefix, version) => {
    expect(versionOf(tag)).toMatchObject({ prefix, version });
  });

  it.each([
    "",
    "nightly",
    "v",
    "v1.2.x",
    "v1.2.0-",
    "v1.2.0.",
    "v1.2.0+",
    "v1.2.0 ",
    "1.2.0/x",
    "1.1.1k",
    "v1.2.0.zip",
    "__proto__",
    "constructor",
  ])("%j has none", (tag) => {
    expect(versionOf(tag)).toBeUndefined();
  });

  it.each([
    ["1-", ""],
    ["1.", "x"],
    ["1.1-", "_"],
    ["+1", ""],
    ["0", "rc"],
    ["1.0a", "1"],
    ["_1-", "1"],
  ])("takes no longer for many times %j", (part, end) => {
    const worked = working();
    const tag = part.repeat(100_000) + end;
    versionOf(tag);
    isHigher(`${tag}1`, `${tag}2`);
    expect(worked()).toBeLessThan(2000);
  });
});

describe("a prerelease", () => {
  const PRERELEASES = [
    "1.2.0-alpha v1.2.0-alpha.1 1.2.0-alpha1 1.2.0-ALPHA-2 1.0a1 1.0b12 1.0c2 1.0rc1 1.0.rc1 1.0-rc-1 1.0_rc_1",
    "v2-beta 3.1-beta.2+build 1.2.0-preview 1.2.0-preview3.20250112 1.2.0-pre 1.2.0-pre-release 2.0.0-dev",
    "1.0.dev456 1.0-next.0 1.0-canary.7 1.0.0-nightly.20250112 v3.0.0-SNAPSHOT 1.0.0.SNAPSHOT 1.0-edge 23-ea",
    "23-ea+11 22.0.1-ea2 1.0-unstable 1.0-experimental.3 1.0-test 1.0-test2 5.0.0-M1 5.0.0.M2 1.2.0m5 5.0.0.RC1",
    "1.2.0-0.beta 1.2.0-20250112.dev 1.2.0-1-rc2 2025.01.12-rc1 pkg@1.2.0-beta release-1.2-rc.1 1.0a1.dev2",
  ]
    .join(" ")
    .split(" ");
  const STABLE = [
    "1.2.0 v2 1.3 2025.01.12 4.3.0.1 1.2.0-hotfix 1.2.0-hotfix.2 1.2.0-hotfix1 1.2.0-lts 20.11.1-LTS 1.2.0-RELEASE",
    "1.2.0.RELEASE 1.2.0-final 6.0.0.Final 1.2.0-ga 1.2.0-sp1 1.2.0.SP2 1.2.0-1 1.2.0-1.2 1.2.0-01 1.2.0-20250112",
    "2025.01.12-abc1234 v1.2.0-g1a2b3c4 1.2.0-20250112-0dead42 1.2.0-ea12345 1.2.0-m 1.2.0-mac 1.2.0-linux",
    "1.2.0-tested 1.2.0-latest 1.2.0-prefix 1.2.0-devel 1.2.0-edges 1.2.0-1a 1.2.0-0.x 1.2.0+rc.1 1.2.0+build-beta",
    "1.0.post1 1.0-post2 1.2.0-b12 1.2.0-x86_64 rc1 beta-2 beta-1.2.0 nightly-20250112 test/1.2.0",
  ]
    .join(" ")
    .split(" ");

  it.each(PRERELEASES)("is %s", (tag) => {
    expect(versionOf(tag)).toMatchObject({ prerelease: true });
  });

  it.each(STABLE)("is not %s", (tag) => {
    expect(versionOf(tag)).toMatchObject({ prerelease: false });
  });
});

describe("compareVersions", () => {
  const ORDER = [
    "0.9.0",
    "1-dev",
    "1.0.0.0.1",
    "1.2.0-0.alpha",
    "1.2.0-alpha",
    "1.2.0-alpha.1",
    "1.2.0-alpha.2",
    "1.2.0-alpha.10",
    "1.2.0-beta",
    "1.2b3",
    "1.2.0-rc.1",
    "1.2rc2",
    "1.2.0-rc10",
    "1.2",
    "1.2.0-1",
    "1.2.0-2",
    "1.2.0-10",
    "1.2.0-hotfix.1",
    "1.2.0-hotfix.2",
    "1.2.0.1",
    "1.2.1-rc.1",
    "1.2.1",
    "1.10.0",
    "2",
    "2.0.1",
    "2025.01.12",
    "2025.2.1",
    "2025.02.10-3f9c2ab",
    "2025.2.11",
    "20250112.235959",
    "20250112235959123456",
    "20250112235959123457",
  ].map((tag) => versionOf(tag)!);

  it("puts versions in one order, package revisions after what they revise", () => {
    for (const [i, a] of ORDER.entries())
      for (const [j, b] of ORDER.entries()) expect(Math.sign(compareVersions(a, b))).toBe(Math.sign(i - j));
  });

  it("takes no notice of build metadata", () => {
    const [a, b] = [versionOf("1.2.0+a")!, versionOf("1.2.0+b")!];
    expect(compareVersions(a, b)).toBe(0);
  });

  it.each([
    ["2", "2.0.0"],
    ["1.2.0", "1.2.0-RELEASE"],
    ["1.2.0.Final", "1.2-final"],
    ["01.02", "1.2"],
    ["1.0a1", "1.0-alpha.1"],
    ["1.0rc1", "1.0.0-RC1"],
  ])("%s is the same as %s", (a, b) => {
    expect(compareVersions(versionOf(a)!, versionOf(b)!)).toBe(0);
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
    ["v1.2.0", ["nightly", "v1"], "v1"],
    ["v2", ["v1.9.3", "v1.9", "pkg@1.99"], "v1.9.3"],
    ["2025.02.01", ["2025.01.12", "2025.1.31", "2024.12.31"], "2025.1.31"],
    ["v1.2.0-hotfix", ["v1.2.0", "v1.2.0-rc.1"], "v1.2.0"],
    ["1.0", ["1.0rc1", "0.9"], "0.9"],
    ["1.0rc2", ["1.0rc1", "0.9"], "1.0rc1"],
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

describe("isHigher", () => {
  it.each<[string, string, boolean]>([
    ["v1.2.0", "v1.2.0", false],
    ["v1.2.0", "v1.1.0", true],
    ["v1.2.0", "v2.0", false],
    ["v2.0", "v1.9.3", true],
    ["v2", "v1.9.3", true],
    ["v2", "v2.0.0", false],
    ["2025.02.01", "2025.1.31", true],
    ["4.3.0.2", "4.3.0.1", true],
    ["v1.2.0-1", "v1.2.0", true],
    ["pkg@2.0.0", "v1.2.0", false],
    ["v1.2.0", "1.1.0", false],
    ["nightly", "v1.0.0", false],
    ["v1.2.0", "stable", false],
    ["v1.2.0+b", "v1.2.0+a", false],
  ])("%s than %s: %s", (tag, than, higher) => {
    expect(isHigher(tag, than)).toBe(higher);
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
