import { subjects } from "../../reliability/subjects";
import { errorsOf, noticesOf } from "../forges/contract/scene";
import { assetsOn, namesOn, on, publish } from "./stage";

const EXPECT = { expect_files: "app-{linux,mac}.zip", checksums: "SHA256SUMS" };

describe.each(subjects.map(({ subject }) => [subject.name, subject] as const))("expect_files on %s", (_, subject) => {
  const { drafts, tagsAreReleases } = subject.can;

  it("publishes nothing that lacks a file, names it, and publishes when it is there", async () => {
    await on(subject, async (trial) => {
      const ran = await publish(trial, { "app-linux.zip": "l" }, EXPECT, 1);
      expect(errorsOf(ran)[0]).toBe("The release v1.0.0 lacks files (expect_files): app-mac.zip.");
      const [release] = trial.repo.releases();
      if (drafts) expect(release).toMatchObject({ draft: true });
      else if (tagsAreReleases !== true) expect(release).toBeUndefined();
      const both = { "app-linux.zip": "l", "app-mac.zip": "m" };
      await publish(trial, both, EXPECT);
      expect(trial.repo.releases()[0]).toMatchObject({ draft: false });
      expect(namesOn(trial)).toEqual(["SHA256SUMS", "app-linux.zip", "app-mac.zip"]);
      await publish(trial, both, { ...EXPECT, expect_files: "2" });
      const three = await publish(trial, both, { ...EXPECT, expect_files: "3" }, 1);
      expect(errorsOf(three)[0]).toContain("3 files: it has 2");
    });
  });

  (drafts ? it : it.skip)("lets the last job of a matrix write the list, look and publish", async () => {
    await on(subject, async (trial) => {
      const jobs = await Promise.all(["linux", "mac", "windows"].map(async (os) => ({ os, at: await trial.beside() })));
      await Promise.all(jobs.map(({ os, at }) => publish(at, { [`app-${os}.zip`]: os }, { draft: "true" })));
      const last = { draft: "false", checksums: "SHA256SUMS", verify: "true" };
      const lacks = await publish(trial, {}, { ...last, expect_files: "app-{linux,mac,windows,bsd}.zip" }, 1);
      expect(errorsOf(lacks)[0]).toContain("app-bsd.zip");
      expect(trial.repo.releases()[0]).toMatchObject({ draft: true });
      await publish(trial, {}, { ...last, expect_files: "app-{linux,mac,windows}.zip" });
      expect(trial.repo.releases()[0]).toMatchObject({ draft: false });
      expect(assetsOn(trial)).toHaveLength(4);
      for (const { at } of jobs) await at.close();
    });
  });

  (drafts ? it : it.skip)("looks at nothing for a draft, and says so", async () => {
    await on(subject, async (trial) => {
      const ran = await publish(trial, { "app.zip": "a" }, { draft: "true", expect_files: "9", verify: "true" });
      expect(noticesOf(ran).join()).toContain("was not looked at for expect_files and verify");
    });
  });
});
