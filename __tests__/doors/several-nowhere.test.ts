import { describe, expect, it } from "vitest";
import { truncate } from "node:fs/promises";
import { join } from "node:path";
import { startGitee } from "../../sandbox/gitee";
import { startTGit } from "../../sandbox/tgit";
import { type Several, several } from "./several-stage";
import { listIn } from "./stage";

// A link leads to the first target, which therefore has to take what others do not.

const LINK = { oversized_files: "link" };
const FIRST = /so it has to take every file: begin targets with one that does/;

const statuses = (json: string | undefined): unknown[] => listIn(json).map(({ status }) => status);
const written = (at: Several): number =>
  [at.github, ...Object.values(at.mirrors)].reduce((sum, { repo }) => sum + repo.writes().length, 0);
const errorOf = (log: string): string => log.split("\n").find((line) => line.startsWith("::error::")) ?? "";

/** More than GitHub takes: a hole of 2.5 GiB, which nobody has to read. */
async function tooLarge(forges: readonly string[]): Promise<Several> {
  const at = await several(forges, { "small.txt": "small", "large.txt": "" });
  await truncate(join(at.workspace.folder, "large.txt"), 2.5 * 1024 ** 3);
  return at;
}

describe("link, where the first target does not take the file", () => {
  it.each(["gitee", "github"])("nor does %s: told before anything is sent", async (forge) => {
    const at = await tooLarge([forge]);
    const ran = await at.act([".", at.line(forge)], LINK);
    expect([ran.code, statuses(ran.outputs.results)]).toEqual([2, ["failed", "failed"]]);
    expect(errorOf(ran.log)).toContain("large.txt has 2.5 GiB; the forge accepts at most 2 GiB a file.");
    expect(errorOf(ran.log)).toMatch(/cannot be (had|linked): the first target, \., failed: large\.txt/);
    expect(errorOf(ran.log)).toMatch(FIRST);
    expect(written(at)).toBe(0);
  });

  it("but a later one does: that one is complete, the first says what to do, and in that order all is well", async () => {
    const at = await several(["gitea"], { "empty.txt": "", "small.txt": "small" });
    const wrong = await at.act([".", at.line("gitea")], LINK);
    expect([wrong.code, statuses(wrong.outputs.results)]).toEqual([1, ["failed", "published"]]);
    expect(errorOf(wrong.log)).toMatch(FIRST);
    expect(at.github.repo.writes()).toEqual([]);
    const right = await at.act([at.line("gitea"), "."], LINK);
    expect([right.code, statuses(right.outputs.results)]).toEqual([0, ["unchanged", "published"]]);
    const [{ notes, assets } = { notes: "", assets: [] }] = at.github.repo.seen();
    expect(assets.map(({ name }) => name)).toEqual(["small.txt"]);
    // It is empty, not too large.
    expect(notes).toMatch(/Not taken by this server.*\n\n- \[empty\.txt\]\(<http[^>]*>\) \(0 bytes\)/);
    const again = await at.act([at.line("gitea"), "."], LINK);
    expect(statuses(again.outputs.results)).toEqual(["unchanged", "unchanged"]);
  });

  it("which only its server knows: it ends in the middle, and nothing is published that would link there", async () => {
    const at = await several(
      ["gitee", "tgit", "gitea"],
      { "big.txt": "x".repeat(5000), "small.txt": "small" },
      {
        start: {
          gitee: () => startGitee({ limits: { attachment: 1000 } }),
          tgit: () => startTGit({ attachmentLimit: 1000 }),
        },
      },
    );
    const ran = await at.act([at.line("gitee"), at.line("tgit"), at.line("gitea"), "."], { ...LINK, retries: "0" });
    expect([ran.code, statuses(ran.outputs.results)]).toEqual([1, ["failed", "failed", "published", "published"]]);
    expect(ran.log).toMatch(/and they cannot be had: the first target, http\S+, failed: Failed uploading big\.txt/);
    expect(at.mirrors.tgit?.repo.seen().flatMap(({ assets }) => assets)).toEqual([]);
    expect(at.mirrors.tgit?.repo.writes()).toEqual([]);
  });
});
