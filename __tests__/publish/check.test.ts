import { describe, expect, it } from "@jest/globals";

import type { Abilities } from "../../src/forges/forge";
import type { Wanted } from "../../src/model/request";
import { check } from "../../src/publish/check";
import { can, file, wanted } from "./builders";

const nothing = can({ latest: false, discussions: false, generatedNotes: false });
const { limits } = can();
const unsure = can({ limits: { ...limits, file: { ...limits.file, sure: false } } });

describe("wishes that a forge cannot fulfil", () => {
  it.each<[string, Partial<Wanted>]>([
    ["make_latest", { latest: "true" }],
    ["make_latest", { latest: "false" }],
    ["make_latest", { latest: "legacy" }],
    ["discussion_category_name", { discussionCategory: "General" }],
    ["generate_release_notes", { generateNotes: true }],
  ])("%s: %j", (name, wish) => {
    expect(check(wanted(wish), nothing)).toMatchObject({
      problems: [],
      notices: [`Left out, because this forge cannot do it: ${name}.`],
    });
    expect(check(wanted({ ...wish, onUnsupported: "fail" }), nothing)).toMatchObject({
      problems: [`The forge cannot do it: ${name}.`],
      notices: [],
    });
    expect(check(wanted({ ...wish, onUnsupported: "fail" }), can())).toMatchObject({ problems: [], notices: [] });
  });

  it("are never those that came from auto", () => {
    expect(check(wanted({ onUnsupported: "fail" }), nothing)).toMatchObject({ problems: [], notices: [] });
  });

  it("are found all at once", () => {
    const wishes = { latest: "true", discussionCategory: "x", generateNotes: true, onUnsupported: "fail" } as const;
    expect(check(wanted(wishes), nothing).problems).toHaveLength(3);
  });
});

describe("files that a forge refuses", () => {
  const empty = file("empty", { size: 0 });
  const big = file("big", { size: 2001 });
  const edge = file("edge", { size: 2000 });
  const EMPTY = "dist/empty is empty, and the forge takes no empty files.";
  const BIG = "dist/big has 2 KiB; the forge takes at most 2 KiB a file.";

  it("are problems, all of them named", () => {
    const { problems, skipped } = check(wanted({ files: [empty, edge, big] }), can());
    expect(problems).toEqual([EMPTY, BIG]);
    expect(skipped.size).toBe(0);
  });

  it("are skipped on request, with a notice each", () => {
    const { problems, notices, skipped } = check(wanted({ files: [empty, edge, big], oversizedFiles: "skip" }), can());
    expect(problems).toEqual([]);
    expect(notices).toEqual([`Skipped: ${EMPTY}`, `Skipped: ${BIG}`]);
    expect([...skipped.keys()]).toEqual([empty, big]);
  });

  it.each(["fail", "skip"] as const)("are left to a server whose limit is not known (%s)", (oversizedFiles) => {
    expect(check(wanted({ files: [edge, big], oversizedFiles }), unsure)).toEqual({
      problems: [],
      notices: ["dist/big has 2 KiB; the limit of this server is not known, it decides itself."],
      skipped: new Map(),
    });
  });

  it("may be empty where the forge takes that", () => {
    const takes = can({ limits: { ...limits, file: { ...limits.file, least: 0 } } });
    expect(check(wanted({ files: [empty] }), takes).problems).toEqual([]);
  });
});

describe("long notes", () => {
  it.each<[string, string | undefined, Abilities, number]>([
    ["none", undefined, can(), 0],
    ["as long as allowed", "x".repeat(100), can(), 0],
    ["one more", "x".repeat(101), can(), 1],
    ["counted in characters, not in units", "😀".repeat(100), can(), 0],
    ["without a limit", "x".repeat(101), can({ limits: { ...limits, notes: undefined } }), 0],
  ])("%s", (_, notes, abilities, problems) => {
    expect(check(wanted({ notes }), abilities).problems).toHaveLength(problems);
  });
});
