import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { randomBytes } from "node:crypto";
import { chmod, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { applyDelta } from "../../../src/ci/git/store/delta";
import { readCommit } from "../../../src/ci/git/commit";
import { createQueue } from "../../../src/ci/git/queue";
import { repository } from "../git-stage";
import { between, historyOf, planned, tangled } from "./made";

describe("tags", () => {
  it("are all told, loose and packed, with their commits and messages", async () => {
    const made = await repository();
    const first = made.commit("one");
    made.git("tag", "v1");
    made.git("tag", "-am", "Says\n\nmore", "v2");
    made.git("pack-refs", "--all");
    const second = made.commit("two");
    made.git("tag", "-am", "three", "pkg/v3");
    made.git("tag", "-am", "of a tag", "v4", "pkg/v3");
    made.git("tag", "-f", "v1");
    const history = await historyOf(made);
    expect([...(await history.tags())].sort()).toEqual(["pkg/v3", "v1", "v2", "v4"]);
    expect(await Promise.all(["v1", "v2", "pkg/v3", "v4", "v9"].map((tag) => history.commitOfTag(tag)))).toEqual([
      second,
      first,
      second,
      second,
      undefined,
    ]);
    expect(await history.messageOfTag("v2")).toEqual({ message: "Says\n\nmore\n" });
    expect(await history.messageOfTag("v4")).toEqual({ message: "of a tag\n" });
    expect(await history.messageOfTag("v1")).toBe("lightweight");
    expect(await history.messageOfTag("v9")).toBeUndefined();
    made.git("gc", "-q");
    expect(await (await historyOf(made)).messageOfTag("v2")).toEqual({ message: "Says\n\nmore\n" });
  });

  it("of names that are no names are none, and read no file", async () => {
    const made = await repository();
    made.commit();
    const history = await historyOf(made);
    for (const tag of ["../../HEAD", "a..b", "", "x\0y"])
      await expect(history.commitOfTag(tag)).rejects.toThrow(/names something that is not a ref/);
  });
});

describe("a commit", () => {
  it.each([
    ["iso-8859-1", Buffer.from([0x66, 0xfc, 0x72]), "für"],
    ["gbk", Buffer.from([0xc4, 0xe3]), "你"],
    ["no-such", Buffer.from("x"), "x"],
  ])("in %s is read as what it says", (encoding, bytes, message) => {
    const head = `tree ${"1".repeat(40)}\ncommitter t <t@e> 5 +0000\nencoding ${encoding}\n\n`;
    expect(readCommit("a", Buffer.concat([Buffer.from(head), bytes]))).toMatchObject({ time: 5, message });
  });

  it("with a signature and odd names is read", () => {
    const id = "2".repeat(40);
    const text = `tree ${id}\nparent ${id}\nparent ${id}\nauthor a <a> 1 +0000\ncommitter x> <y>z> 7 +0100\ngpgsig -----BEGIN\n parent ${id}\n -----END\n\nfix: a\n\nparent ${id}\n`;
    expect(readCommit("a", Buffer.from(text))).toEqual({
      id: "a",
      parents: [id, id],
      time: 7,
      message: `fix: a\n\nparent ${id}\n`,
    });
  });

  it("may be anything", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readCommit("a", Buffer.from(bytes)).parents).toEqual([]);
      }),
    );
  });
});

describe("a difference", () => {
  const base = randomBytes(0x1030305);
  const seven = (number: number): number[] =>
    Array.from({ length: 4 }, (_, at) => ((number >> (7 * at)) & 0x7f) | (at < 3 ? 0x80 : 0));

  it.each([
    [0, 0x10000],
    [5, 7],
    [0x201, 0x102],
    [0x30405, 0x20304],
    [0x1020304, 0x10000],
  ])("takes from byte %i of its base %i bytes", (offset, size) => {
    const told = size === 0x10000 ? 0 : size;
    const place = [offset, offset >> 8, offset >> 16, offset >> 24, told, told >> 8, told >> 16].map(
      (one) => one & 0xff,
    );
    const delta = Buffer.from([...seven(base.length), ...seven(size + 2), 0xff, ...place, 2, 0x61, 0x62]);
    const right = Buffer.concat([base.subarray(offset, offset + size), Buffer.from("ab")]);
    expect(applyDelta(base, delta, 0x1000000)?.equals(right)).toBe(true);
  });

  it("that is damaged makes nothing, and takes no memory", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 }), (base, delta) => {
        const made = applyDelta(Buffer.from(base), Buffer.from(delta), 1000);
        expect(made === undefined || made.length <= 1000).toBe(true);
      }),
      { numRuns: 700 },
    );
    // A header that promises much, and pieces that would be more.
    const bomb = Buffer.from([4, 0xff, 0xff, 0xff, 0xff, 0x7f, ...Array<number>(50).fill(0x80)]);
    expect(applyDelta(Buffer.from("base"), bomb, 1_000_000)).toBeUndefined();
  });
});

describe("objects that are damaged", () => {
  it("are an error and never another history", async () => {
    const made = await planned(tangled(8, 20));
    made.git("repack", "-adfq", "--depth=50", "--window=50");
    const folder = join(made.folder, ".git/objects/pack");
    const pack = (await readdir(folder)).find((name) => name.endsWith(".pack")) ?? "";
    const whole = await readFile(join(folder, pack));
    await chmod(join(folder, pack), 0o644);
    const [from, to] = [made.ids[3], made.ids[19]];
    const right = made.listed(3, 19);
    for (let at = 12; at < whole.length - 20; at += 37) {
      const spoilt = Buffer.from(whole);
      spoilt.writeUInt8((spoilt[at] ?? 0) ^ 0x55, at);
      await writeFile(join(folder, pack), spoilt);
      const found = await between(made, from, to ?? "").catch((error: unknown) => String(error));
      if (typeof found === "string") expect(found).toMatch(/UnreadableError|one of the two/);
      else expect(found).toEqual(right);
    }
    await writeFile(join(folder, pack), whole.subarray(0, 100));
    await expect(between(made, from, to ?? "")).rejects.toThrow(/damaged|not there/);
    await rm(join(folder, pack));
    await expect(between(made, from, to ?? "")).rejects.toThrow(/not there/);
  });
});

describe("a queue", () => {
  it("gives the highest first, and of equal ones the first that came", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (ranks) => {
        const queue = createQueue<{ readonly rank: number; readonly at: number }>(({ rank }) => rank);
        const things = ranks.map((rank, at) => ({ rank, at }));
        for (const thing of things) queue.add(thing);
        const taken = things.map(() => queue.take());
        expect(taken).toEqual([...things].sort((a, b) => b.rank - a.rank || a.at - b.at));
        expect(queue.take()).toBeUndefined();
      }),
    );
  });
});
