import { takingCare } from "./contract/care";
import { errorsOf, sha256, statusesOf } from "./contract/scene";
import { links } from "./gitlab/links";
import { generatedNotes, rights } from "./gitlab/rights";
import { gitLabStage } from "./gitlab/stage";
import { keepsTheContract } from "./contract";
import { gitLab } from "./gitlab/subject";

keepsTheContract(gitLab({ name: "GitLab with a job token", token: "job" }));
keepsTheContract(gitLab({ name: "GitLab with a private token", token: "private", duplicates: "forbidden" }));
keepsTheContract(gitLab({ name: "GitLab below a sub-path", token: "job", subPath: "/gitlab" }));
keepsTheContract(gitLab({ name: "GitLab 11.7", token: "private", version: "11.7" }));

describe("GitLab's own traps", () => {
  const stage = gitLabStage(gitLab({ name: "GitLab with a job token", token: "job" }));
  links(stage);
  rights(stage);
  takingCare(stage.common);
});

describe("GitLab with a private token", () => {
  const stage = gitLabStage(gitLab({ name: "GitLab with a private token", token: "private" }));
  generatedNotes(stage);
  takingCare(stage.common);
});

describe("GitLab of other years", () => {
  const old = gitLabStage(gitLab({ name: "GitLab 11.7", token: "job", version: "11.7" }));
  old.scenario("tells before anything is changed that a job token cannot upload", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toMatch(/CI_JOB_TOKEN.*GITLAB_TOKEN/);
    expect(scene.repo.writes()).toEqual([]);
  });

  for (const version of ["12.3", "13.6", "14.9", "16.4"]) {
    const stage = gitLabStage(gitLab({ name: `GitLab ${version}`, token: "private", version }));
    stage.scenario(`publishes, replaces and rests on ${version}`, async (scene) => {
      await scene.write({ "app.zip": "app", "发布.txt": "text" });
      await scene.onTag("v1.0.0", { files: "*.*" });
      await scene.write({ "app.zip": "newer" });
      const ran = await scene.onTag("v1.0.0", { files: "*.*" });
      expect(statusesOf(ran)).toEqual(["replaced", "unchanged"]);
      const writes = scene.repo.writes().length;
      const again = await scene.onTag("v1.0.0", { files: "*.*" });
      expect(statusesOf(again)).toEqual(["unchanged", "unchanged"]);
      expect(scene.repo.writes()).toHaveLength(writes);
    });
    stage.scenario(`goes by what it is told when nobody tells the version of ${version}`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      await scene.onTag("v1.0.0", { files: "app.zip" }, { env: { CI_SERVER_VERSION: undefined } });
      expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("app") }]);
    });
    takingCare(stage.common);
  }
});
