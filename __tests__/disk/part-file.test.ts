import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHash, randomBytes } from "node:crypto";
import { on } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { type PartFile, newPart, openPart } from "../../src/disk/part-file";
import { runningHash } from "../../src/disk/running-hash";

const MIB = 2 ** 20;
/** From so many bytes on another thread hashes. */
const LARGE = 64 * MIB;
const BYTES = randomBytes(LARGE + 5 * MIB + 7);

let folder = "";
let count = 0;
let modeOfAny = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "part-"));
  writeFileSync(newPath(), "");
  modeOfAny = statSync(join(folder, "1.part")).mode;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const newPath = (): string => join(folder, `${++count}.part`);

/** Adds bytes in pieces of one size. */
function addAll(part: PartFile, bytes: Uint8Array, piece: number): void {
  for (let at = 0; at < bytes.length; at += piece) part.append(bytes.subarray(at, at + piece));
}

describe("a file on its way", () => {
  // The first: threads of others may still begin when their files are closed.
  it("is hashed although the thread that did so has died before it was asked", async () => {
    const path = newPath();
    const part = await newPart(path);
    const threads = on(process, "worker");
    addAll(part, BYTES.subarray(0, LARGE + MIB), 65_536);
    const thread = ((await threads.next()).value as [Worker])[0];
    await thread.terminate();
    addAll(part, BYTES.subarray(LARGE + MIB), 65_536);
    expect(await part.finish()).toBe(sha256(BYTES));
  });

  it.each([
    [0, 1],
    [1, 1],
    [5000, 7],
    [300_000, 16_384],
    [300_000, 65_536],
    [300_001, 100_000],
    [LARGE - 1, 65_536],
    [LARGE, 65_536],
    [LARGE + 1, 65_536],
    [BYTES.length, 1_000_000],
  ])("of %i bytes in pieces of %i is written and hashed, and so is one that is gone on with", async (size, piece) => {
    const all = BYTES.subarray(0, size);
    const path = newPath();
    const part = await newPart(path);
    addAll(part, all, piece);
    expect(part.size()).toBe(size);
    expect(await part.finish()).toBe(sha256(all));
    expect(readFileSync(path).equals(all)).toBe(true);

    const more = BYTES.subarray(0, 100_000);
    const again = await openPart(path);
    expect(again.size()).toBe(size);
    addAll(again, more, piece);
    expect(await again.finish()).toBe(sha256(Buffer.concat([all, more])));
    const { size: whole, mode } = statSync(path);
    expect([whole, mode]).toEqual([size + more.length, modeOfAny]);
  });

  it.each([3, 100_000, BYTES.length])("is begun anew after %i bytes", async (size) => {
    const path = newPath();
    const part = await newPart(path);
    addAll(part, BYTES.subarray(0, size), 65_536);
    await part.restart();
    expect(part.size()).toBe(0);
    addAll(part, Buffer.from("other"), 2);
    expect(await part.finish()).toBe(sha256(Buffer.from("other")));
    expect(readFileSync(path, "utf8")).toBe("other");
  });

  it.each([3, 100_000, BYTES.length])("is left with its %i bytes for the next time", async (size) => {
    const path = newPath();
    const part = await newPart(path);
    addAll(part, BYTES.subarray(0, size), 10_000);
    part.close();
    part.close();
    expect(readFileSync(path).equals(BYTES.subarray(0, size))).toBe(true);
  });

  it.each([5000, 300_000, BYTES.length])("of %i bytes can be written by two runs at once", async (size) => {
    const path = newPath();
    const all = BYTES.subarray(0, size);
    const [one, other] = [await newPart(path), await newPart(path)];
    const third = Math.floor(size / 3);
    addAll(one, all.subarray(0, 2 * third), 65_536);
    addAll(other, all.subarray(0, third), 16_384);
    addAll(one, all.subarray(2 * third), 65_536);
    expect(await one.finish()).toBe(sha256(all));
    // The other one may break off here for good.
    expect([sha256(readFileSync(path)), one.isAt(path)]).toEqual([sha256(all), true]);
    addAll(other, all.subarray(third), 16_384);
    expect(await other.finish()).toBe(sha256(all));
    expect([sha256(readFileSync(path)), other.isAt(path)]).toEqual([sha256(all), true]);
  });

  it("that is gone on with counts as long as it was, though another run goes on with it as well", async () => {
    const path = newPath();
    writeFileSync(path, BYTES.subarray(0, 400_000));
    const opening = openPart(path);
    writeFileSync(path, BYTES.subarray(0, 900_000));
    const part = await opening;
    addAll(part, BYTES.subarray(400_000, 1_000_000), 65_536);
    expect(await part.finish()).toBe(sha256(BYTES.subarray(0, 1_000_000)));
  });

  it("that was of no use leaves alone what another run has made of it", async () => {
    const path = newPath();
    writeFileSync(path, "spoilt");
    const [one, other] = [await openPart(path), await openPart(path)];
    await one.restart();
    one.append(Buffer.from("right"));
    expect(await one.finish()).toBe(sha256(Buffer.from("right")));
    await other.restart();
    other.append(Buffer.from("ri"));
    other.close();
    expect([readFileSync(path, "utf8"), one.isAt(path), other.isAt(path)]).toEqual(["right", true, false]);
  });

  it("that somebody cuts is not finished, and one that somebody lengthens ends where it should", async () => {
    const path = newPath();
    for (const [left, outcome] of [
      ["", "cut"],
      ["much longer than it was to be", "right"],
    ] as const) {
      const part = await newPart(path);
      addAll(part, BYTES.subarray(0, 100_000), 100_000);
      truncateSync(path, left.length * 10_000);
      const finishing = part.finish();
      if (outcome === "cut") await expect(finishing).rejects.toThrow("was changed while it was downloaded");
      else expect([await finishing, statSync(path).size]).toEqual([sha256(BYTES.subarray(0, 100_000)), 100_000]);
    }
  });

  it("that cannot be read back is no file with a sum", async () => {
    const handle = openSync(folder, "r");
    const hash = await runningHash({ handle, size: LARGE + 1 });
    await expect(hash.digest({ handle, size: LARGE + 1 })).rejects.toThrow(/EISDIR/);
    closeSync(handle);
    hash.stop();
  });
});
