import { subjects } from "../../reliability/subjects";
import { errorsOf, noticesOf } from "../forges/contract/scene";
import { assetsOn, diesAfterUpload, expectList, later, moveTag, namesOn, on, publish } from "./stage";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TAG = "v1.0.0";
/** Forges that tell no age of a file. */
const AGELESS = ["gitee", "gitcode"];

describe.each(subjects.map(({ subject }) => [subject.name, subject] as const))("prune_files on %s", (_, subject) => {
  const ageless = AGELESS.includes(subject.forge);

  it("lets two jobs that start ten minutes apart keep what the other has uploaded", async () => {
    await on(subject, async (trial) => {
      const other = await trial.beside();
      const inputs = { prune_files: "app-*", ...(ageless ? { prune_age: "6h" } : {}) };
      const first = await publish(trial, { "app-linux.zip": "l" }, inputs, ageless ? 2 : 0);
      if (ageless) {
        expect(errorsOf(first).join("\n")).toMatch(/does not tell when a file was uploaded.*prune_age: 0/);
        expect(trial.repo.writes()).toEqual([]);
        return;
      }
      await later(trial, 10 * MINUTE);
      const second = await publish(other, { "app-mac.zip": "m" }, inputs);
      expect(noticesOf(second).join()).toContain("not older than 6 hours (prune_age): app-linux.zip");
      expect(namesOn(trial)).toEqual(["app-linux.zip", "app-mac.zip"]);
      await other.close();
    });
  });

  // The age is told by the server's clock, and counted by that of the machine.
  (ageless ? it.skip : it).each([-5, 5])(
    "keeps what a job had uploaded before it died, and what others bring until it runs again; server %i minutes off",
    async (minutes) => {
      await on(
        subject,
        async (trial) => {
          const other = await trial.beside();
          const inputs = { prune_files: "app-*", prune_age: "20m", checksums: "SHA256SUMS" };
          await publish(trial, { "app-old.zip": "last night" });
          await later(trial, 24 * HOUR);
          await diesAfterUpload(trial, () => publish(trial, { "app-linux.zip": "l" }, { ...inputs, retries: "0" }, 1));
          const left = namesOn(trial).filter((name) => name !== "app-old.zip");
          await later(trial, 10 * MINUTE);
          await publish(other, { "app-mac.zip": "m" }, inputs);
          expect(namesOn(trial)).toEqual(expect.arrayContaining(["app-mac.zip", ...left]));
          await later(trial, 10 * MINUTE);
          await publish(trial, { "app-linux.zip": "l" }, inputs);
          expectList(trial, { "app-linux.zip": "l", "app-mac.zip": "m" });
          await other.close();
        },
        { skew: minutes * MINUTE },
      );
    },
  );

  (ageless ? it.skip : it)("lets two jobs clear out the same files at the same moment", async () => {
    await on(subject, async (trial) => {
      await publish(trial, { "app-1.zip": "one", "app-2.zip": "two" });
      await later(trial, 24 * HOUR);
      const other = await trial.beside();
      await Promise.all([
        publish(trial, { "app-linux.zip": "l" }, { prune_files: "app-*" }),
        publish(other, { "app-mac.zip": "m" }, { prune_files: "app-*" }),
      ]);
      expect(namesOn(trial)).toEqual(["app-linux.zip", "app-mac.zip"]);
      await other.close();
    });
  });

  it("counts nothing that goes among the files that are expected", async () => {
    await on(subject, async (trial) => {
      await publish(trial, { "app-linux-1.zip": "l", "app-mac-1.zip": "m" });
      await later(trial, 24 * HOUR);
      const inputs = { prune_files: "app-*", prune_age: ageless ? "0" : "6h", expect_files: "app-linux-*\napp-mac-*" };
      const dry = await publish(trial, { "app-linux-2.zip": "ll" }, { ...inputs, dry_run: "true" });
      expect(dry.outputs.plan).toContain('"missing":"app-mac-*"');
      const lacks = await publish(trial, { "app-linux-2.zip": "ll" }, inputs, 1);
      expect(errorsOf(lacks)[0]).toContain("lacks files (expect_files): app-mac-*");
      expect(namesOn(trial)).toEqual(expect.arrayContaining(["app-linux-1.zip", "app-mac-1.zip"]));
      await publish(trial, { "app-linux-2.zip": "ll", "app-mac-2.zip": "mm" }, inputs);
      expect(namesOn(trial)).toEqual(["app-linux-2.zip", "app-mac-2.zip"]);
    });
  });

  it("deletes what is old enough, fits and is none of this run's files", async () => {
    await on(subject, async (trial) => {
      const old = { "app-1.zip": "one", "app-2.zip": "two", "LICENSE.txt": "l", "app-keep.zip": "k" };
      await publish(trial, old, { checksums: "SHA256SUMS" });
      await later(trial, 7 * HOUR);
      const age = ageless ? "0" : "6h";
      const inputs = { checksums: "SHA256SUMS", prune_files: "app-*\n!*-keep.zip", prune_age: age };
      const dry = await publish(trial, { "app-3.zip": "three" }, { ...inputs, dry_run: "true" });
      const plan = JSON.parse(dry.outputs.plan ?? "[]") as { action: string; name?: string }[];
      expect(plan.filter(({ action }) => action === "prune").map(({ name }) => name)).toEqual([
        "app-1.zip",
        "app-2.zip",
      ]);
      expect(dry.log).toContain("delete app-1.zip");
      const ran = await publish(trial, { "app-3.zip": "three" }, inputs);
      expect(ran.log).toContain("pruned 2 files: app-1.zip, app-2.zip");
      expectList(trial, { "app-3.zip": "three", "LICENSE.txt": "l", "app-keep.zip": "k" });
      expect(Object.keys(JSON.parse(ran.outputs.asset_urls ?? "{}") as object).sort()).toEqual(namesOn(trial));
      const none = await publish(trial, {}, inputs);
      expect(noticesOf(none).join()).toContain("Nothing is pruned in a run without files");
      expect(namesOn(trial)).toContain("app-3.zip");
    });
  });

  it("leaves the files of a job that fails later alone", async () => {
    await on(subject, async (trial) => {
      await publish(trial, { "app-1.zip": "one" });
      const inputs = { prune_files: "app-*", prune_age: "0", expect_files: "app-{2,3}.zip" };
      await later(trial, 7 * HOUR);
      await publish(trial, { "app-2.zip": "two" }, inputs, 1);
      expect(namesOn(trial)).toContain("app-1.zip");
    });
  });

  // A moved tag of SourceHut begins without files, and names are there once in a repository.
  (subject.can.tagsAreReleases === true ? it.skip : it)("keeps a nightly of seven nights clean", async () => {
    await on(subject, async (trial) => {
      const addresses = new Set<string>();
      for (let night = 1; night <= 7; night++) {
        if (night > 1) moveTag(trial, TAG);
        const files = {
          "app.zip": subject.can.fixedContent === true ? "app" : `app of night ${night}`,
          [`app-2026010${night}.zip`]: `dated ${night}`,
        };
        const ran = await publish(trial, files, {
          checksums: "SHA256SUMS",
          prune_files: "app-*",
          prune_age: ageless ? "0" : "6h",
        });
        const urls = JSON.parse(ran.outputs.asset_urls ?? "{}") as Record<string, string>;
        addresses.add(JSON.stringify([ran.outputs.url, urls["app.zip"], urls.SHA256SUMS]));
        expectList(trial, files);
        expect(trial.repo.releases()).toHaveLength(1);
        await later(trial, 24 * HOUR);
      }
      if (subject.can.addressesNameTags) expect([...addresses]).toHaveLength(1);
      expect(assetsOn(trial)).toHaveLength(3);
    });
  });
});
