import { subjects } from "../../reliability/subjects";
import { expectList, namesOn, on, publish } from "./stage";

const LIST = { checksums: "SHA256SUMS" };

describe.each(subjects.map(({ subject }) => [subject.name, subject] as const))("checksums on %s", (_, subject) => {
  it("lists every file of the release, writes nothing on the next run, and follows what changes", async () => {
    await on(subject, async (trial) => {
      const first = await publish(trial, { "b.zip": "b", "a.zip": "a" }, LIST);
      expect(first.log).toContain("SHA256SUMS: uploaded with 2 lines");
      expectList(trial, { "a.zip": "a", "b.zip": "b" });
      const before = trial.repo.writes().length;
      const again = await publish(trial, { "b.zip": "b", "a.zip": "a" }, LIST);
      expect(trial.repo.writes().slice(before)).toEqual([]);
      expect(again.log).toMatch(/unchanged v1\.0\.0/);
      expect(Object.keys(JSON.parse(again.outputs.asset_urls ?? "{}") as object).sort()).toEqual(namesOn(trial));
      await publish(trial, { "c.zip": "c" }, LIST);
      expectList(trial, { "a.zip": "a", "b.zip": "b", "c.zip": "c" });
      if (subject.can.fixedContent === true) return;
      const changed = await publish(trial, { "b.zip": "other" }, LIST);
      expect(changed.log).toContain("SHA256SUMS: replaced with 3 lines");
      expectList(trial, { "a.zip": "a", "b.zip": "other", "c.zip": "c" });
    });
  });
});
