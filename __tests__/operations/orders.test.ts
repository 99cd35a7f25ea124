import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Asset } from "../../src/model/release";
import { ORDERS, REPLACE, can, release } from "./builders";
import type { Call } from "./memory-forge";
import { type World, createWorld, put, shown } from "./memory-world";
import { type Stage, createStage, published, runs, statuses } from "./stage";

type Order = keyof typeof ORDERS;
const EVERY = ["draft", "files", "release"] as const;

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

const DOCS = { name: "Docs", url: "https://docs.test" } as const;
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
    ["draft", ["create draft 1", "upload a on 1", "upload b on 1", "link Docs to https://docs.test on 1", "publish 1"]],
    ["files", ["place a for v1.2.0", "place b for v1.2.0", "create 3"]],
    ["release", ["create 1", "upload a on 1", "upload b on 1", "link Docs to https://docs.test on 1"]],
  ])("%s: is made like this, and shows everything", async (order, writes) => {
    const world = createWorld();
    const files = [await stage.file("a", "1"), await stage.file("b", "2")];
    const ran = await runs(world, { files, ...LINKS }, { can: can({ order: ORDERS[order] }) });
    expect(world.writes).toEqual(writes);
    expect(world.releases).toMatchObject([{ draft: false }]);
    expect(published(ran).created).toBe(true);
    expect(shown(world, published(ran).release)).toEqual(["a: 1", "b: 2", "Docs: "]);
    expect(byName(published(ran).assets).map(({ name }) => name)).toEqual(["Docs", "a", "b"]);
    expect(statuses(ran)).toEqual({ a: "uploaded", b: "uploaded" });
  });

  it.each(EVERY.flatMap((order) => [true, false].map((finalAddresses) => [order, finalAddresses] as const)))(
    "%s, other addresses at first: %s: the same command again writes nothing and gives the same",
    async (order, finalAddresses) => {
      const world = createWorld();
      const wish = { files: [await stage.file("a", "1")], ...LINKS };
      const how = { can: can({ order: ORDERS[order] }), finalAddresses };
      const first = await runs(world, wish, how);
      world.writes.length = 0;
      const again = await runs(world, wish, { ...how, run: "run2" });
      expect(world.writes).toEqual([]);
      expect(statuses(again)).toEqual({ a: "unchanged" });
      expect(byName(published(again).assets)).toEqual(byName(published(first).assets));
      expect(published(again).files[0]?.asset).toEqual(published(first).files[0]?.asset);
    },
  );

  it.each(EVERY)("%s: and with the link only", async (order) => {
    const world = createWorld();
    const ran = await runs(world, LINKS, { can: can({ order: ORDERS[order] }) });
    expect(published(ran).assets).toMatchObject([{ name: "Docs", downloadUrl: "https://docs.test" }]);
  });
});

describe("what stands at the end", () => {
  it.each(EVERY)("%s: has the addresses that the list gives, whatever the uploads named", async (order) => {
    const world = createWorld();
    const files = [await stage.file("a", "1"), await stage.file("b", "2"), await stage.file("c", "3")];
    const ran = await runs(world, { files }, { can: can({ order: ORDERS[order] }), finalAddresses: true });
    expect(published(ran).assets.map(({ downloadUrl }) => downloadUrl)).not.toContainEqual(
      expect.stringContaining("for-now"),
    );
    expect(published(ran).files.map(({ asset }) => asset?.downloadUrl)).not.toContainEqual(
      expect.stringContaining("for-now"),
    );
  });

  it("on a release that is there names what was there already too, but nothing skipped", async () => {
    const world = holding("a", "b", "x");
    const files = [
      await stage.file("a", "a"),
      await stage.file("b", "new"),
      await stage.file("c", "c"),
      await stage.file("d", "d", { size: 9999 }),
    ];
    const how = { can: can({ order: ORDERS.release, replace: REPLACE.duplicate }) };
    const ran = await runs(world, { files, oversizedFiles: "skip" }, how);
    expect(statuses(ran)).toEqual({ a: "unchanged", b: "replaced", c: "uploaded", d: "skipped" });
    expect(byName(published(ran).assets).map(({ name }) => name)).toEqual(["a", "b", "c", "x"]);
  });

  it("is not read again where nothing was sent", async () => {
    const world = holding("a");
    const files = [await stage.file("a", "a")];
    let lists = 0;
    const before = (call: Call): void => {
      if (call === "listAssets") lists++;
    };
    await runs(world, { files, title: "New" }, { can: can({ order: ORDERS.release }), before });
    expect(world.writes).toEqual(["update 7"]);
    expect(lists).toBe(0);
  });
});

describe("a link on a release that is there", () => {
  it.each(EVERY)("%s: is added beside what is there", async (order) => {
    const world = holding("x");
    const ran = await runs(world, LINKS, { can: can({ order: ORDERS[order] }) });
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
    const wiki = { name: "Wiki", url: "https://wiki.test" } as const;
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
        can: can({ order: ORDERS.files }),
        before: (call) => {
          if (call === "create" && found++ === 0) world.releases.push(release({ id: 40 }));
        },
      },
    );
    expect(world.writes).toEqual(["place a for v1.2.0", "upload a on 40"]);
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
        can: can({ order: ORDERS.release }),
        before: (call) => {
          if (call === "upload" && stored++ === 0) world.releases = [release({ id: 40 })];
        },
      },
    );
    expect(world.writes).toEqual(["create 1", "upload a on 40"]);
    expect(published(ran)).toMatchObject({ created: false, release: { id: 40 } });
  });
});

describe("a draft where there are none", () => {
  it.each<Order>(["files", "release"])("%s: is refused before anything is changed", async (order) => {
    const world = createWorld();
    const wish = runs(
      world,
      { draft: true, files: [await stage.file("a", "1")] },
      { can: can({ order: ORDERS[order] }) },
    );
    await expect(wish).rejects.toThrow("The forge has no drafts");
    expect(world.writes).toEqual([]);
  });
});
