import { subjects } from "../../reliability/subjects";
import type { GitHubKinds } from "../../sandbox/github";
import { isRepoOf } from "../forges/contract/host";
import { gitHub } from "../forges/github/subject";
import { expectList, later, namesOn, on, publish } from "./stage";

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

  it("keeps the lines of files that were there before the list, and reads none of them again", async () => {
    await on(subject, async (trial) => {
      const files = { "a.zip": "a", "b.zip": "bb", "d.zip": "ddd", "e.zip": "eeee" };
      await publish(trial, files);
      await later(trial, 2000);
      await publish(trial, files, LIST);
      const other = await trial.beside();
      const before = trial.repo.requests().length;
      await publish(other, { "c.zip": "c" }, LIST);
      expectList(trial, { ...files, "c.zip": "c" });
      const read = trial.repo.requests().slice(before);
      // The list itself, for its lines and to see what stands.
      expect(read.filter((request) => trial.repo.isAction("read-back", request)).length).toBeLessThanOrEqual(2);
      await other.close();
    });
  });
});

describe("a list that is refused", () => {
  it.each([
    ["for want of a right, once", 403, 1],
    ["as another run may cause it, a few times", 422, 4],
  ])("is sent, %s", async (_, status, times) => {
    await on(gitHub({ shape: "github.com" }), async (trial) => {
      const fault = trial.repo.spoil("upload", { kind: "status", status, body: {} }, { nth: 2, times: Infinity });
      await publish(trial, { "a.zip": "a" }, LIST, 1);
      expect([fault.hits(), namesOn(trial)]).toEqual([times, ["a.zip"]]);
    });
  });

  it("because another run has written its own is looked at again, and nothing else is", async () => {
    await on(gitHub({ shape: "github.com" }), async (trial) => {
      const { repo } = trial;
      if (!isRepoOf<GitHubKinds>(repo)) throw new Error("not a repository of GitHub");
      let uploads = 0;
      repo.watch((request) => {
        const [release] = repo.raw.releases;
        const [one] = release?.assets ?? [];
        if (!repo.isAction("upload", request) || ++uploads !== 2 || one === undefined) return;
        release?.assets.push({ ...one, id: 4242, name: "SHA256SUMS" });
      });
      const ran = await publish(trial, { "a.zip": "a" }, LIST);
      expectList(trial, { "a.zip": "a" });
      expect([uploads, ran.log.includes("Looking again")]).toEqual([3, false]);
    });
  });
});

it("clears out a list of its own that another run overtook, at once", async () => {
  await on(gitHub({ shape: "github.com" }), async (trial) => {
    await publish(trial, { "a.zip": "a" }, LIST);
    const body = { message: "Validation Failed", errors: [{ code: "already_exists", field: "name" }] };
    trial.host.faults.add({ method: "PATCH", path: /assets\/\d+$/, do: { kind: "status", status: 422, body } });
    // Another job brings a file of its own: the list that this one has stored is old by now.
    const { repo } = trial;
    if (!isRepoOf<GitHubKinds>(repo)) throw new Error("not a repository of GitHub");
    let came = false;
    repo.watch(({ method }) => {
      const [release] = repo.raw.releases;
      const one = release?.assets.find(({ name }) => name === "a.zip");
      if (came || method !== "PATCH" || one === undefined) return;
      came = true;
      release?.assets.push({ ...one, id: 4242, name: "c.zip" });
    });
    const began = trial.clock.now();
    await publish(trial, { "b.zip": "b" }, LIST);
    expectList(trial, { "a.zip": "a", "b.zip": "b", "c.zip": "a" });
    // That of a run which may be at work is given a minute.
    expect(trial.clock.now() - began).toBeLessThan(30_000);
  });
});
