import { describe, expect, it } from "vitest";
import { FORGES, scene } from "../hostile/stage";

// The bundle itself on every forge, as its users start it. All else about forges is played in one process.

const options = { process: { why: "the bundle, its arguments and its exit code" } };

describe.each(FORGES)("the bundle on %s", (_, subject) => {
  it("publishes files, finds them there on the next run, and tells a wrong input by its exit code", async () => {
    const at = await scene(subject, { "a.txt": "alpha", "b.txt": "beta" });
    const first = await at.publish({ files: "*.txt", body: "Notes" }, {}, options);
    expect([first.code, first.stderr, first.log]).toEqual([0, "", expect.stringContaining("2 files: 2 uploaded")]);
    expect(at.repo.releases()).toMatchObject([{ tag: "v1.0.0", draft: false, notes: "Notes", assets: [{}, {}] }]);
    const again = await at.publish({ files: "*.txt", body: "Notes" }, {}, options);
    expect([again.code, again.log]).toEqual([0, expect.stringContaining("2 files: 2 unchanged")]);
    const wrong = await at.publish({ files: "missing.txt" }, {}, options);
    expect([wrong.code, wrong.log]).toEqual([2, expect.stringContaining("missing.txt")]);
    const unreachable = await at.publish({ server_url: "http://127.0.0.1:9", retries: "0" }, {}, options);
    expect(unreachable.code).toBe(1);
  });
});
