import { sealed, subjects } from "../../reliability/subjects";
import type { Trial } from "../../reliability/trial";
import { errorsOf } from "../forges/contract/scene";
import { expectList, later, namesOn, on, publish } from "./stage";

const NIGHT = 24 * 3_600_000;
const LIST = { checksums: "SHA256SUMS" };
const CLEAR = { ...LIST, prune_files: "app-*", prune_age: "0" };

/** On a GitHub with immutable releases. */
const onSealed = (play: (trial: Trial) => Promise<void>): Promise<void> =>
  on(sealed.subject, async (trial) => {
    sealed.seal(trial);
    await play(trial);
  });

const stands = ({ repo }: Trial): unknown => repo.releases();

describe("an immutable release", () => {
  it("is complete before it is sealed: the files, the list, what goes, and last the publication", async () => {
    await onSealed(async (trial) => {
      await publish(trial, { "app-1.zip": "one", "LICENSE.txt": "l" }, { draft: "true", ...LIST });
      const before = trial.repo.writes().length;
      await publish(trial, { "app-2.zip": "two" }, { ...CLEAR, draft: "false", verify: "true" });
      expectList(trial, { "app-2.zip": "two", "LICENSE.txt": "l" });
      expect(trial.repo.releases()).toMatchObject([{ draft: false }]);
      const writes = trial.repo.writes().slice(before);
      const kinds = writes.map(({ method, path }) => `${method} ${path.includes("assets") ? "file" : "release"}`);
      expect(kinds.at(-1)).toBe("PATCH release");
      expect(kinds.filter((kind) => kind === "PATCH release")).toHaveLength(1);
    });
  });

  it.each<[string, Record<string, string>, RegExp, Record<string, string>]>([
    [
      "a list of checksums",
      LIST,
      /immutable since it was published, so SHA256SUMS cannot be written\. In a matrix/,
      {},
    ],
    [
      "to be cleared out, and the list",
      CLEAR,
      /so SHA256SUMS cannot be written and files cannot be pruned\. In a matrix/,
      {},
    ],
    ["to be cleared out", { ...CLEAR, checksums: "" }, /so files cannot be pruned\. In a matrix/, {}],
    ["new files, the list and clearing out", CLEAR, /immutable.*app-3\.zip/, { "app-3.zip": "three" }],
  ])("is no place for %s: told before anything is sent, nothing lost", async (_, inputs, told, more) => {
    await onSealed(async (trial) => {
      const files = { "app-2.zip": "two" };
      await publish(trial, { "app-1.zip": "one", ...files });
      await later(trial, NIGHT);
      const [before, was] = [trial.repo.writes().length, stands(trial)];
      const ran = await publish(trial, { ...files, ...more }, inputs, 2);
      expect(errorsOf(ran).join("\n")).toMatch(told);
      expect(trial.repo.writes()).toHaveLength(before);
      expect(stands(trial)).toEqual(was);
    });
  });

  it("is left as it is by the same run again", async () => {
    await onSealed(async (trial) => {
      const files = { "app-1.zip": "one" };
      await publish(trial, files, CLEAR);
      await later(trial, NIGHT);
      const before = trial.repo.writes().length;
      const again = await publish(trial, files, { ...CLEAR, verify: "true", expect_files: "1" });
      expect([trial.repo.writes().length, again.log]).toEqual([before, expect.stringContaining("verified 2 files")]);
      expectList(trial, files);
    });
  });

  it("that somebody publishes in the middle ends the run with what to do, and loses nothing", async () => {
    await onSealed(async (trial) => {
      await publish(trial, { "app-1.zip": "one" }, { draft: "true" });
      const { repo } = trial;
      let came = false;
      repo.watch((request) => {
        const [release] = (repo as unknown as { raw: { releases: { draft: boolean; immutable: boolean }[] } }).raw
          .releases;
        if (came || release === undefined || !repo.isAction("delete", request)) return;
        came = true;
        Object.assign(release, { draft: false, immutable: true });
      });
      const ran = await publish(trial, { "app-2.zip": "two" }, { ...CLEAR, draft: "false" }, 1);
      expect([came, errorsOf(ran).join("\n")]).toEqual([true, expect.stringMatching(/immutable/)]);
      expect(namesOn(trial)).toEqual(expect.arrayContaining(["app-1.zip", "app-2.zip", "SHA256SUMS"]));
    });
  });
});

const drafting = subjects.filter(({ subject }) => subject.can.drafts).map(({ subject }) => subject);

describe.each(drafting.map((subject) => [subject.name, subject] as const))("a draft on %s", (_, subject) => {
  it("is kept right and clean while it stays one, and loses nothing to a run that does not publish it", async () => {
    await on(subject, async (trial) => {
      await publish(trial, { "app-1.zip": "one" }, { draft: "true", ...LIST });
      expectList(trial, { "app-1.zip": "one" });
      await later(trial, NIGHT);
      const lacks = await publish(trial, { "app-2.zip": "two" }, { ...CLEAR, draft: "false", expect_files: "9" }, 1);
      expect(errorsOf(lacks)[0]).toContain("9 files: it has");
      expect(namesOn(trial)).toEqual(expect.arrayContaining(["app-1.zip", "app-2.zip"]));
      await publish(trial, { "app-3.zip": "three" }, { ...CLEAR, draft: "true" });
      expectList(trial, { "app-3.zip": "three" });
      expect(trial.repo.releases()).toMatchObject([{ draft: true }]);
      await publish(trial, { "app-3.zip": "three" }, { ...LIST, draft: "false", verify: "true" });
      expectList(trial, { "app-3.zip": "three" });
      expect(trial.repo.releases()).toMatchObject([{ draft: false }]);
    });
  });
});
