import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { createContentStore } from "../../sandbox/kernel/content";

async function* repeat(chunk: Buffer, times: number): AsyncGenerator<Buffer> {
  for (let index = 0; index < times; index += 1) yield await Promise.resolve(chunk);
}

const mebibyte = Buffer.alloc(1024 * 1024, "x");
const folders = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith("forge-sandbox-"));

describe("content", () => {
  it("keeps small bodies in memory and large ones in a file that goes with the store", async () => {
    const before = new Set(await folders());
    const store = createContentStore(false);
    const small = await store.receive(repeat(Buffer.from("ab"), 2));
    expect((await small.bytes()).toString()).toBe("abab");
    const large = await store.receive(repeat(mebibyte, 6));
    expect(large.size).toBe(6 * 1024 * 1024);
    const bytes = await large.bytes();
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(large.sha256);
    expect((await folders()).some((name) => !before.has(name))).toBe(true);
    await store.close();
    await expect(large.bytes()).rejects.toThrow("ENOENT");
  });

  it("only hashes when told to discard", async () => {
    const store = createContentStore(true);
    const content = await store.receive(repeat(mebibyte, 64));
    expect([content.size, content.discarded]).toEqual([64 * 1024 * 1024, true]);
    await expect(content.bytes()).rejects.toThrow("discarded");
    await store.close();
  });
});
