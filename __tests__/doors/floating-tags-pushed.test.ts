import { describe, expect, it } from "vitest";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { git, mirrored, received, run, temporary } from "./push-stage";

describe("floating_tags, where a forge moves tags only by deleting them", () => {
  const FLOAT = { floating_tags: "true", on_unsupported: "fail" };

  it.each(["gitlab", "gitea", "forgejo", "gitee", "gitcode", "tgit", "cnb"])(
    "are pushed to %s by git, follow the next version, and stay with it",
    async (forge) => {
      const at = await mirrored(forge, FLOAT);
      const { folder } = at.workspace;
      const first = await at.push();
      expect([first.code, first.log]).toEqual([
        0,
        expect.stringContaining(`made the tag v1 on ${at.commits[2] ?? ""}`),
      ]);
      await git(folder, "commit", "--quiet", "--allow-empty", "-m", "four");
      const head = await git(folder, "rev-parse", "HEAD");
      await git(folder, "tag", "-a", "v1.0.1", "-m", "Version two");
      const next = await at.push({ tag_name: "v1.0.1" });
      expect([next.code, next.log]).toEqual([0, expect.stringContaining(`moved the tag v1 from v1.0.0 to ${head}`)]);
      const refs = await at.side.refs();
      expect([refs["refs/tags/v1"], refs["refs/tags/v1.0"]]).toEqual([head, head]);
      const pushes = received(at);
      const old = await at.push({ allow_tag_mismatch: "true" });
      expect([old.code, old.log]).toEqual([0, expect.stringContaining("v1.0.1 is a higher version than v1.0.0")]);
      expect([received(at), at.mirror.violations]).toEqual([pushes, []]);
      expect(
        at.mirror.repo
          .seen()
          .map(({ tag }) => tag)
          .sort(),
      ).toEqual(["v1.0.0", "v1.0.1"]);
    },
  );

  it("need no push of their own tag, and no history: a shallow checkout of the version is enough", async () => {
    const at = await mirrored("gitlab", { ...FLOAT, push_tag: "false" });
    const { folder } = at.workspace;
    await at.side.take(folder, "v1.0.0");
    const shallow = await temporary();
    await git(shallow, "clone", "--quiet", "--depth=1", "--branch=v1.0.0", `file://${folder}`, "app");
    await rm(join(folder, ".git"), { recursive: true });
    await run("cp", ["-r", join(shallow, "app/.git"), folder]);
    await git(folder, "remote", "set-url", "origin", "https://github.com/me/app.git");
    const ran = await at.push();
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("made the tag v1.0 on")]);
    expect((await at.side.refs())["refs/tags/v1"]).toBe(at.commits[2]);
  });

  it("leave a branch and a tag on no version alone, and say who has moved one meanwhile", async () => {
    const at = await mirrored("gitea", FLOAT);
    const { folder } = at.workspace;
    const [one = ""] = at.commits;
    await at.side.take(folder, `${one}:refs/heads/v1`, `${one}:refs/tags/v1.0`);
    const ran = await at.push();
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("v1 was left alone: there is a branch")]);
    expect(ran.log).toContain(`v1.0 was left alone: it is on ${one}, which is no version of it`);
    expect((await at.side.refs())["refs/tags/v1.0"]).toBe(one);
  });
});
