import { describe, expect, it } from "vitest";

import type { Release, ReleaseFields } from "../../src/model/release";
import type { Wanted } from "../../src/model/request";
import { decidePrerelease } from "../../src/operations/publish/fields";
import { plan } from "../../src/operations/publish/plan";
import { can, ownDraft, release, seen, wanted } from "./builders";

const planned = (there: Release | undefined, more: Partial<Wanted>, around = {}): ReturnType<typeof plan> =>
  plan({ seen: seen({ release: there, ...around }), wanted: wanted(more), can: can(), run: "now" });

const DRAFT = ownDraft("published");

/** What the request says that makes the release or publishes its draft. */
function fields(there: Release | undefined, more: Partial<Wanted>, around = {}): ReleaseFields {
  const step = planned(there, more, around).steps.find(({ do: what }) => what === "create" || what === "publish");
  if (step?.do !== "create" && step?.do !== "publish") throw new Error("nothing is made or published");
  return step.fields;
}

function change(there: Release, more: Partial<Wanted>, around = {}): unknown {
  const [step] = planned(there, more, around).steps;
  return step?.do === "update" ? step.change : undefined;
}

describe("prerelease", () => {
  it.each<[string, Wanted["prerelease"], boolean, RegExp]>([
    ["v1.2.0", "auto", false, /1\.2\.0 is a stable version/],
    ["v1.2.0-rc.1", "auto", true, /1\.2\.0-rc\.1 is a prerelease version by its “rc”/],
    ["1.0rc1", "auto", true, /prerelease version by its “rc1”/],
    ["v2", "auto", false, /2 is a stable version/],
    ["2025.01.12-3f9c2ab", "auto", false, /“3f9c2ab” in 2025\.01\.12-3f9c2ab is not known as a word for prereleases/],
    ["v1.2.0-hotfix.1", "auto", false, /“hotfix\.1”.* not known/],
    ["v1.2.0-RELEASE", "auto", false, /stable version/],
    ["pkg@1.2.0-beta", "auto", true, /prerelease/],
    ["v1.2.0-1", "auto", false, /“1” .*not known/],
    ["v1.2.0-1a", "auto", false, /“1a” .*not known/],
    ["v1.2.0+build-5", "auto", false, /stable version/],
    ["nightly", "auto", false, /nightly does not end in a version/],
    ["nightly", true, true, /as asked for/],
    ["v1.2.0-rc.1", false, false, /as asked for/],
  ])("%s, %s: %s", (tag, prerelease, value, why) => {
    const decided = decidePrerelease({ tag, prerelease });
    expect(decided.value).toBe(value);
    expect(decided.why).toMatch(why);
    expect(fields(undefined, { tag, prerelease }).prerelease).toBe(value);
  });

  it.each<[string, Release, Wanted["prerelease"], unknown]>([
    ["auto leaves an update alone", release({ tag: "v1.2.0-rc.1" }), "auto", undefined],
    ["auto leaves a mark alone", release({ prerelease: true }), "auto", undefined],
    ["true marks", release(), true, { prerelease: true }],
    ["true that is so", release({ prerelease: true }), true, undefined],
    ["false takes the mark away", release({ prerelease: true }), false, { prerelease: false }],
  ])("%s", (_, there, prerelease, expected) => {
    expect(change(there, { tag: there.tag, prerelease })).toEqual(expected);
  });

  it.each<[boolean, Wanted["prerelease"], boolean]>([
    [true, "auto", true],
    [false, "auto", false],
    [true, false, false],
    [false, true, true],
  ])("a draft that has %s, wanted %s, is published with %s", (has, prerelease, value) => {
    expect(fields(ownDraft("published", { prerelease: has }), { prerelease }).prerelease).toBe(value);
  });

  it("is told with its reason when it is this program's own idea", () => {
    expect(planned(undefined, { tag: "v1.2.0-rc.1" }).reasons).toEqual([
      "a prerelease: 1.2.0-rc.1 is a prerelease version by its “rc”",
    ]);
    expect(planned(undefined, { tag: "v1.2.0-lts" }).reasons).toEqual([
      "no prerelease: “lts” in 1.2.0-lts is not known as a word for prereleases",
    ]);
    expect(planned(undefined, { tag: "v1.2.0" }).reasons).toEqual(["no prerelease: 1.2.0 is a stable version"]);
    expect(planned(undefined, { tag: "v1.2.0-rc.1", prerelease: true }).reasons).toEqual([]);
    expect(planned(release(), { tag: "v1.2.0-rc.1" }).reasons).toEqual([]);
  });
});

