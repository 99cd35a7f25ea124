import { describe, expect, it } from "vitest";

import type { Release } from "../../src/model/release";
import type { Wanted } from "../../src/model/request";
import { needsOf, notesRange } from "../../src/operations/publish/needs";
import { plan } from "../../src/operations/publish/plan";
import { can, names, ownDraft, release, seen, wanted } from "./builders";

const planned = (there: Release | undefined, more: Partial<Wanted>, around = {}): ReturnType<typeof plan> =>
  plan({ seen: seen({ release: there, ...around }), wanted: wanted(more), can: can(), run: "now" });

/** The notes that an update or a publishing request sends; undefined when nothing is said. */
function sent(there: Release, more: Partial<Wanted>): string | undefined {
  const [step, ...others] = planned(there, more).steps;
  expect(others).toEqual([]);
  if (step?.do === "publish") return step.fields.notes;
  return step?.do === "update" ? step.change.notes : undefined;
}

describe("notes of a published release", () => {
  it.each<[string, string, Partial<Wanted>, string | undefined]>([
    ["not given: left alone", "old", {}, undefined],
    ["replace", "old", { notes: "new" }, "new"],
    ["replace with the same", "old", { notes: "old" }, undefined],
    ["replace with other line ends", "a\r\nb\r\n", { notes: "a\nb" }, undefined],
    ["replace with nothing", "old", { notes: "" }, ""],
    ["replace where nothing is", "", { notes: "new" }, "new"],
    ["replace with a beginning of the present ones", "new and more", { notes: "new" }, "new"],
    ["append", "old", { notes: "new", notesMode: "append" }, "old\n\nnew"],
    ["append where it stands already", "old\n\nnew", { notes: "new", notesMode: "append" }, undefined],
    ["append where it stands in the middle", "a\r\nnew\r\nz", { notes: "new\n", notesMode: "append" }, undefined],
    [
      "append two lines where they stand with other line ends",
      "x\r\ny",
      { notes: "x\ny", notesMode: "append" },
      undefined,
    ],
    ["append where nothing is", "", { notes: "new", notesMode: "append" }, "new"],
    ["append nothing", "old", { notes: "", notesMode: "append" }, undefined],
    ["prepend", "old", { notes: "new", notesMode: "prepend" }, "new\n\nold"],
    ["prepend where it stands already", "new\r\n\r\nold", { notes: "new\n", notesMode: "prepend" }, undefined],
    ["prepend where it stands in the middle", "a\nnew\nz", { notes: "new", notesMode: "prepend" }, undefined],
    ["prepend where nothing is", "", { notes: "new", notesMode: "prepend" }, "new"],
    ["prepend nothing", "old", { notes: "", notesMode: "prepend" }, undefined],
    ["keep", "old", { notes: "new", notesMode: "keep" }, undefined],
    ["keep where nothing is", "", { notes: "new", notesMode: "keep" }, undefined],
  ])("%s", (_, present, more, expected) => {
    expect(sent(release({ notes: present }), more)).toBe(expected);
  });
});

describe("notes of a new release", () => {
  it.each<[string, Partial<Wanted>, string]>([
    ["not given", {}, ""],
    ["replace", { notes: "new" }, "new"],
    ["append", { notes: "new", notesMode: "append" }, "new"],
    ["prepend", { notes: "new", notesMode: "prepend" }, "new"],
    ["keep", { notes: "new", notesMode: "keep" }, "new"],
  ])("%s", (_, more, expected) => {
    expect(planned(undefined, more).steps).toMatchObject([{ do: "create", fields: { notes: expected } }]);
  });
});

describe("notes of an unfinished draft of this program", () => {
  it.each<[string, string, Partial<Wanted>, string]>([
    ["not given: what it says", "old", {}, "old"],
    ["replace", "old", { notes: "new" }, "new"],
    ["append to what the same command said", "new", { notes: "new", notesMode: "append" }, "new"],
    ["prepend to what the same command said", "new", { notes: "new", notesMode: "prepend" }, "new"],
    ["keep what the same command said", "new", { notes: "new", notesMode: "keep" }, "new"],
    ["keep where the marker stood alone", "", { notes: "new", notesMode: "keep" }, "new"],
  ])("%s", (_, present, more, expected) => {
    expect(sent(ownDraft("published", { notes: present }), more)).toBe(expected);
  });

  it("keep leaves the empty notes of a foreign draft empty", () => {
    expect(sent(release({ draft: true }), { notes: "new", notesMode: "keep", draft: false })).toBe("");
  });
});

