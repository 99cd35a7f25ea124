import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHash, randomBytes } from "node:crypto";
import { on } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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

  it("that cannot be read back is no file with a sum", async () => {
    const handle = openSync(folder, "r");
    const hash = await runningHash({ handle, size: LARGE + 1 });
    await expect(hash.digest({ handle, size: LARGE + 1 })).rejects.toThrow(/EISDIR/);
    closeSync(handle);
    hash.stop();
  });
});
