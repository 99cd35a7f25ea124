import { describe, expect, it } from "vitest";
import { SANDBOXES } from "../../sandbox";
import { several } from "./several-stage";
import { listIn } from "./stage";

const status = (json: string | undefined): unknown[] => listIn(json).map((entry) => entry.status);

describe("wait_for_tag", () => {
  it("waits until a mirror has pulled the tag", async () => {
    const at = await several(["gitee"]);
    const mirror = at.mirrors.gitee;
    mirror?.repo.tags.delete("v1.0.0");
    let asked = 0;
    mirror?.repo.watch(({ path }) => {
      if (path.endsWith("/tags") && ++asked === 4) mirror.repo.tag("v1.0.0");
    });
    const ran = await at.act([".", at.line("gitee", "wait_for_tag=600")]);
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("waiting up to 10 min 0 s for the tag v1.0.0")]);
    expect(status(ran.outputs.results)).toEqual(["published", "published"]);
  });

  it.each(Object.keys(SANDBOXES))("waits on %s, and publishes when the tag has come", async (forge) => {
    const at = await several([forge]);
    const mirror = at.mirrors[forge] ?? at.github;
    const repo = mirror.repository(mirror.repo.path.replace("app", "mirror"), {});
    let asked = 0;
    repo.watch(() => {
      if (++asked === 3) repo.tag("v1.0.0", { annotated: "One" });
    });
    const ran = await at.act([at.line(forge, "wait_for_tag=600").replace("me/app ", "me/mirror ")]);
    expect([ran.code, ran.log]).toEqual([0, expect.stringMatching(/the tag v1\.0\.0 is there, /)]);
    expect(repo.seen()).toMatchObject([{ tag: "v1.0.0", draft: false, assets: [{}, {}] }]);
  });

  it("ends where the tag does not come, and holds nobody else up", async () => {
    const at = await several(["gitee"]);
    at.mirrors.gitee?.repo.tags.delete("v1.0.0");
    const ran = await at.act([".", at.line("gitee")], { wait_for_tag: "60" });
    expect([ran.code, status(ran.outputs.results)]).toEqual([1, ["published", "failed"]]);
    expect(ran.log).toMatch(/The tag v1\.0\.0 is not there after 1 min 0 s \(wait_for_tag\)/);
    expect(ran.log).toContain("Push the tag first, or set target_commitish");
  });

  it("asks nothing more of a tag that is there", async () => {
    const at = await several([]);
    const ran = await at.act(["."], { wait_for_tag: "60" });
    expect([ran.code, ran.log]).toEqual([0, expect.not.stringContaining("waiting up to")]);
  });
});
