import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { CancelledError, ConflictError, PublishError } from "../../src/errors";
import { ORDERS, can, ownDraft, release } from "./builders";
import type { Call } from "./memory-forge";
import { createWorld, put } from "./memory-world";
import { type Stage, createStage, published, runs, statuses } from "./stage";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

/** Does something once, right before a call. */
function once(call: Call, act: () => void): (now: Call) => void {
  let done = false;
  return (now) => {
    if (now !== call || done) return;
    done = true;
    act();
  };
}

const conflict = (): never => {
  throw new ConflictError({ what: "Something got in between." });
};

describe("when something got in between", () => {
  it("looks again, says so, and goes on", async () => {
    const world = createWorld();
    const { said, slept } = await runs(world, {}, { before: once("create", conflict) });
    expect(said.filter((line) => line.includes("Looking again"))).toEqual(["Something got in between. Looking again."]);
    expect(slept).toEqual([250]);
    expect(world.writes).toEqual(["create 1"]);
  });

  it("does not wait again for the push of a tag that it has seen before", async () => {
    let handled = 0;
    const order = { ...ORDERS.draft, push: { handled: () => Promise.resolve(`${handled++}`) } };
    const files = [await stage.file("a", "1")];
    const { slept } = await runs(createWorld(), { files }, { can: can({ order }), before: once("create", conflict) });
    expect(slept).toEqual([4000, 250, 1000]);
  });

  it("tells what it found in the first round only", async () => {
    const { said } = await runs(createWorld(), {}, { before: once("create", conflict) });
    expect(said.filter((line) => line.startsWith("there is no release of this tag yet"))).toHaveLength(1);
  });

  it("gives up after ten rounds, with growing waits that have a bound", async () => {
    let rounds = 0;
    const before = (call: Call): void => {
      if (call === "tagCommit") rounds++;
      if (call === "create") conflict();
    };
    await expect(runs(createWorld(), {}, { before })).rejects.toThrow(ConflictError);
    expect(rounds).toBe(10);
  });

  it.each([
    ["a refusal", new PublishError({ what: "no" })],
    ["the end of the run", new CancelledError("SIGINT")],
    ["a bug", new TypeError("x is not a function")],
  ])("does not look again after %s", async (_, error) => {
    let rounds = 0;
    const before = (call: Call): void => {
      if (call === "tagCommit") rounds++;
      if (call === "create") throw error;
    };
    await expect(runs(createWorld(), {}, { before })).rejects.toBe(error);
    expect(rounds).toBe(1);
  });
});

describe("what a run has done is remembered", () => {
  it("files that it sent are not unchanged in the next round", async () => {
    const world = createWorld();
    const files = [await stage.file("a", "1"), await stage.file("b", "2")];
    const ran = await runs(world, { files }, { before: once("update", conflict) });
    expect(statuses(ran)).toEqual({ a: "uploaded", b: "uploaded" });
    expect(published(ran).created).toBe(true);
    expect(world.writes).toEqual(["create draft 1", "upload a on 1", "upload b on 1", "publish 1"]);
  });

  it("a file that it replaced stays replaced", async () => {
    const there = release({ draft: true });
    const world = createWorld({ next: 8, releases: [there] });
    put(world, there, "old", { name: "a" });
    const files = [await stage.file("a", "new")];
    const ran = await runs(world, { files, draft: false }, { before: once("update", conflict) });
    expect(statuses(ran)).toEqual({ a: "replaced" });
  });

  it("a draft that lost is cleared away, and the winner is not called created", async () => {
    const world = createWorld({ next: 50 });
    const others = ownDraft("published", { id: 40 });
    const files = [await stage.file("a", "1")];
    const ran = await runs(world, { files }, { before: once("create", () => world.releases.push(others)) });
    // The first file does not wait until it is sure which draft stays; what it left goes when the winner has it, too.
    expect(world.writes).toEqual(["create draft 50", "upload a on 50", "upload a on 40", "publish 40", "remove 50"]);
    expect(world.releases.map(({ id }) => id)).toEqual([40]);
    expect(published(ran)).toMatchObject({ created: false, release: { id: 40 } });
  });

  it("a large file waits until it is sure which draft stays", async () => {
    const world = createWorld({ next: 50 });
    const others = ownDraft("published", { id: 40 });
    const files = [await stage.file("a", "1".repeat(5 * 1024 * 1024))];
    const { limits } = can();
    const takesAll = can({ limits: { ...limits, file: { ...limits.file, most: Infinity } } });
    const before = once("create", () => world.releases.push(others));
    const ran = await runs(world, { files }, { can: takesAll, before });
    expect(world.writes).toEqual(["create draft 50", "remove 50", "upload a on 40", "publish 40"]);
    expect(published(ran)).toMatchObject({ created: false, release: { id: 40 } });
  });

  it("a draft that lost and has more than the winner stays, and is told", async () => {
    const world = createWorld({ next: 5 });
    const files = [await stage.file("a", "1")];
    const before = once("update", () => {
      put(world, release({ id: 5 }), "?", { name: "by hand" });
      world.releases.push(release({ id: 3 }));
    });
    const ran = await runs(world, { files }, { before });
    expect(world.releases.map(({ id }) => id)).toEqual([5, 3]);
    expect(ran.said).toContain(
      "notice: This run's own draft 5 has files that the release lacks; it was left as it is.",
    );
    expect(published(ran)).toMatchObject({ created: false, release: { id: 3 } });
    expect(statuses(ran)).toEqual({ a: "uploaded" });
  });

  it("a release that went away is made again, and is created", async () => {
    const world = createWorld({ next: 8, releases: [release()] });
    const before = once("upload", () => {
      world.releases = [];
    });
    const ran = await runs(world, { files: [await stage.file("a", "1")] }, { before });
    expect(published(ran)).toMatchObject({ created: true, release: { id: 8 } });
    expect(world.writes).toEqual(["create draft 8", "upload a on 8", "publish 8"]);
  });
});

describe("jobs that publish the same tag at once", () => {
  it.each([2, 3, 8])("%d jobs end with one release that has all files", async (jobs) => {
    const world = createWorld();
    const runsOf = Array.from({ length: jobs }, async (_, at) => {
      const name = `file-${at}`;
      return runs(
        world,
        { files: [await stage.file(name, name)] },
        { run: `job${at}`, before: () => new Promise((turn) => setImmediate(turn)) },
      );
    });
    const all = await Promise.all(runsOf);
    expect(world.releases).toHaveLength(1);
    expect(world.releases[0]).toMatchObject({ draft: false, notes: "" });
    const [kept] = world.releases;
    expect(
      world.assets
        .get(kept?.id ?? 0)
        ?.map(({ asset }) => asset.name)
        .sort(),
    ).toEqual(all.map((_, at) => `file-${at}`).sort());
    expect(all.filter((ran) => published(ran).created)).toHaveLength(1);
  });
});
