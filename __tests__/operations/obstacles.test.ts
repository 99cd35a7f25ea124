import { describe, expect, it } from "vitest";

import { ConfigError } from "../../src/errors";
import type { Seen } from "../../src/model/plan";
import type { Wanted } from "../../src/model/request";
import { fileStep } from "../../src/operations/publish/files";
import { obstacles } from "../../src/operations/publish/obstacles";
import { plan } from "../../src/operations/publish/plan";
import { REPLACE, asset, can, file, match, release, seen, wanted } from "./builders";

const COMMIT = "c0ffee1c0ffee1c0ffee1c0ffee1c0ffee1c0ffe";
const OTHER = "decade1decade1decade1decade1decade1decad";
const abilities = can();

function found(around: Partial<Seen>, more: Partial<Wanted> = {}, able = abilities): string[] {
  const [there, wishes] = [seen(around), wanted(more)];
  const steps = there.matches.map((one) => fileStep(one, { wanted: wishes, can: able, skip: undefined }));
  return obstacles(there, wishes, able, steps);
}

describe("the tag", () => {
  const there: Partial<Seen> = { tag: { commit: COMMIT } };
  const absent: Partial<Seen> = { tag: "absent" };
  const draft = (target?: { target: undefined }): Partial<Seen> => ({
    ...absent,
    release: release({ draft: true, ...target }),
  });
  const unknown = /not known which commit.*Push the tag first, or set target_commitish/;
  const differs = new RegExp(`${COMMIT}.*${OTHER}.*allow_tag_mismatch`);
  const asked = /does not exist, and verify_tag asks for it/;

  it.each<[string, Partial<Seen>, Partial<Wanted>, RegExp | undefined]>([
    ["on the commit being built", there, { expectedCommit: COMMIT }, undefined],
    ["on it, told in capitals", { tag: { commit: COMMIT.toUpperCase() } }, { expectedCommit: COMMIT }, undefined],
    ["on it, told short", there, { expectedCommit: COMMIT.slice(0, 7) }, undefined],
    ["told too short to be sure", there, { expectedCommit: COMMIT.slice(0, 6) }, /allow_tag_mismatch/],
    ["on another one", there, { expectedCommit: OTHER }, differs],
    ["on another one, not checked", there, {}, undefined],
    ["not looked at", { tag: "unseen" }, { expectedCommit: OTHER, verifyTag: true }, undefined],
    ["absent, with a target", absent, { target: "main" }, undefined],
    ["absent, without one", absent, {}, unknown],
    ["absent, a draft knows", draft(), {}, undefined],
    ["absent, a draft does not", draft({ target: undefined }), {}, /target_commitish/],
    ["absent, but asked for", absent, { target: "main", verifyTag: true }, asked],
    [
      "absent at the target of a copy",
      absent,
      { verifyTag: "copy" },
      /^The tag v1\S* is not at the target\..*push_tag/,
    ],
    ["there and asked for", there, { verifyTag: true }, undefined],
  ])("%s", (_, around, more, expected) => {
    const all = found(around, more);
    expect(all).toHaveLength(expected === undefined ? 0 : 1);
    if (expected !== undefined) expect(all[0]).toMatch(expected);
  });
});

describe("an immutable release", () => {
  const immutable = release({ immutable: true });
  const app = file("app.zip");
  const same = match(app, { asset: asset("app.zip"), same: true });
  const differs = { matches: [match(app, { asset: asset("app.zip") })] };

  it.each<[string, Partial<Seen>, Partial<Wanted>, boolean]>([
    ["all files are there", { matches: [same] }, {}, false],
    ["one is missing", { matches: [same, match(file("b"))] }, {}, true],
    ["one differs", differs, {}, true],
    ["one differs and is kept", differs, { overwriteFiles: false }, false],
    ["only the notes change", { matches: [same] }, { notes: "new" }, false],
  ])("%s", (_, around, more, refused) => {
    const all = found({ release: immutable, ...around }, more);
    expect(all.some((line) => line.includes("`draft: true`") && line.includes("`draft: false`"))).toBe(refused);
    expect(all).toHaveLength(refused ? 1 : 0);
  });

  it("names the files", () => {
    expect(found({ release: immutable, matches: [match(file("a")), same, match(file("b"))] })[0]).toContain(
      "dist/a, dist/b",
    );
  });
});

describe("too many files", () => {
  const few = can({ limits: { ...abilities.limits, assets: 2 } });
  const here = [asset("x"), asset("y")];
  const half = asset("a", { complete: false });
  const a = (more: Parameters<typeof match>[1] = {}) => [match(file("a"), more)];
  const x = (more: Parameters<typeof match>[1] = {}) => [match(file("x"), { asset: asset("x"), ...more })];

  it.each<[string, Seen["assets"], Seen["matches"], number]>([
    ["as many as allowed", [asset("x")], a(), 0],
    ["one more", here, a(), 1],
    ["a replaced one needs a place beside the old one", here, x(), 1],
    ["which one free place is", [asset("x")], x(), 0],
    ["and a copy that waits has", here, x({ waiting: asset("y") }), 0],
    ["the same content needs none", here, x({ same: true }), 0],
    ["too many already, but none added", [...here, asset("z")], [], 0],
    ["what is half-made is cleared away first", [asset("x"), half], a({ leftovers: [half] }), 0],
    ["a copy that waits only gets its name", [asset("x"), asset("tmp")], a({ waiting: asset("tmp") }), 0],
  ])("%s", (_, assets, matches, problems) => {
    expect(found({ release: release(), assets, matches }, {}, few)).toHaveLength(problems);
  });

  it.each<[keyof typeof REPLACE, number]>([
    ["rename", 1],
    ["duplicate", 1],
    ["swap", 0],
    ["delete-first", 0],
  ])(
    "matters to a replacement only where the new one stands beside the old one for a while: %s",
    (replace, problems) => {
      const full = [asset("a"), asset("x")];
      const around = { release: release(), assets: full, matches: [match(file("a"), { asset: asset("a") })] };
      expect(found(around, {}, { ...few, replace: REPLACE[replace] })).toHaveLength(problems);
    },
  );

  it("is no question where there is no limit", () => {
    const endless = can({ limits: { ...abilities.limits, assets: undefined } });
    expect(found({ release: release(), assets: here, matches: [match(file("a"))] }, {}, endless)).toEqual([]);
  });
});

it("everything that stands in the way is told at once, and nothing is changed", () => {
  const files = [file("empty", { size: 0 }), file("big", { size: 9999 })];
  const wishes = wanted({
    files,
    draft: true,
    latest: "true",
    onUnsupported: "fail",
    expectedCommit: OTHER,
    notes: "x".repeat(101),
  });
  const around = seen({ release: release({ immutable: true }), matches: files.map((one) => match(one)) });
  let error: unknown;
  try {
    plan({ seen: around, wanted: wishes, can: can({ latest: undefined }), run: "now" });
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ConfigError);
  const { message, hint } = error as ConfigError;
  expect(message.split("\n")).toHaveLength(7);
  const parts = ["make_latest", "empty", "big", "101 characters", "allow_tag_mismatch", "hide it again", "immutable"];
  for (const part of parts) expect(message).toContain(part);
  expect(hint).toBe("Nothing was changed.");
});
