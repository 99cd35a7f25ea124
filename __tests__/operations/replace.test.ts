import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { PublishError } from "../../src/errors";
import type { Abilities } from "../../src/forges/forge";
import { temporaryName } from "../../src/model/names";
import { createRunMemory } from "../../src/model/run-memory";
import { fixedGauge } from "../../src/operations/gauge";
import { uploadFiles } from "../../src/operations/publish/upload-files";
import { REPLACE, can, match, release } from "./builders";
import { type Call, memoryForge } from "./memory-forge";
import { type World, createWorld, put, shown } from "./memory-world";
import { type Stage, createStage, published, runs, statuses, listener } from "./stage";

type Protocol = keyof typeof REPLACE;

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

const there = release();
const able = (replace: Protocol): Abilities => can({ replace: REPLACE[replace] });
const TEMPORARY = temporaryName("a");

/** A release with one asset for each content, all of one name. */
function holding(...contents: string[]): World {
  const world = createWorld({ next: 8, releases: [there] });
  for (const content of contents) put(world, there, content, { name: "a", label: "Mine", linkType: "image" });
  return world;
}

/** Fails at one call, as a connection that breaks would. */
const broken =
  (at: Call) =>
  (call: Call): void => {
    if (call === at) throw new PublishError({ what: "The connection broke." });
  };

describe("new content of a file", () => {
  it.each<[Protocol, string[]]>([
    ["rename", [`upload ${TEMPORARY} on 7`, "delete a", `rename ${TEMPORARY} to a`]],
    ["duplicate", ["upload a on 7", "delete a"]],
    ["swap", ["swap a on 7"]],
    ["delete-first", ["delete a", "upload a on 7"]],
  ])("%s: these steps, in this order", async (protocol, writes) => {
    const world = holding("old");
    const ran = await runs(world, { files: [await stage.file("a", "new")] }, { can: able(protocol) });
    expect(world.writes).toEqual(writes);
    expect(shown(world, there)).toEqual(["a: new"]);
    expect(statuses(ran)).toEqual({ a: "replaced" });
    expect(published(ran).assets).toMatchObject([{ name: "a", label: "Mine", linkType: "image", size: 3 }]);
  });

  it.each<[Protocol, string[]]>([
    ["rename", [`upload ${TEMPORARY} on 7`, "delete a", "delete a", "delete a", `rename ${TEMPORARY} to a`]],
    ["duplicate", ["upload a on 7", "delete a", "delete a", "delete a"]],
    ["swap", ["swap a on 7", "delete a", "delete a"]],
    ["delete-first", ["delete a", "delete a", "delete a", "upload a on 7"]],
  ])("%s: takes the place of all that are its doubles", async (protocol, writes) => {
    const world = holding("older", "oldest", "old");
    const [older, oldest, old] = (world.assets.get(7) ?? []).map(({ asset }) => asset);
    if (older === undefined || oldest === undefined || old === undefined) throw new Error("three are there");
    const found = match(await stage.file("a", "new"), { asset: old, duplicates: [older, oldest] });
    const title = {};
    const stored = await uploadFiles(
      {
        tag: there.tag,
        plan: { files: [{ status: "replaced", match: found, old, title }] },
        present: (world.assets.get(7) ?? []).map(({ asset }) => asset),
        packageName: undefined,
        forge: memoryForge(world, { can: able(protocol) }),
        memory: createRunMemory("run1"),
        clock: { now: () => 0, sleep: () => Promise.resolve() },
        oversizedFiles: "fail",
        gauge: fixedGauge(1),
        log: listener([]),
      },
      { release: there },
    );
    expect(world.writes).toEqual(writes);
    expect(shown(world, there)).toEqual(["a: new"]);
    expect(stored).toMatchObject([{ status: "replaced", asset: { name: "a", label: "Mine", size: 3 } }]);
  });

  it.each<Protocol>(["rename", "duplicate", "swap", "delete-first"])(
    "%s: has the label and kind given",
    async (protocol) => {
      const world = holding("old");
      const files = [await stage.file("a", "new", { label: "App", linkType: "package" })];
      await runs(world, { files }, { can: able(protocol) });
      expect(world.assets.get(7)).toMatchObject([{ asset: { name: "a", label: "App", linkType: "package" } }]);
    },
  );

  it.each<Protocol>(["rename", "duplicate", "swap", "delete-first"])(
    "%s: the same command again writes nothing",
    async (protocol) => {
      const world = holding("old");
      const files = [await stage.file("a", "new")];
      const first = await runs(world, { files }, { can: able(protocol) });
      world.writes.length = 0;
      const again = await runs(world, { files }, { can: able(protocol), run: "run2" });
      expect(world.writes).toEqual([]);
      expect(statuses(again)).toEqual({ a: "unchanged" });
      expect(published(again).assets).toEqual(published(first).assets);
    },
  );

  it.each<[Protocol, string]>([
    ["rename", "ae.zip"],
    ["duplicate", "a.zip"],
    ["swap", "a.zip"],
    ["delete-first", "a.zip"],
  ])("%s: of an asset that was found by its label leaves no trace of it", async (protocol, name) => {
    const world = createWorld({ next: 8, releases: [there] });
    put(world, there, "old", { name: "ae.zip", label: "ä.zip" });
    const files = [await stage.file("ä.zip", "new", { storedName: "a.zip" })];
    const ran = await runs(world, { files }, { can: able(protocol) });
    expect(shown(world, there)).toEqual([`${name}: new`]);
    expect(published(ran).assets.map((asset) => asset.name)).toEqual([name]);
  });
});

