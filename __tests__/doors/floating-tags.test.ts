import { expect, it } from "vitest";
import { several } from "./several-stage";
import { stage } from "./stage";

const ASK = { files: "*.txt", floating_tags: "true", verify_tag: "true", allow_tag_mismatch: "true" };

it("v1 and v1.0 follow the versions of their line, and never go back", async () => {
  const at = await stage();
  const [first, second] = [at.repo.tagCommit("v1.0.0"), at.repo.commit("two")];
  at.repo.tag("v1.0.1", { commit: second });
  const act = (tag: string) => at.act({ ...ASK, tag_name: tag });
  const one = await act("v1.0.0");
  // v1.0.1 is a higher version that has its tag already.
  expect([one.code, one.log]).toEqual([0, expect.stringContaining("the tag v1 stays: v1.0.1 is a higher version")]);
  expect(at.repo.tags.has("v1")).toBe(false);
  at.repo.tags.delete("v1.0.1");
  const made = await act("v1.0.0");
  expect([made.code, at.repo.tagCommit("v1"), at.repo.tagCommit("v1.0")]).toEqual([0, first, first]);
  at.repo.tag("v1.0.1", { commit: second, annotated: "two" });
  for (const tag of ["v1", "v1.0.0"]) at.repo.tag(tag, { commit: first, annotated: "one" });
  const moved = await act("v1.0.1");
  expect([moved.code, moved.log]).toEqual([0, expect.stringContaining(`moved the tag v1 from v1.0.0 to ${second}`)]);
  expect([at.repo.tagCommit("v1"), at.repo.tagCommit("v1.0")]).toEqual([second, second]);
  const before = at.repo.writes().length;
  const again = await act("v1.0.1");
  expect([again.code, again.log, at.repo.writes().length]).toEqual([0, expect.stringContaining("is on"), before]);
  const old = await act("v1.0.0");
  expect([old.code, at.repo.tagCommit("v1")]).toEqual([0, second]);
});

it("a branch, a tag with a release, and a tag on no version are left alone with a warning", async () => {
  const at = await stage();
  at.repo.branch("v1");
  const other = at.repo.commit("other");
  at.repo.tag("v1.0", { commit: other });
  const ran = await at.act(ASK);
  expect([ran.code, ran.log]).toEqual([
    0,
    expect.stringMatching(/::warning::The tag v1 was left alone: there is a branch/),
  ]);
  expect(ran.log).toMatch(/::warning::The tag v1\.0 was left alone: it is on [0-9a-f]+, which is no version of it/);
  at.repo.release({ tag: "v1.0" });
  const released = await at.act(ASK);
  expect(released.log).toMatch(/::warning::The tag v1\.0 was left alone: it has a release of its own/);
  expect(at.repo.tagCommit("v1.0")).toBe(other);
});

it("nothing moves for a draft, a prerelease or a dry run, and the plan tells what would", async () => {
  const at = await stage();
  for (const inputs of [{ draft: "true" }, { prerelease: "true" }, { dry_run: "true" }]) {
    const ran = await at.act({ ...ASK, ...inputs });
    expect([ran.code, at.repo.tags.has("v1")]).toEqual([0, false]);
  }
  const plan = await at.act({ ...ASK, draft: "false", prerelease: "false", dry_run: "true" });
  expect(plan.log).toContain("move v1 and v1.0 to v1.0.0");
});

it("a forge that moves tags only by deleting them says so where there is no checkout, or fails", async () => {
  const at = await several(["gitlab"]);
  const ran = await at.act([at.line("gitlab")], { floating_tags: "true" });
  expect([ran.code, ran.log]).toEqual([
    0,
    expect.stringContaining("floating_tags (it moves tags only by deleting them, and git has nothing here"),
  ]);
  const fails = await at.act([at.line("gitlab")], { floating_tags: "true", on_unsupported: "fail" });
  expect(fails.code).toBe(2);
});
