import { describe, expect, it } from "vitest";

import { newestAbilities } from "../../scripts/newest-abilities";
import { FORGES } from "../../src/forges";
import type { Abilities } from "../../src/forges/forge";
import { createRunMemory } from "../../src/model/run-memory";
import { createRelease } from "../../src/operations/create";
import type { Operation } from "../../src/operations/operation";
import { deleteOwnDraft } from "../../src/operations/own-drafts";
import { removeFiles } from "../../src/operations/delete";
import { ORDERS, asset, can, release } from "./builders";
import { memoryForge } from "./memory-forge";
import { type World, createWorld } from "./memory-world";
import { listener } from "./stage";

const clock = { now: () => 0, sleep: () => Promise.resolve() };

function operation(world: World, abilities: Partial<Abilities>): Operation {
  const forge = memoryForge(world, { can: can(abilities) });
  return { forge, memory: createRunMemory("run"), clock, log: listener([]) };
}

/** A server that takes a tag for another one, because it does not look at capital letters. */
async function createElsewhere(world: World, abilities: Partial<Abilities>): Promise<unknown> {
  const at = operation(world, abilities);
  const made = release({ id: 3, tag: "V1.2.0" });
  const forge = { ...at.forge, create: () => Promise.resolve(made) };
  const fields = { tag: "v1.2.0", target: undefined, title: "One", notes: "", draft: false, prerelease: false };
  const none = { latest: undefined, discussionCategory: undefined, milestones: undefined, tagMessage: undefined };
  const attached = { files: [], links: [] };
  return createRelease({ ...at, forge, fields: { ...fields, ...none }, attached }).catch((error: unknown) => error);
}

describe("a release that the server made of another tag", () => {
  it("is taken back", async () => {
    const world = createWorld();
    expect(await createElsewhere(world, { order: ORDERS.files })).toMatchObject({
      message: "The release of v1.2.0 was not made: the server takes the tag V1.2.0 for it.",
      said: "It answered with a release of V1.2.0, which was taken back at once.",
    });
    expect(world.writes).toEqual(["remove 3"]);
  });

  it("stays where releases cannot be deleted, and the message says so", async () => {
    const world = createWorld();
    const abilities = { order: ORDERS.release, remove: undefined };
    expect(await createElsewhere(world, abilities)).toMatchObject({
      said: "It answered with a release of V1.2.0, which stays: this forge has no request that deletes a release.",
    });
    expect(world.writes).toEqual([]);
  });
});

describe("this run's own draft", () => {
  it.each([
    ["is deleted where that can be done", {}, true, ["remove 5"]],
    ["is left where it cannot", { remove: undefined }, false, []],
  ] as const)("%s", async (_, abilities, gone, writes) => {
    const world = createWorld({ releases: [release({ id: 5, draft: true }), release({ id: 3 })] });
    expect(await deleteOwnDraft(operation(world, abilities), 5, { kept: release({ id: 3 }) })).toBe(gone);
    expect(world.writes).toEqual(writes);
  });
});

it("every forge with drafts can delete a release, and only two cannot", () => {
  const without = FORGES.filter((module) => newestAbilities(module).remove === undefined).map(({ id }) => id);
  expect(without).toEqual(["gitcode", "sourcehut"]);
  const drafts = FORGES.filter((module) => newestAbilities(module).order.first === "draft").map(({ id }) => id);
  expect(drafts.filter((id) => without.includes(id))).toEqual([]);
});

it.each([
  ["goes from where it lies", "place 2", ["place 1"]],
  ["stays there while another release leads to it", "place 1", []],
])("a file that is deleted %s", async (_, other, gone) => {
  const [own, next] = [release({ id: 3 }), release({ id: 4, tag: "v2" })];
  const file = asset("a.zip", { id: 5, storedAt: "place 1" });
  const stored = (one: typeof file) => [{ asset: one, content: "a" }];
  const assets = new Map([
    [own.id, stored(file)],
    [next.id, stored({ ...file, id: 6, storedAt: other })],
  ]);
  const world = createWorld({ releases: [own, next], assets });
  const removed: (string | undefined)[] = [];
  const removeStored = (_release: unknown, { storedAt }: { readonly storedAt?: string | undefined }): Promise<void> =>
    Promise.resolve(void removed.push(storedAt));
  const on = operation(world, { removeStored });
  const told = await removeFiles(on, { release: own, assets: [file], packageName: undefined });
  expect([told, removed]).toEqual([[{ tag: own.tag, file: "a.zip", status: "deleted" }], gone]);
});