describe("a replacement that is cut off", () => {
  it.each<Protocol>(["rename", "duplicate", "swap"])(
    "%s: before the new bytes are there leaves the old ones",
    async (protocol) => {
      const world = holding("old");
      const files = [await stage.file("a", "new")];
      await expect(runs(world, { files }, { can: able(protocol), before: broken("upload") })).rejects.toThrow("broke");
      expect(shown(world, there)).toEqual(["a: old"]);
    },
  );

  it.each<[Protocol, string[], string[], string]>([
    ["rename", ["a: old", `${TEMPORARY}: new`], ["delete a", `rename ${TEMPORARY} to a`], "replaced"],
    ["duplicate", ["a: old", "a: new"], ["delete a"], "unchanged"],
  ])(
    "%s: before the old bytes go is finished by the next run, without sending again",
    async (protocol, left, writes, status) => {
      const world = holding("old");
      const files = [await stage.file("a", "new")];
      const how = { can: able(protocol) };
      await expect(runs(world, { files }, { ...how, before: broken("deleteAsset") })).rejects.toThrow("broke");
      expect(shown(world, there)).toEqual(left);
      world.writes.length = 0;
      const again = await runs(world, { files }, { ...how, run: "run2" });
      expect(world.writes).toEqual(writes);
      expect(shown(world, there)).toEqual(["a: new"]);
      expect(statuses(again)).toEqual({ a: status });
    },
  );

  it("delete-first: before the new bytes are there is finished by the next run", async () => {
    const world = holding("old");
    const files = [await stage.file("a", "new")];
    const how = { can: able("delete-first") };
    await expect(runs(world, { files }, { ...how, before: broken("upload") })).rejects.toThrow("broke");
    expect(shown(world, there)).toEqual([]);
    expect(statuses(await runs(world, { files }, how))).toEqual({ a: "uploaded" });
    expect(shown(world, there)).toEqual(["a: new"]);
  });
});

describe("a file that is there more than once", () => {
  it.each<[string, string[]]>([
    ["first", ["new", "old"]],
    ["last", ["old", "new"]],
    ["twice", ["new", "new"]],
  ])("and unchanged (%s) loses its doubles, and only they", async (_, contents) => {
    const world = holding(...contents);
    const other = put(world, there, "new", { name: "b" });
    const files = [await stage.file("a", "new")];
    const ran = await runs(world, { files }, { can: able("duplicate") });
    expect(world.writes).toEqual(["delete a"]);
    expect(shown(world, there)).toEqual(["a: new", "b: new"]);
    expect(statuses(ran)).toEqual({ a: "unchanged" });
    expect(published(ran).assets.map(({ id }) => id)).toContain(other.id);
    expect(published(ran).assets).toHaveLength(2);
    world.writes.length = 0;
    await runs(world, { files }, { can: able("duplicate"), run: "run2" });
    expect(world.writes).toEqual([]);
  });

  it("and replaced leaves none of them", async () => {
    const world = holding("old", "older", "oldest");
    const ran = await runs(world, { files: [await stage.file("a", "new")] }, { can: able("duplicate") });
    expect(world.writes).toEqual(["upload a on 7", "delete a", "delete a", "delete a"]);
    expect(shown(world, there)).toEqual(["a: new"]);
    expect(published(ran).assets).toHaveLength(1);
  });

  it.each<Protocol>(["rename", "swap", "delete-first"])("%s: are things that only look alike", async (protocol) => {
    const world = holding("new", "other");
    const ran = await runs(world, { files: [await stage.file("a", "new")] }, { can: able(protocol) });
    expect(world.writes).toEqual([]);
    expect(statuses(ran)).toEqual({ a: "unchanged" });
  });

  it("keeps them where files are not to be overwritten", async () => {
    const world = holding("old", "older");
    const files = [await stage.file("a", "new")];
    expect(statuses(await runs(world, { files, overwriteFiles: false }, { can: able("duplicate") }))).toEqual({
      a: "kept",
    });
    expect(world.writes).toEqual([]);
  });
});
