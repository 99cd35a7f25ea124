import { describe, expect, it } from "vitest";

import type { Seen } from "../../src/model/plan";
import type { Wanted } from "../../src/model/request";
import { check } from "../../src/operations/publish/check";
import { plan } from "../../src/operations/publish/plan";
import { ORDERS, can, file, match, names, release, seen, wanted } from "./builders";

// A forge on which a release is an annotated tag that was pushed: it says what the tag says, and nothing makes one.

const TAGS = can({ order: ORDERS.release, releases: "tags" });
const [app, there] = [file("app.zip"), release({ title: "v1.2.0", notes: "Of the tag" })];
const planned = (around: Partial<Seen>, more: Partial<Wanted> = {}): ReturnType<typeof plan> =>
  plan({ seen: seen(around), wanted: wanted(more), can: TAGS, run: "now" });

describe("what a tag cannot be made to say", () => {
  it.each<[string, Partial<Wanted>, string[]]>([
    ["a title", { title: "One" }, ["name"]],
    ["the tag as its title", { title: "v1.2.0" }, []],
    ["notes", { notes: "New" }, ["body"]],
    ["notes that it has", { notes: "Of the tag" }, ["body"]],
    ["empty notes", { notes: "" }, ["body"]],
    ["both", { title: "One", notes: "New" }, ["name", "body"]],
    ["nothing", {}, []],
  ])("%s", (_, wish, missing) => {
    expect(check(wanted(wish), TAGS)).toMatchObject({
      problems: [],
      notices: missing.map((name) => `Left out, because this forge cannot do it: ${name}.`),
    });
    expect(check(wanted({ ...wish, onUnsupported: "fail" }), TAGS)).toMatchObject({
      problems: missing.map((name) => `The forge cannot do it: ${name}.`),
      notices: [],
    });
    expect(check(wanted({ ...wish, onUnsupported: "fail" }), can())).toMatchObject({ problems: [], notices: [] });
    // Nothing is sent either: of what is left out there is no trace in the plan.
    expect(planned({ release: there }, wish).steps).toEqual([]);
  });

  it.each<Wanted["notesMode"]>(["replace", "append", "keep"])(
    "notes in the mode %s, beside other changes",
    (notesMode) => {
      const wishes = { title: "One", notes: "New", notesMode, milestones: ["M1"], files: [app] };
      const { steps } = planned({ release: there, matches: [match(app)] }, wishes);
      expect(names(steps)).toEqual(["upload-files", "update"]);
      expect(steps[1]).toMatchObject({ change: { milestones: ["M1"] } });
      expect(Object.keys(steps[1]?.do === "update" ? steps[1].change : {})).toEqual(["milestones"]);
    },
  );
});

describe("a tag that is no release yet", () => {
  const commit = "c0ffee1c0ffee1c0ffee1c0ffee1c0ffee1c0ffe";

  it.each<[string, Partial<Seen>, Partial<Wanted>, RegExp]>([
    ["absent", { tag: "absent" }, {}, /no annotated tag v1\.2\.0.*: git tag -a v1\.2\.0 && git push origin v1\.2\.0$/],
    ["absent, its commit given", { tag: "absent" }, { target: "abc" }, /: git tag -a v1\.2\.0 abc && git push origin/],
    ["not looked at", { tag: "unseen" }, {}, /no annotated tag v1\.2\.0/],
    [
      "lightweight",
      { tag: { commit } },
      {},
      /a lightweight one.*: git tag -a -f v1\.2\.0 c0ffee1\w+ && git push -f origin/,
    ],
  ])("%s, is told with the command, and nothing else is", (_, around, more, expected) => {
    const asks = { ...more, files: [app], verifyTag: true, expectedCommit: "d".repeat(40) };
    expect(() => planned({ ...around, matches: [match(app)] }, asks)).toThrow(expected);
    expect(() => planned({ ...around, matches: [match(app)] }, asks)).not.toThrow(/\n/);
  });

  it("that is annotated by now takes files, and is made by nobody", () => {
    expect(names(planned({ release: there, matches: [match(app)] }, { files: [app] }).steps)).toEqual(["upload-files"]);
  });
});
