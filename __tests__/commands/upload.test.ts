import { execFileSync } from "node:child_process";
import { NAMES, endAll, expectCall, startStage } from "./stage";

afterAll(endAll);

it.each(NAMES)("upload adds files to a release that is there, on %s", async (name) => {
  const stage = await startStage(name);
  stage.repo.release({ tag: "v1.0.0", assets: [{ name: "a.txt", content: "alpha" }] });
  await stage.workspace.write("new.txt", "new");
  await expectCall(stage.call(["upload", "v1.0.0", "new.txt"]), 0);
  expect(
    stage.repo
      .seen()[0]
      ?.assets.map((one) => one.name)
      .sort(),
  ).toEqual(["a.txt", "new.txt"]);
  const { stderr } = await expectCall(stage.call(["upload", "v9.0.0", "new.txt"]), 2);
  expect(stderr).toContain("There is no release of v9.0.0.");
  expect(stage.repo.seen()).toHaveLength(1);
});

it("completion is a script that bash reads, and offers what there is", async () => {
  const stage = await startStage("github");
  const { stdout } = await expectCall(stage.call(["completion", "bash"], { bare: true }), 0);
  const ask = `${stdout}\nCOMP_WORDS=(forge-release download --cl); COMP_CWORD=2; _forge_release; echo "\${COMPREPLY[@]}"`;
  expect(execFileSync("bash", ["-c", ask], { encoding: "utf8" }).trim()).toBe("--clobber");
  for (const shell of ["zsh", "fish"])
    expect((await expectCall(stage.call(["completion", shell], { bare: true }), 0)).stdout).toContain("prune");
  await expectCall(stage.call(["completion", "tcsh"], { bare: true }), 2);
});
