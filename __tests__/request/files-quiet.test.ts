import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { quietOn, type Output, type Quietly } from "../../src/request/file-quiet";
import { collectFiles } from "../../src/request/files";

let base = "";
beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), "files-")));
  await writeFile(join(base, "a.txt"), "");
  await writeFile(join(base, "[b].txt"), "");
});
afterEach(async () => {
  await rm(base, { recursive: true });
});

/** What is written to standard output while work is done; it goes nowhere else. */
const overheard = async (work: () => Promise<unknown>): Promise<string[]> => {
  const chunks: string[] = [];
  const stdout: Output = process.stdout;
  const write = stdout.write;
  stdout.write = (chunk) => chunks.push(String(chunk)) > 0;
  try {
    await work();
  } finally {
    stdout.write = write;
  }
  return chunks;
};

const collect = (lines: readonly string[], quietly: Quietly): Promise<unknown> =>
  collectFiles({ lines, base, failOnUnmatched: false, preserveOrder: false, never: [], quietly });

describe("@actions/glob", () => {
  const lines = ["**/*.txt", "!*b*", "gone/*", "gone"];

  it("prints when nobody holds it back, or this file tests nothing", async () => {
    const heard = await overheard(() => collect(lines, (work) => work()));
    expect(heard.some((chunk) => chunk.startsWith("::debug::"))).toBe(true);
  });

  it("prints nothing under quietOn", async () => {
    expect(await overheard(() => collect(lines, quietOn(process.stdout)))).toEqual([]);
  });

  it.each(["a.txt", "[b].txt", "a.txt#L", "a.txt => x", "{a,c}.txt", "gone", "!a.txt", "Gone/x, a.txt", "."])(
    "is not even loaded for %j",
    async (line) => {
      let used = 0;
      await collect([line], (work) => {
        used += 1;
        return work();
      });
      expect(used).toBe(0);
    },
  );

  it("walks a tree once for all alternatives, and once for equal patterns", async () => {
    let used = 0;
    await collect(["**/*.{txt,zip,deb}", "**/*.{txt,zip,deb}#L"], (work) => {
      used += 1;
      return quietOn(process.stdout)(work);
    });
    expect(used).toBe(1);
  });
});

describe("quietOn", () => {
  const recorder = (): { out: Output; chunks: unknown[] } => {
    const chunks: unknown[] = [];
    return { out: { write: (chunk) => chunks.push(chunk) > 0 }, chunks };
  };

  it("lets all but debug lines pass, and gives the result", async () => {
    const { out, chunks } = recorder();
    const bytes = new Uint8Array([1]);
    const result = await quietOn(out)(() => {
      for (const chunk of ["::debug::x\n", "::group::y\n", "a ::debug::", bytes]) out.write(chunk);
      return Promise.resolve(7);
    });
    expect(result).toBe(7);
    expect(chunks).toEqual(["::group::y\n", "a ::debug::", bytes]);
  });

  it("puts write back, also after a failure", async () => {
    const { out, chunks } = recorder();
    const { write } = out;
    await expect(quietOn(out)(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(out.write).toBe(write);
    out.write("::debug::mine");
    expect(chunks).toEqual(["::debug::mine"]);
  });

  it("leaves alone what somebody else put over it", async () => {
    const { out } = recorder();
    const theirs = (): boolean => true;
    await quietOn(out)(() => {
      out.write = theirs;
      return Promise.resolve();
    });
    expect(out.write).toBe(theirs);
  });
});
