import { subjects } from "../../reliability/subjects";
import type { Trial } from "../../reliability/trial";
import { noticesOf } from "../forges/contract/scene";
import { on, publish } from "./stage";

const of = (forge: string) => {
  const found = subjects.find(({ subject }) => subject.forge === forge);
  if (found === undefined) throw new Error(`no ${forge}`);
  return found.subject;
};

/** Bodies of the requests that change something. */
const sent = ({ repo }: Trial): Record<string, unknown>[] =>
  repo
    .writes()
    .flatMap(({ json }) => (typeof json === "object" && json !== null ? [json as Record<string, unknown>] : []));

describe("labels of a release (TGit)", () => {
  it("are sent with it, once", async () => {
    await on(of("tgit"), async (trial) => {
      await publish(trial, { "a.zip": "a" }, { labels: "stable, lts" });
      expect(sent(trial).map(({ labels }) => labels)).toContain("stable,lts");
      const before = trial.repo.writes().length;
      await publish(trial, { "a.zip": "a" }, { labels: "stable\nlts" });
      expect(trial.repo.writes()).toHaveLength(before);
      await publish(trial, { "a.zip": "a" }, { labels: "old" });
      expect(sent(trial).at(-1)).toMatchObject({ labels: "old", type: "release", description: "Notes" });
    });
  });

  it("are ten at most", async () => {
    await on(of("tgit"), async (trial) => {
      const labels = Array.from({ length: 11 }, (_, n) => `l${n}`).join("\n");
      const ran = await publish(trial, { "a.zip": "a" }, { labels }, 2);
      expect(ran.log).toContain("at most 10 labels");
      expect(trial.repo.writes()).toEqual([]);
    });
  });

  it("are left out with a notice, or fail, elsewhere", async () => {
    await on(of("gitea"), async (trial) => {
      const ran = await publish(trial, { "a.zip": "a" }, { labels: "x", released_at: "2026-01-31" });
      expect(noticesOf(ran).join("\n")).toMatch(/cannot do it: labels[\s\S]*cannot do it: released_at/);
      const failed = await publish(trial, { "b.zip": "b" }, { labels: "x", on_unsupported: "fail" }, 2);
      expect(failed.log).toContain("The forge cannot do it: labels");
    });
  });
});

describe("what only GitLab keeps", () => {
  it("takes a date of the release, once", async () => {
    await on(of("gitlab"), async (trial) => {
      const at = { released_at: "2031-01-31T10:00:00+08:00" };
      await publish(trial, { "a.zip": "a" }, at);
      expect(sent(trial).map(({ released_at }) => released_at)).toContain("2031-01-31T02:00:00.000Z");
      const before = trial.repo.writes().length;
      await publish(trial, { "a.zip": "a" }, at);
      expect(trial.repo.writes()).toHaveLength(before);
      await publish(trial, { "a.zip": "a" }, { released_at: "2030-01-01" });
      expect(sent(trial).at(-1)).toMatchObject({ released_at: "2030-01-01T00:00:00.000Z" });
    });
  });

  it("clears milestones with [], and leaves them alone without a word", async () => {
    await on(of("gitlab"), async (trial) => {
      const { raw } = trial.repo as unknown as { raw: { milestones: string[]; releases: { milestones: string[] }[] } };
      raw.milestones.push("1.0", "2.0");
      await publish(trial, { "a.zip": "a" }, { milestones: "1.0\n2.0" });
      await publish(trial, { "a.zip": "a" }, {});
      expect(raw.releases[0]?.milestones).toEqual(["1.0", "2.0"]);
      await publish(trial, { "a.zip": "a" }, { milestones: "[]" });
      expect(raw.releases[0]?.milestones).toEqual([]);
      const before = trial.repo.writes().length;
      await publish(trial, { "a.zip": "a" }, { milestones: "[]" });
      expect(trial.repo.writes()).toHaveLength(before);
    });
  });

  it("keeps the kind of a link to a file that is replaced, relabelled or led elsewhere", async () => {
    await on(of("gitlab"), async (trial) => {
      const kinds = (): (readonly [unknown, unknown])[] =>
        (
          trial.repo as unknown as {
            raw: { releases: { links: { name: string; type?: string; linkType?: string }[] }[] };
          }
        ).raw.releases.flatMap(({ links }) => links.map((link) => [link.name, link.type ?? link.linkType] as const));
      const links = "Runbook=https://example.com/a#runbook";
      await trial.workspace.write("a.bin", "one");
      await publish(trial, {}, { files: "a.bin#App#package", links });
      await trial.workspace.write("a.bin", "two");
      await publish(trial, {}, { files: "a.bin#App", links: "Runbook=https://example.com/b" });
      expect(kinds().sort()).toEqual([
        ["App", "package"],
        ["Runbook", "runbook"],
      ]);
      await publish(trial, {}, { files: "a.bin#The app", links: "Runbook=https://example.com/b" });
      expect(kinds().sort()).toEqual([
        ["Runbook", "runbook"],
        ["The app", "package"],
      ]);
    });
  });
});
