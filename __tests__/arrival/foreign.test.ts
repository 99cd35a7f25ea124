import { subjects } from "../../reliability/subjects";
import { errorsOf } from "../forges/contract/scene";
import { assetsOn, checkedBySha256sum, expectList, listOf, namesOn, on, publish, sha256 } from "./stage";

const TAG = "v1.0.0";
const LIST = { checksums: "SHA256SUMS" };

describe.each(subjects.map(({ subject }) => [subject.name, subject] as const))(
  "what others left on %s",
  (_, subject) => {
    it("is in the list, read back where nobody tells its sum", async () => {
      await on(subject, async (trial) => {
        trial.repo.release({
          tag: TAG,
          title: TAG,
          notes: "Notes",
          assets: [{ name: "by-hand.zip", content: "by hand" }],
        });
        await publish(trial, { "app.zip": "app" }, LIST);
        const files = { "app.zip": "app", "by-hand.zip": "by hand" };
        expectList(trial, files);
        expect(await checkedBySha256sum(listOf(files), files)).toBe("app.zip: OK\nby-hand.zip: OK\n");
        expect(assetsOn(trial)).toHaveLength(3);
      });
    });

    (subject.can.fixedContent === true ? it.skip : it)(
      "corrects a list that was made elsewhere and is wrong",
      async () => {
        await on(subject, async (trial) => {
          const wrong = `\ufeff${sha256("something else")} *app.zip\r\n${sha256("gone")}  gone.zip\r\n`;
          trial.repo.release({
            tag: TAG,
            title: TAG,
            notes: "Notes",
            assets: [{ name: "SHA256SUMS", content: wrong }],
          });
          await publish(trial, { "app.zip": "app" }, LIST);
          expectList(trial, { "app.zip": "app" });
          expect(namesOn(trial)).toEqual(["SHA256SUMS", "app.zip"]);
        });
      },
    );

    it("cannot be published under the name of the list", async () => {
      await on(subject, async (trial) => {
        const ran = await publish(trial, { SHA256SUMS: "mine" }, LIST, 2);
        expect(errorsOf(ran).join()).toContain("which is the list that checksums writes");
        expect(trial.repo.writes()).toEqual([]);
      });
    });

    it("does not keep the list from being finished when its upload broke", async () => {
      for (const nth of [2, 3])
        await on(subject, async (trial) => {
          trial.repo.spoil("upload", { kind: "half", status: 502 }, { nth, times: 1 });
          const ran = await trial.workspace
            .write("app.zip", "app")
            .then(() => trial.run({ files: "app.zip", body: "Notes", ...LIST }));
          if (ran.code !== 0) await publish(trial, { "app.zip": "app" }, LIST);
          expectList(trial, { "app.zip": "app" });
        });
    });
  },
);