describe("make_latest on the request that publishes", () => {
  it.each<[string, Partial<Wanted>, string | undefined, ReleaseFields["latest"]]>([
    ["auto, this has two parts and is higher", { tag: "v2.0" }, "v1.9.3", undefined],
    ["auto, this has two parts and is lower", { tag: "v2.0" }, "v2.0.1", "false"],
    ["auto, a lower one beside a two-part one", { tag: "v1.9.4" }, "v2.0", "false"],
    ["auto, a date with zeros, higher", { tag: "2025.02.01" }, "2025.1.12", undefined],
    ["auto, a date with zeros, lower", { tag: "2025.01.12" }, "2025.2.1", "false"],
    ["auto, four parts, higher", { tag: "4.3.0.2" }, "4.3.0.1", undefined],
    ["auto, a hotfix of the latest", { tag: "v1.2.0-hotfix" }, "v1.2.0", undefined],
    ["auto, no latest release", {}, undefined, undefined],
    ["auto, the latest is lower", {}, "v1.1.9", undefined],
    ["auto, the latest is this one", {}, "v1.2.0", undefined],
    ["auto, the latest is higher", {}, "v2.0.0", "false"],
    ["auto, the latest is higher with another prefix", {}, "pkg-v2.0.0", undefined],
    ["auto, the latest is a version and this is none", { tag: "nightly" }, "v2.0.0", "false"],
    ["auto, neither is a version", { tag: "nightly" }, "stable", undefined],
    ["auto, the latest is none", {}, "stable", undefined],
    ["auto, this is a prerelease", { tag: "v1.2.0-rc.1" }, "v2.0.0", undefined],
    ["true", { latest: "true" }, "v2.0.0", "true"],
    ["false", { latest: "false" }, undefined, "false"],
    ["legacy", { latest: "legacy" }, "v2.0.0", "legacy"],
  ])("%s", (_, more, latestTag, expected) => {
    expect(fields(undefined, more, { latestTag }).latest).toBe(expected);
    const { tag = "v1.2.0" } = more;
    const draft = ownDraft("published", { tag, prerelease: tag.includes("-rc") });
    expect(fields(draft, more, { latestTag }).latest).toBe(expected);
  });

  it.each<[string, string, readonly string[], ReleaseFields["latest"]]>([
    ["a release of another prefix has the mark", "v1.9.4", ["cli@3.0.0", "v2.0.0", "v1.9.3"], "false"],
    ["only lower ones are there", "v2.0.1", ["cli@3.0.0", "v2.0.0", "v1.9.3"], undefined],
    ["a higher one is stable in spite of its name", "v1.9.4", ["cli@3.0.0", "v2.0.0-rc.1"], "false"],
    ["nothing can be compared", "v1.9.4", ["2.0.0", "V3.0.0", "latest"], undefined],
  ])("auto, %s", (_, tag, stableTags, latest) => {
    expect(fields(undefined, { tag }, { latestTag: "cli@3.0.0", stableTags }).latest).toBe(latest);
  });

  it("auto, says which release decided", () => {
    const at = { latestTag: "cli@3.0.0", stableTags: ["cli@3.0.0", "v2.0.0"] };
    expect(planned(undefined, { tag: "v1.9.4" }, at).notices).toEqual([
      "Not marked as latest: v2.0.0 is a higher version.",
    ]);
    expect(planned(undefined, { tag: "nightly" }, { latestTag: "v2.0.0" }).notices).toEqual([
      "Not marked as latest: v2.0.0 stays the latest release, for nightly is no version.",
    ]);
  });

  it("says why it is not marked", () => {
    const told = ["Not marked as latest: v2.0.0 stays the latest release, it is a higher version."];
    expect(planned(undefined, {}, { latestTag: "v2.0.0" }).notices).toEqual(told);
    expect(planned(DRAFT, {}, { latestTag: "v2.0.0" }).notices).toEqual(told);
    expect(planned(undefined, { latest: "false" }, { latestTag: "v2.0.0" }).notices).toEqual([]);
    expect(planned(undefined, { draft: true }, { latestTag: "v2.0.0" }).notices).toEqual([]);
  });

  it("is not sent where the forge has no such mark, and auto never trips on_unsupported", () => {
    const at = { seen: seen({ latestTag: "v2.0.0" }), can: can({ latest: undefined }), run: "now" };
    expect(plan({ ...at, wanted: wanted({ onUnsupported: "fail" }) }).steps).toMatchObject([
      { do: "create", fields: { latest: undefined } },
    ]);
    expect(plan({ ...at, wanted: wanted({ latest: "true" }) }).notices).toEqual([
      "Left out, because this forge cannot do it: make_latest.",
    ]);
  });
});

