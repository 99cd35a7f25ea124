import type { FaultRule } from "../../sandbox/kernel/faults";
import { subjects } from "../../reliability/subjects";
import { errorsOf } from "../forges/contract/scene";
import type { Trial } from "../../reliability/trial";
import { close, on, publish } from "./stage";

const FILES = { "a.zip": "alpha", "b.zip": "beta" };

/** Where people download a file from, in the end: the site sends some of them on to its storage. */
const DOWNLOADS =
  /\/(releases\/|attachments|attach_files|package_files|packages\/generic|refs\/download|objects|release-assets|assets?)/;

/** Answers of the server to those who read a file of this name, or its content by any address. */
function spoil({ host }: Trial, to: FaultRule["do"]): void {
  host.faults.add({ method: "GET", path: /b\.zip(\/download)?$/, times: Infinity, do: to });
}

describe.each(subjects.map(({ subject }) => [subject.name, subject] as const))("verify on %s", (_, subject) => {
  it("downloads every file without a token, and finds it right", async () => {
    await on(subject, async (trial) => {
      const tokens = new Set<string>();
      const ran = await publish(trial, FILES, { verify: "true", checksums: "SHA256SUMS" });
      expect(ran.log).toContain("verified 3 files: downloaded, and right");
      for (const { path, headers, method } of trial.host.requests) {
        if (method !== "GET" || !DOWNLOADS.test(path) || !/(a|b)\.zip$/.test(path)) continue;
        const { authorization, "private-token": own, "job-token": job } = headers;
        for (const token of [authorization, own, job].flat()) if (token !== undefined) tokens.add(path);
      }
      expect([...tokens]).toEqual([]);
    });
  });

  it("reads the files of a private repository with the token, and says so", async () => {
    await on(subject, async (trial) => {
      close(trial);
      const ran = await publish(trial, FILES, { verify: "true" });
      expect(ran.log).toContain("verified 2 files: downloaded with the token, because the repository is not open");
    });
  });

  it("names a file that is missing, cut or another one, and only that", async () => {
    const faults: readonly (readonly [FaultRule["do"], RegExp])[] = [
      [{ kind: "status", status: 404 }, /b\.zip could not be downloaded: .*404/],
      [{ kind: "status", status: 200, body: "bet" }, /b\.zip is not what was uploaded: 3 of 4 bytes came/],
      [{ kind: "status", status: 200, body: "gama" }, /b\.zip is not what was uploaded: its sha256 is [0-9a-f]{64}/],
    ];
    for (const [fault, words] of faults)
      await on(subject, async (trial) => {
        spoil(trial, fault);
        const ran = await publish(trial, FILES, { verify: "true" }, 1);
        const told = errorsOf(ran);
        expect(told[0]).toContain("1 file of v1.0.0 did not arrive");
        expect(told.join("\n")).toMatch(words);
        expect(told.join("\n")).not.toContain("a.zip");
        expect(trial.repo.releases()[0]?.draft).toBe(false);
      });
  });
});
