import { describe, expect, it } from "vitest";

import type { Abilities } from "../../src/forges/forge";
import type { Wanted } from "../../src/model/request";
import { check } from "../../src/operations/publish/check";
import { LABELS, LINKS, ORDERS, can, file, wanted } from "./builders";

const nothing = can({
  prereleases: false,
  labels: undefined,
  links: undefined,
  milestones: false,
  tagMessages: undefined,
  packages: false,
  latest: undefined,
  discussions: false,
  notes: undefined,
  tags: false,
});
const LINK = { name: "Docs", url: "https://docs.test" } as const;
const { limits } = can();
const unsure = can({ limits: { ...limits, file: { ...limits.file, sure: false } } });

describe("what is wanted and a forge cannot do", () => {
  it.each<[string, Partial<Wanted>]>([
    ["make_latest", { latest: "true" }],
    ["make_latest", { latest: "false" }],
    ["make_latest", { latest: "legacy" }],
    ["discussion_category_name", { discussionCategory: "General" }],
    ["notes_config", { generateNotes: true, notesConfig: ".github/release.yml" }],
    ["verify_tag", { verifyTag: true }],
    ["prerelease", { prerelease: true }],
    ["milestones", { milestones: ["1.2"] }],
    ["tag_message", { tagMessage: "One" }],
    ["package_name", { packageName: "tools" }],
    ["links", { links: [LINK] }],
    ["labels of files (path#label)", { files: [file("a"), file("b", { label: "B" })] }],
    ["kinds of links (#label#type)", { files: [file("a", { linkType: "image" })] }],
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
    const rc = { tag: "v1.2.0-rc.1", prerelease: "auto", files: [file("a")], onUnsupported: "fail" } as const;
    expect(check(wanted(rc), nothing)).toMatchObject({ problems: [], notices: [] });
  });

  it.each<[string, Partial<Wanted>]>([
    ["prerelease: false", { prerelease: false }],
    ["draft: false", { draft: false }],
    ["verify_tag of the tag that started the pipeline", { verifyTag: true, tagIsThere: true }],
  ])("are not those that are so anyway: %s", (_, wish) => {
    const at = { ...nothing, order: ORDERS.release };
    expect(check(wanted({ ...wish, onUnsupported: "fail" }), at)).toMatchObject({ problems: [], notices: [] });
  });

  it.each<[keyof typeof LINKS, string[]]>([
    ["typed", []],
    ["plain", ["Left out, because this forge cannot do it: kinds of links (#label#type)."]],
    [
      "none",
      [
        "Left out, because this forge cannot do it: links.",
        "Left out, because this forge cannot do it: kinds of links (#label#type).",
      ],
    ],
  ])("a link with a kind, where links are %s", (links, notices) => {
    expect(check(wanted({ links: [{ ...LINK, type: "runbook" }] }), can({ links: LINKS[links] }))).toMatchObject({
      problems: [],
      notices,
    });
  });

  it("are found all at once", () => {
    const wishes = { latest: "true", discussionCategory: "x", prerelease: true, onUnsupported: "fail" } as const;
    expect(check(wanted(wishes), nothing).problems).toHaveLength(3);
  });
});

describe("draft: true where there are no drafts", () => {
  const DRAFT = "The forge has no drafts, so draft: true cannot be done there. Leave draft out for this forge.";

  it.each<[keyof typeof ORDERS, string[]]>([
    ["draft", []],
    ["files", [DRAFT]],
    ["release", [DRAFT]],
  ])("%s: is always a problem, whatever on_unsupported says", (order, problems) => {
    for (const onUnsupported of ["warn", "fail"] as const)
      expect(check(wanted({ draft: true, onUnsupported }), can({ order: ORDERS[order] }))).toMatchObject({
        problems,
        notices: [],
      });
  });
});

describe("labels that are alike", () => {
  const both = (a: string, b: string): string =>
    `${a} and ${b} would both be shown as “App”, which the forge refuses. Give one another label.`;
  const one = file("one", { label: "App" });
  const two = file("two", { label: "App" });
  const named = file("App");
  const link = { ...LINK, name: "App" };

  it.each<[string, Partial<Wanted>, string[]]>([
    ["of two files", { files: [one, two] }, [both("dist/one", "dist/two")]],
    ["of three, each told", { files: [one, two, named] }, [both("dist/one", "dist/two"), both("dist/one", "dist/App")]],
    ["a label and a name", { files: [named, two] }, [both("dist/App", "dist/two")]],
    ["of a file and a link", { files: [one], links: [link] }, [both("dist/one", "the link App")]],
    ["none", { files: [one, file("App", { label: "Other" })], links: [LINK] }, []],
  ])("%s", (_, more, problems) => {
    expect(check(wanted(more), can({ labels: LABELS.unique })).problems).toEqual(problems);
    expect(check(wanted(more), can({ labels: LABELS.free })).problems).toEqual([]);
  });
});

describe("files that a forge refuses", () => {
  const empty = file("empty", { size: 0 });
  const big = file("big", { size: 2001 });
  const edge = file("edge", { size: 2000 });
  const EMPTY = "dist/empty is empty, and the forge does not accept empty files.";
  const BIG = "dist/big has 2 KiB; the forge accepts at most 2 KiB a file.";

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
      notices: [],
      warnings: ["dist/big has 2 KiB; the limit of this server is not known: the server decides."],
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