describe("generated notes", () => {
  const generates = { generateNotes: true };

  it.each<[string, Release | undefined, Partial<Wanted>, boolean]>([
    ["a new release", undefined, generates, true],
    ["a new release with given notes", undefined, { ...generates, notes: "x" }, true],
    ["a published one without notes", release(), generates, true],
    ["a published one with white space for notes", release({ notes: " \r\n" }), generates, true],
    ["a published one with notes", release({ notes: "old" }), generates, false],
    ["an unfinished draft without notes", ownDraft("published"), generates, true],
    ["an unfinished draft with notes", ownDraft("published", { notes: "x" }), generates, false],
    ["not asked for", undefined, {}, false],
  ])("are asked for or not: %s", (_, there, more, asked) => {
    expect(needsOf(wanted(more), there, can()).notes).toBe(asked);
    // Without the forge they are made of commits; where a release is a tag, its notes are what the tag says.
    expect(needsOf(wanted(more), there, can({ notes: undefined }))).toMatchObject({ notes: asked, releaseTags: false });
    expect(needsOf(wanted(more), there, can({ releases: "tags" })).notes).toBe(false);
  });

  it.each<[string, Release | undefined, Partial<Wanted>, string, string]>([
    ["a new release", undefined, { notes: "Mine" }, "create", "Mine\n\n## Changes"],
    ["a published one", release(), {}, "update", "## Changes"],
    ["an unfinished draft", ownDraft("published"), {}, "publish", "## Changes"],
  ])("stand behind the given ones: %s", (_, there, more, does, notes) => {
    const generated = { text: "## Changes", since: "v1.1.0" };
    const { steps, generated: told } = planned(there, { ...generates, ...more }, { generated });
    expect(told).toEqual({ tag: "v1.2.0", since: "v1.1.0" });
    expect(steps).toMatchObject([{ do: does, [does === "update" ? "change" : "fields"]: { notes } }]);
  });

  it.each([
    [false, "notices"],
    [true, "warnings"],
  ] as const)("that are missing for a reason that passes: %s: are among the %s", (passes, where) => {
    const told = planned(undefined, generates, { generated: { missing: "None", passes } });
    expect(told[where]).toContain(passes ? "None" : "Left out: None.");
    expect(told.generated).toBeUndefined();
  });

  it("stay when the same notes are given again", () => {
    expect(sent(release({ notes: "mine\r\n\r\n## What's Changed" }), { ...generates, notes: "mine" })).toBeUndefined();
  });

  it("do not protect notes that only begin alike", () => {
    expect(sent(release({ notes: "Version 10" }), { ...generates, notes: "Version 1" })).toBe("Version 1");
  });

  it("are left out where they cannot be had, or fail with all else", () => {
    const at = {
      seen: seen({ generated: { missing: "generate_release_notes (no commits)", passes: false } }),
      can: can({ notes: undefined, milestones: false }),
      run: "now",
    };
    const { steps, notices } = plan({ ...at, wanted: wanted(generates) });
    expect(names(steps)).toEqual(["create"]);
    expect(notices).toEqual(["Left out: generate_release_notes (no commits)."]);
    const strict = wanted({ ...generates, milestones: ["1"], onUnsupported: "fail" });
    expect(() => plan({ ...at, wanted: strict })).toThrow(/milestones[^]*generate_release_notes \(no commits\)/);
  });

  it.each<[string, Partial<Wanted>, Partial<ReturnType<typeof seen>>, unknown]>([
    [
      "from the previous tag",
      {},
      { otherTags: ["v1.0.0", "v1.1.0", "w1.1.5"] },
      { tag: "v1.2.0", target: undefined, previousTag: "v1.1.0" },
    ],
    [
      "from the tag given",
      { previousTag: "v0.9.0" },
      { otherTags: ["v1.1.0"] },
      { tag: "v1.2.0", target: undefined, previousTag: "v0.9.0" },
    ],
    ["from the beginning", {}, { otherTags: ["v2.0.0"] }, { tag: "v1.2.0", target: undefined, previousTag: undefined }],
    [
      "to a tag that is not there yet",
      { target: "abc1234" },
      { tag: "absent" },
      { tag: "v1.2.0", target: "abc1234", previousTag: undefined },
    ],
  ])("go %s", (_, more, around, range) => {
    expect(notesRange(wanted({ ...generates, ...more }), seen(around))).toMatchObject(range as object);
  });
});
