import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import type { Abilities } from "../../src/forges/forge";
import type { Asset } from "../../src/model/release";
import { can, release } from "./builders";
import { type World, createWorld, put, shown } from "./memory-world";
import { type Stage, createStage, published, runs, statuses } from "./stage";

type Order = Abilities["order"];
const ORDERS = ["draft-first", "files-first", "release-first"] as const;

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

const DOCS = { name: "Docs", url: "https://docs.test", type: "" } as const;
const LINKS = { links: [DOCS] };
const there = release();
const byName = (assets: readonly Asset[]): Asset[] => [...assets].sort((a, b) => (a.name < b.name ? -1 : 1));
const holding = (...names: string[]): World => {
  const world = createWorld({ next: 8, releases: [there] });
  for (const name of names) put(world, there, name, { name });
  return world;
};

describe("a new release with files and a link", () => {
  it.each<[Order, string[]]>([
    [
      "draft-first",
      ["create draft 1", "store a on 1", "store b on 1", "link Docs to https://docs.test on 1", "publish 1"],
    ],
    ["files-first", ["stock a for v1.2.0", "stock b for v1.2.0", "create 3"]],
    ["release-first", ["create 1", "store a on 1", "store b on 1", "link Docs to https://docs.test on 1"]],
  ])("%s: is made like this, and shows everything", async (order, writes) => {
    const world = createWorld();
    const files = [await stage.file("a", "1"), await stage.file("b", "2")];
    const ran = await runs(world, { files, ...LINKS }, { can: can({ order }) });
    expect(world.writes).toEqual(writes);
    expect(world.releases).toMatchObject([{ draft: false }]);
    expect(published(ran).created).toBe(true);
    expect(shown(world, published(ran).release)).toEqual(["a: 1", "b: 2", "Docs: "]);
    expect(byName(published(ran).assets).map(({ name }) => name)).toEqual(["Docs", "a", "b"]);
    expect(statuses(ran)).toEqual({ a: "uploaded", b: "uploaded" });
  });

  it.each(ORDERS.flatMap((order) => [true, false].map((settles) => [order, settles] as const)))(
    "%s, settling %s: the same command again writes nothing and gives the same",
    async (order, settles) => {
      const world = createWorld();
      const wish = { files: [await stage.file("a", "1")], ...LINKS };
      const how = { can: can({ order }), settles };
      const first = await runs(world, wish, how);
      world.writes.length = 0;
      const again = await runs(world, wish, { ...how, run: "run2" });
      expect(world.writes).toEqual([]);
      expect(statuses(again)).toEqual({ a: "unchanged" });
      expect(byName(published(again).assets)).toEqual(byName(published(first).assets));
      expect(published(again).files[0]?.asset).toEqual(published(first).files[0]?.asset);
      // The answer that publishes a draft names everything already.
      expect(world.settled).toEqual(settles && order !== "draft-first" ? [["a"]] : []);
    },
  );

  it.each(ORDERS)("%s: and with the link only", async (order) => {
    const world = createWorld();
    const ran = await runs(world, LINKS, { can: can({ order }) });
    expect(published(ran).assets).toMatchObject([{ name: "Docs", downloadUrl: "https://docs.test" }]);
  });
});

