import { afterEach, expect, it } from "vitest";
import { createHash } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identityOf } from "../../src/disk/paths";
import { fileSource } from "../../src/disk/source";
import { type Source, hashedAhead } from "../../src/model/source";

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function file(content: string): Promise<{ readonly real: string; readonly source: Source }> {
  const folder = await mkdtemp(join(tmpdir(), "hashed-"));
  folders.push(folder);
  const real = join(folder, "a.bin");
  await writeFile(real, content);
  const identity = identityOf(await stat(real, { bigint: true }));
  const about = { path: "a.bin", name: "a.bin", size: content.length, type: "application/octet-stream" };
  return { real, source: fileSource({ ...about, real, identity }) };
}

async function drained(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += Buffer.from(chunk).toString();
  return text;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Small ones are read in one go. */
const LARGE = "first".repeat(100_000);

it.each([["first"], [LARGE]])("a file that goes to several places is hashed once, whoever asks (%#)", async (text) => {
  const { real, source } = await file(text);
  const ahead = hashedAhead(source);
  const transfers = [drained(ahead.open()), drained(ahead.open()), drained(ahead.open())];
  expect(await Promise.all(transfers)).toEqual([text, text, text]);
  const digests = await Promise.all([ahead.sha256(), ahead.sha256()]);
  expect(digests).toEqual([sha256(text), sha256(text)]);
  // Whoever hashed it again would find another content.
  await writeFile(real, text.replaceAll("first", "other"));
  await drained(ahead.open());
  expect(await ahead.sha256()).toBe(digests[0]);
});

it("a file that was sent is not read again, and a transfer that ended early hashes nothing", async () => {
  const { real, source } = await file(LARGE);
  for await (const chunk of source.open()) if (chunk.length > 0) break;
  await drained(source.open());
  await writeFile(real, LARGE.replaceAll("first", "other"));
  expect(await source.sha256()).toBe(sha256(LARGE));
});

it("one that shrinks or grows is told as for one place", async () => {
  for (const now of ["fir", "first and more"]) {
    const { real, source } = await file("first");
    await writeFile(real, now);
    await expect(drained(hashedAhead(source).open())).rejects.toThrow("a.bin changed while it was being published");
  }
});
