import { describe, expect, it } from "@jest/globals";

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
  it.each<[string, Partial<Seen>, Partial<Wanted>, RegExp | undefined]>([
    ["on the commit being built", { tag: { commit: COMMIT } }, { expectedCommit: COMMIT }, undefined],
    ["on it, told in capitals", { tag: { commit: COMMIT.toUpperCase() } }, { expectedCommit: COMMIT }, undefined],
    ["on it, told short", { tag: { commit: COMMIT } }, { expectedCommit: COMMIT.slice(0, 7) }, undefined],
    [
      "told too short to be sure",
      { tag: { commit: COMMIT } },
      { expectedCommit: COMMIT.slice(0, 6) },
      /allow_tag_mismatch/,
    ],
    [
      "on another one",
      { tag: { commit: COMMIT } },
      { expectedCommit: OTHER },
      new RegExp(`${COMMIT}.*${OTHER}.*allow_tag_mismatch`),
    ],
    ["on another one, not checked", { tag: { commit: COMMIT } }, {}, undefined],
    ["not looked at", { tag: "unseen" }, { expectedCommit: OTHER, verifyTag: true }, undefined],
    ["absent, with a target", { tag: "absent" }, { target: "main" }, undefined],
    [
      "absent, without one",
      { tag: "absent" },
      {},
      /not known which commit.*Push the tag first, or set target_commitish/,
    ],
    ["absent, a draft knows", { tag: "absent", release: release({ draft: true }) }, {}, undefined],
    [
      "absent, a draft does not",
      { tag: "absent", release: release({ draft: true, target: undefined }) },
      {},
      /target_commitish/,
    ],
    [
      "absent, but asked for",
      { tag: "absent" },
      { target: "main", verifyTag: true },
      /does not exist, and verify_tag asks for it/,
    ],
    ["there and asked for", { tag: { commit: COMMIT } }, { verifyTag: true }, undefined],
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

  it.each<[string, Partial<Seen>, Partial<Wanted>, boolean]>([
    ["all files are there", { matches: [same] }, {}, false],
    ["one is missing", { matches: [same, match(file("b"))] }, {}, true],
    ["one differs", { matches: [match(app, { asset: asset("app.zip") })] }, {}, true],
    [
      "one differs and is kept",
      { matches: [match(app, { asset: asset("app.zip") })] },
      { overwriteFiles: false },
      false,
    ],
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

  it.each<[string, Partial<Seen>, number]>([
    ["as many as allowed", { assets: [asset("x")], matches: [match(file("a"))] }, 0],
    ["one more", { assets: here, matches: [match(file("a"))] }, 1],
    [
      "a replaced one needs a place beside the old one",
      { assets: here, matches: [match(file("x"), { asset: asset("x") })] },
      1,
    ],
    ["which one free place is", { assets: [asset("x")], matches: [match(file("x"), { asset: asset("x") })] }, 0],
    [
      "and a copy that waits has",
      { assets: here, matches: [match(file("x"), { asset: asset("x"), waiting: asset("y") })] },
      0,
    ],
    [
      "the same content needs none",
      { assets: here, matches: [match(file("x"), { asset: asset("x"), same: true })] },
      0,
    ],
    ["too many already, but none added", { assets: [...here, asset("z")], matches: [] }, 0],
    [
      "what is half-made is cleared away first",
      {
        assets: [asset("x"), asset("a", { complete: false })],
        matches: [match(file("a"), { leftovers: [asset("a", { complete: false })] })],
      },
      0,
    ],
    [
      "a copy that waits only gets its name",
      { assets: [asset("x"), asset("tmp")], matches: [match(file("a"), { waiting: asset("tmp") })] },
      0,
    ],
  ])("%s", (_, around, problems) => {
    expect(found({ release: release(), ...around }, {}, few)).toHaveLength(problems);
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
  for (const part of [
    /make_latest/,
    /empty/,
    /big/,
    /101 characters/,
    /allow_tag_mismatch/,
    /hide it again/,
    /immutable/,
  ])
    expect(message).toMatch(part);
  expect(hint).toBe("Nothing was changed.");
});
