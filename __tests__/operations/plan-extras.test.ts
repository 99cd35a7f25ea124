import { describe, expect, it } from "vitest";

import type { Abilities } from "../../src/forges/forge";
import type { Release } from "../../src/model/release";
import type { Wanted } from "../../src/model/request";
import { plan } from "../../src/operations/publish/plan";
import { can, ownDraft, release, seen, wanted } from "./builders";

/** What only some forges take: milestones, the message of a tag, prereleases. */
const planned = (there: Release | undefined, more: Partial<Wanted>, able: Partial<Abilities> = {}): unknown[] => [
  ...plan({ seen: seen({ release: there }), wanted: wanted(more), can: can(able), run: "now" }).steps,
];

const MILESTONES = { milestones: ["1.2", "Summer"] };

describe("milestones", () => {
  it.each<[string, Release | undefined]>([
    ["a new release", undefined],
    ["a draft that is published", ownDraft("published")],
  ])("are said of %s", (_, there) => {
    expect(planned(there, MILESTONES)).toMatchObject([{ fields: MILESTONES }]);
    expect(planned(there, {})).toMatchObject([{ fields: { milestones: undefined } }]);
    expect(planned(there, MILESTONES, { milestones: false })).toMatchObject([{ fields: { milestones: undefined } }]);
  });

  it.each<[string, readonly string[], readonly string[] | undefined, boolean]>([
    ["none wanted", ["1.2"], undefined, false],
    ["the same", ["1.2", "Summer"], ["1.2", "Summer"], false],
    ["the same in another order, one twice", ["Summer", "1.2"], ["1.2", "Summer", "1.2"], false],
    ["one more", ["1.2"], ["1.2", "Summer"], true],
    ["one less", ["1.2", "Summer"], ["1.2"], true],
    ["another", ["1.1"], ["1.2"], true],
  ])("of a release that is there: %s", (_, has, milestones, changes) => {
    const there = release({ milestones: has });
    const update = { do: "update", change: { milestones }, marker: undefined };
    expect(planned(there, { milestones })).toEqual(changes ? [update] : []);
    expect(planned(there, { milestones }, { milestones: false })).toEqual([]);
  });
});

describe("tag_message", () => {
  it("goes with a new release, where the forge can make such a tag", () => {
    expect(planned(undefined, { tagMessage: "One" })).toMatchObject([{ fields: { tagMessage: "One" } }]);
    expect(planned(undefined, { tagMessage: "One" }, { tagMessages: undefined })).toMatchObject([
      { fields: { tagMessage: undefined } },
    ]);
  });

  it("changes nothing on a release that is there", () => {
    expect(planned(release(), { tagMessage: "One" })).toEqual([]);
  });
});

describe("prerelease, where the forge has none", () => {
  const able = { prereleases: false };

  it("is never said, whether it was asked for or is in the tag", () => {
    expect(planned(undefined, { prerelease: true }, able)).toMatchObject([{ fields: { prerelease: false } }]);
    expect(planned(undefined, { tag: "v1.2.0-rc.1" }, able)).toMatchObject([{ fields: { prerelease: false } }]);
    expect(planned(release(), { prerelease: true }, able)).toEqual([]);
    expect(planned(ownDraft("published"), { prerelease: true }, able)).toMatchObject([
      { fields: { prerelease: false } },
    ]);
  });

  it("is no reason told to people", () => {
    const at = { seen: seen(), wanted: wanted({ tag: "v1.2.0-rc.1" }), run: "now" };
    expect(plan({ ...at, can: can(able) }).reasons).toEqual([]);
    expect(plan({ ...at, can: can() }).reasons).toHaveLength(1);
  });
});