describe("make_latest on an update", () => {
  it.each<[string, Wanted["latest"], string | undefined, unknown]>([
    ["auto", "auto", "v2.0.0", undefined],
    ["true where another one is", "true", "v2.0.0", { latest: "true" }],
    ["true where none is", "true", undefined, { latest: "true" }],
    ["true that is so", "true", "v1.2.0", undefined],
    ["false where it is", "false", "v1.2.0", { latest: "false" }],
    ["false that is so", "false", "v2.0.0", undefined],
    ["legacy", "legacy", "v2.0.0", undefined],
  ])("%s", (_, latest, latestTag, expected) => {
    expect(change(release(), { latest }, { latestTag, otherTags: ["v1.2.0", "v1.1.0"] })).toEqual(expected);
  });

  it("false is not sent for the only stable release, which stays the latest whatever is asked for", () => {
    const at = { latestTag: "v1.2.0", otherTags: ["v1.2.0", "v1.3.0-rc.1"] };
    expect(change(release(), { latest: "false" }, at)).toBeUndefined();
  });

  it("is not sent again and again for a prerelease, which no forge marks", () => {
    expect(change(release({ prerelease: true }), { latest: "true" }, { latestTag: "v1.0.0" })).toBeUndefined();
  });
});

describe("title, target, discussion", () => {
  it.each<[string, Release | undefined, Partial<Wanted>, string]>([
    ["a new release: the tag", undefined, {}, "v1.2.0"],
    ["a new release: the title given", undefined, { title: "One" }, "One"],
    ["a draft: its own", ownDraft("published", { title: "Mine" }), {}, "Mine"],
    ["a draft without one: the tag", ownDraft("published", { title: "" }), {}, "v1.2.0"],
    ["a draft: the title given", DRAFT, { title: "One" }, "One"],
  ])("title of %s", (_, there, more, title) => {
    expect(fields(there, more).title).toBe(title);
  });

  it("leaves the title of an update alone when it is not given, or is the same", () => {
    expect(change(release({ title: "Mine" }), {})).toBeUndefined();
    expect(change(release({ title: "Mine" }), { title: "Mine" })).toBeUndefined();
    expect(change(release({ title: "Mine" }), { title: "One" })).toEqual({ title: "One" });
  });

  it.each<[string, Release | undefined, Partial<Wanted>, object, string | undefined]>([
    ["not sent where the tag is", undefined, { target: "abc" }, {}, undefined],
    ["not sent where the tag was not looked at", undefined, { target: "abc" }, { tag: "unseen" }, undefined],
    ["sent where the tag is absent", undefined, { target: "abc" }, { tag: "absent" }, "abc"],
    ["of a draft: the one given", DRAFT, { target: "abc" }, { tag: "absent" }, "abc"],
    ["of a draft: its own", DRAFT, {}, { tag: "absent" }, "main"],
  ])("target %s", (_, there, more, around, target) => {
    expect(fields(there, more, around).target).toBe(target);
  });

  it("starts a discussion once", () => {
    const asks = { discussionCategory: "General" };
    expect(fields(undefined, asks).discussionCategory).toBe("General");
    expect(change(release(), asks)).toEqual(asks);
    expect(change(release({ discussionUrl: "https://forge.test/d/1" }), asks)).toBeUndefined();
    expect(change(release({ draft: true }), { ...asks, draft: true })).toBeUndefined();
  });

  it("changes everything that differs in one update", () => {
    const there = release({ title: "Old", notes: "old" });
    const more = { title: "New", notes: "new", prerelease: true, latest: "false" } as const;
    expect(change(there, more, { latestTag: "v1.2.0", otherTags: ["v1.1.0"] })).toEqual({
      title: "New",
      notes: "new",
      prerelease: true,
      latest: "false",
    });
  });
});
