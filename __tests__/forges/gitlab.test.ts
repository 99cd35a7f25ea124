import { takingCare } from "./contract/care";
import { createStage, errorsOf, sha256, statusesOf, sumsOf } from "./contract/scene";
import { links } from "./gitlab/links";
import { generatedNotes, rights } from "./gitlab/rights";
import { keepsTheContract } from "./contract";
import { gitLab } from "./gitlab/subject";

keepsTheContract(gitLab({ name: "GitLab with a job token", token: "job" }));
keepsTheContract(gitLab({ name: "GitLab with a private token", token: "private", duplicates: "forbidden" }));
keepsTheContract(gitLab({ name: "GitLab below a sub-path", token: "job", subPath: "/gitlab" }));
keepsTheContract(gitLab({ name: "GitLab 11.7", token: "private", version: "11.7" }));

describe("GitLab's own traps", () => {
  const stage = createStage(gitLab({ name: "GitLab with a job token", token: "job" }));
  links(stage);
  rights(stage);
  takingCare(stage);
});

describe("GitLab with a private token", () => {
  const stage = createStage(gitLab({ name: "GitLab with a private token", token: "private" }));
  generatedNotes(stage);
  takingCare(stage);
});

describe("GitLab of other years", () => {
  const old = createStage(gitLab({ name: "GitLab 11.7", token: "job", version: "11.7" }));
  old.scenario("tells before anything is changed that a job token cannot upload", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toMatch(/CI_JOB_TOKEN.*GITLAB_TOKEN/);
    expect(scene.repo.writes()).toEqual([]);
  });

  for (const version of ["13.5", "15.2", "15.6"]) {
    const shape = { name: `GitLab ${version}, private`, token: "job", version, private: true } as const;
    const stage = createStage(gitLab(shape));
    stage.scenario(`publishes with a job token that may not list packages on ${version}`, async (scene) => {
      await scene.write({ "app.zip": "app", "lib.zip": "lib" });
      await scene.onTag("v1.0.0", { files: "*.zip" });
      expect(sumsOf(scene)).toEqual([sha256("app"), sha256("lib")].sort());
      const again = await scene.onTag("v1.0.0", { files: "*.zip" });
      expect(statusesOf(again)).toEqual(["unchanged", "unchanged"]);
      expect(scene.repo.requests().filter((request) => scene.repo.isAction("upload", request))).toHaveLength(2);
    });
    stage.scenario(`finds on ${version} what a run left behind that ended before its release`, async (scene) => {
      await scene.write({ "app.zip": "app", "lib.zip": "lib" });
      scene.repo.spoil("create", { kind: "status", status: 503 }, { times: 9 });
      await scene.onTag("v1.0.0", { files: "*.zip", retries: "0" }, { exit: 1 });
      await scene.write({ "lib.zip": "other" });
      await scene.onTag("v1.0.0", { files: "*.zip", retries: "9" });
      const uploads = scene.repo.requests().filter((request) => scene.repo.isAction("upload", request));
      expect(uploads).toHaveLength(3);
      expect(sumsOf(scene)).toEqual([sha256("app"), sha256("other")].sort());
    });
    takingCare(stage);
  }

  for (const version of ["13.10", "14.5"]) {
    const stage = createStage(gitLab({ name: `GitLab ${version}`, token: "private", version }));
    stage.scenario(`lists the commits where ${version} cannot be asked for a changelog`, async (scene) => {
      scene.raw.release({ tag: "v0.9.0" });
      scene.raw.commit("Plain commit");
      for (const told of [{}, { CI_SERVER_VERSION: undefined }])
        await scene.onTag(`v1.0.${Object.keys(told).length}`, { generate_release_notes: "true" }, { env: told });
      const notes = scene.repo.releases().filter(({ tag }) => tag !== "v0.9.0");
      expect(notes.map((release) => release.notes)).toEqual([
        expect.stringContaining("- Plain commit"),
        expect.stringContaining(""),
      ]);
    });
  }

  for (const version of ["12.3", "13.6", "14.9", "16.4"]) {
    const stage = createStage(gitLab({ name: `GitLab ${version}`, token: "private", version }));
    stage.scenario(`publishes, replaces and rests on ${version}`, async (scene) => {
      await scene.write({ "app.zip": "app", "发布.txt": "text" });
      await scene.onTag("v1.0.0", { files: "*.*" });
      await scene.write({ "app.zip": "newer" });
      const ran = await scene.onTag("v1.0.0", { files: "*.*" });
      expect(statusesOf(ran)).toEqual(["replaced", "unchanged"]);
      const again = await scene.again("v1.0.0", { files: "*.*" });
      expect(statusesOf(again)).toEqual(["unchanged", "unchanged"]);
    });
    stage.scenario(`goes by what it is told when nobody tells the version of ${version}`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      await scene.onTag("v1.0.0", { files: "app.zip" }, { env: { CI_SERVER_VERSION: undefined } });
      expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("app") }]);
    });
    takingCare(stage);
  }
});
