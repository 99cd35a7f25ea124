import { describe, expect, it } from "vitest";
import { type Files, FORGES, scene } from "./stage";

// Releases of very many files: three pages of a hundred everywhere, and as many as GitHub takes.

const MANY = 250;
const numbered = (count: number, size = 10 * 1024): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `f-${String(index).padStart(4, "0")}.bin`,
      Buffer.alloc(size, 33 + (index % 90)),
    ]),
  );

const [github, ...others] = FORGES;

describe(`${MANY} files`, () => {
  it.each(others)(
    "are published on %s, and nothing is sent again",
    async (_, subject) => {
      const at = await scene(subject, numbered(MANY));
      const ran = await at.publish({ files: "*.bin", concurrency: "8", outputs_file: "out.json", stall_timeout: "30" });
      if (ran.code !== 0) throw new Error(ran.log.slice(-2000));
      const [release] = at.repo.releases();
      expect([release?.assets.length, release?.draft]).toEqual([MANY, false]);
      expect(new Set(release?.assets.map(({ name }) => name)).size).toBe(MANY);
      expect(ran.log).toContain(`${MANY} files: ${MANY} uploaded`);
      expect(at.repo.requests().length).toBeLessThan(3 * MANY);
      if (!subject.can.digests) return;
      const before = at.repo.writes().length;
      const again = await at.publish({ files: "*.bin", concurrency: "8", stall_timeout: "30" });
      expect([again.code, at.repo.writes().length - before]).toEqual([0, 0]);
    },
    120_000,
  );
});

describe("GitHub's thousand", () => {
  const [, subject] = github!;

  it("and one more is refused before anything is changed", async () => {
    const at = await scene(subject, numbered(1001, 1));
    const ran = await at.publish({ files: "*.bin" });
    expect([ran.code, ran.log]).toEqual([
      2,
      expect.stringContaining("The release would have 1001 files; the forge accepts 1000"),
    ]);
    expect([at.repo.writes(), at.repo.releases()]).toEqual([[], []]);
  });

  it("that are there already rest as they are, and take no other", async () => {
    const at = await scene(subject, numbered(1000, 1));
    const assets = Object.entries(numbered(1000, 1)).map(([name, content]) => ({ name, content: String(content) }));
    at.repo.release({ tag: "v1.0.0", assets });
    const same = await at.publish({ files: "*.bin" });
    expect([same.code, same.log]).toEqual([0, expect.stringContaining("1000 files: 1000 unchanged")]);
    await at.workspace.write("one-more.bin", "x");
    const more = await at.publish({ files: "*.bin" });
    expect([more.code, more.log]).toEqual([2, expect.stringContaining("would have 1001 files")]);
    await at.workspace.write("f-0001.bin", "another");
    const other = await at.publish({ files: "f-*.bin" });
    expect([other.code, other.log]).toEqual([2, expect.stringContaining("has no place beside the old one")]);
    expect(at.repo.writes()).toEqual([]);
  }, 60_000);
});