describe("settling", () => {
  it.each(ORDERS.filter((order) => order !== "draft-first"))(
    "%s: is asked for once, with the names of all files, and gives the final addresses",
    async (order) => {
      const world = createWorld();
      const files = [await stage.file("a", "1"), await stage.file("b", "2"), await stage.file("c", "3")];
      const ran = await runs(world, { files }, { can: can({ order }), settles: true });
      expect(world.settled).toEqual([["a", "b", "c"]]);
      const final = ["a", "b", "c"].map((name) => `https://forge.test/final/${name}`);
      expect(published(ran).assets.map(({ downloadUrl }) => downloadUrl)).toEqual(final);
      expect(published(ran).files.map(({ asset }) => asset?.downloadUrl)).toEqual(final);
    },
  );

  it("on a release that is there names what was there already too, but nothing skipped", async () => {
    const world = holding("a", "b", "x");
    const files = [
      await stage.file("a", "a"),
      await stage.file("b", "new"),
      await stage.file("c", "c"),
      await stage.file("d", "d", { size: 9999 }),
    ];
    const how = { can: can({ order: "release-first", replace: "twin" }), settles: true };
    const ran = await runs(world, { files, oversizedFiles: "skip" }, how);
    expect(world.settled).toEqual([["a", "b", "c"]]);
    expect(statuses(ran)).toEqual({ a: "unchanged", b: "replaced", c: "uploaded", d: "skipped" });
    expect(byName(published(ran).assets).map(({ name }) => name)).toEqual(["a", "b", "c", "x"]);
  });

  it("is left out where nothing was sent", async () => {
    const world = holding("a");
    const files = [await stage.file("a", "a")];
    await runs(world, { files, title: "New" }, { can: can({ order: "release-first" }), settles: true });
    expect(world.writes).toEqual(["update 7"]);
    expect(world.settled).toEqual([]);
  });
});

describe("a link on a release that is there", () => {
  it.each(ORDERS)("%s: is added beside what is there", async (order) => {
    const world = holding("x");
    const ran = await runs(world, LINKS, { can: can({ order }) });
    expect(world.writes).toEqual(["link Docs to https://docs.test on 7"]);
    expect(published(ran).assets.map(({ name }) => name)).toEqual(["x", "Docs"]);
  });

  it("is changed in its place, under whatever name it is stored", async () => {
    const world = createWorld({ next: 8, releases: [there] });
    const old = put(world, there, "", {
      name: "old.test",
      label: "Docs",
      downloadUrl: "https://old.test",
      linkType: "image",
    });
    const ran = await runs(world, LINKS);
    expect(world.writes).toEqual(["change link Docs to https://docs.test on 7"]);
    expect(published(ran).assets).toMatchObject([
      { id: old.id, name: "Docs", downloadUrl: "https://docs.test", linkType: "image" },
    ]);
    world.writes.length = 0;
    await runs(world, LINKS, { run: "run2" });
    expect(world.writes).toEqual([]);
  });

  it("says how many were set", async () => {
    const wiki = { name: "Wiki", url: "https://wiki.test", type: "" } as const;
    const { said } = await runs(holding(), { links: [DOCS, wiki] });
    expect(said).toContain("set 2 links, 0.0 s");
  });
});

describe("when something got in between, without drafts", () => {
  it("files-first: files that were stored for a release that another run made go onto that one", async () => {
    const world = createWorld({ next: 50 });
    let found = 0;
    const ran = await runs(
      world,
      { files: [await stage.file("a", "1")] },
      {
        can: can({ order: "files-first" }),
        before: (call) => {
          if (call === "create" && found++ === 0) world.releases.push(release({ id: 40 }));
        },
      },
    );
    expect(world.writes).toEqual(["stock a for v1.2.0", "store a on 40"]);
    expect(published(ran)).toMatchObject({ created: false, release: { id: 40 } });
    expect(statuses(ran)).toEqual({ a: "uploaded" });
  });

  it("release-first: a release that was made anew by another run is taken as it is", async () => {
    const world = createWorld();
    let stored = 0;
    const ran = await runs(
      world,
      { files: [await stage.file("a", "1")] },
      {
        can: can({ order: "release-first" }),
        before: (call) => {
          if (call === "store" && stored++ === 0) world.releases = [release({ id: 40 })];
        },
      },
    );
    expect(world.writes).toEqual(["create 1", "store a on 40"]);
    expect(published(ran)).toMatchObject({ created: false, release: { id: 40 } });
  });
});

describe("a draft where there are none", () => {
  it.each<Order>(["files-first", "release-first"])("%s: is refused before anything is changed", async (order) => {
    const world = createWorld();
    const wish = runs(world, { draft: true, files: [await stage.file("a", "1")] }, { can: can({ order }) });
    await expect(wish).rejects.toThrow("The forge has no drafts");
    expect(world.writes).toEqual([]);
  });
});
