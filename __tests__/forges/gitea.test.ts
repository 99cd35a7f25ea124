import { createWorkspace } from "../doors/bundle";
import { takingCare } from "./contract/care";
import { createStage } from "./contract/scene";
import { keepsTheContract } from "./contract";
import { giteaOf } from "./gitea/subject";
import { externalAssets, files, forms, releases } from "./gitea/traps";
import { gitHub } from "./github/subject";

keepsTheContract(giteaOf({ name: "Gitea 1.26", options: { version: "1.26" } }));
keepsTheContract(giteaOf({ name: "Gitea 1.16", options: { version: "1.16" }, can: { addressesNameTags: false } }));
keepsTheContract(giteaOf({ name: "Gitea below a path", options: { subPath: "/git", otherRootUrl: true } }));
keepsTheContract(giteaOf({ name: "Forgejo 15", options: { software: "forgejo", version: "15" } }));

for (const [subject, type] of [
  [giteaOf({ name: "Gitea 1.25" }), /^application\/octet-stream$/],
  [giteaOf({ name: "Gitea 1.16", options: { version: "1.16" } }), /^multipart\/form-data; boundary=/],
] as const) {
  describe(`what ${subject.name} takes`, () => {
    const stage = createStage(subject);
    forms(stage, type);
    takingCare(stage);
  });
}

describe("Gitea's own traps", () => {
  const stage = createStage(giteaOf({ name: "Gitea 1.25" }));
  files(stage);
  releases(stage);
  takingCare(stage);
});

describe("Forgejo's own traps", () => {
  const stage = createStage(giteaOf({ name: "Forgejo 12", options: { software: "forgejo", version: "12" } }));
  files(stage);
  externalAssets(stage);
  takingCare(stage);
});

describe("one workflow file", () => {
  it("publishes on the runners of GitHub, Gitea and Forgejo, unchanged", async () => {
    const inputs = { files: "dist/*", body: "Notes", name: "One" };
    const hosts = [
      gitHub({ shape: "github.com" }),
      giteaOf({ name: "Gitea" }),
      giteaOf({ name: "Forgejo", options: { software: "forgejo", version: "12" } }),
    ];
    for (const subject of hosts) {
      const host = await subject.start({});
      const repo = host.repository();
      repo.tag("v1.0.0");
      const workspace = await createWorkspace({ "dist/app.zip": "app" });
      // Every runner fills `github.token` in, which action.yml names.
      const ran = await workspace.action(repo.environment({ tag: "v1.0.0" }), {
        ...inputs,
        job_token: host.tokens.good,
      });
      expect([ran.code, ran.outputs.forge]).toEqual([0, subject.forge]);
      expect(repo.releases()).toMatchObject([
        { tag: "v1.0.0", title: "One", draft: false, assets: [{ name: "app.zip" }] },
      ]);
      await workspace.close();
      await host.close();
    }
  });
});
