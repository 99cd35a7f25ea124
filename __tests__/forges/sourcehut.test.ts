import type { SourceHutKinds } from "../../sandbox/sourcehut";
import { keepsTheContract } from "./contract";
import { takingCare } from "./contract/care";
import { createStage, errorsOf, noticesOf, sha256, statusesOf } from "./contract/scene";
import { isRepoOf } from "./contract/host";
import { sourceHut } from "./sourcehut/subject";

keepsTheContract(sourceHut());

describe("SourceHut's own traps", () => {
  const stage = createStage(sourceHut({ pageSize: 2 }));
  const { scenario } = stage;

  scenario("adds files to the annotated tag that was pushed, through all pages", async (scene) => {
    const names = ["1.zip", "2.zip", "3.zip", "4.zip", "5.zip"];
    for (const older of ["v0.1.0", "v0.2.0", "v0.3.0"]) scene.repo.tag(older);
    await scene.write(Object.fromEntries(names.map((name) => [name, `content of ${name}`])));
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(ran.outputs).toMatchObject({ forge: "sourcehut", tag_name: "v1.0.0", name: "v1.0.0", created: "false" });
    const release = scene.repo.releases().find(({ tag }) => tag === "v1.0.0");
    expect(release?.assets.map(({ name }) => name).sort()).toEqual(names);
    const again = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(new Set(statusesOf(again))).toEqual(new Set(["unchanged"]));
    expect((await fetch(again.outputs.url ?? "")).status).toBe(200);
  });

  scenario("says what a title and notes would need, and leaves them out", async (scene) => {
    const ran = await scene.onTag("v1.0.0", { name: "The first", body: "What is new" });
    expect(noticesOf(ran)).toEqual([
      "Left out, because this forge cannot do it: name.",
      "Left out, because this forge cannot do it: body.",
    ]);
    expect(scene.only()).toMatchObject({ title: "v1.0.0", notes: "Notes" });
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("tells how to push the annotated tag that is not there", async (scene) => {
    const ran = await scene.onBranch({ tag_name: "v1.0.0", target_commitish: "main" }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toMatch(
      /no annotated tag v1\.0\.0.*git tag -a v1\.0\.0 main && git push origin v1\.0\.0/,
    );
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("tells how to make an annotated tag of a lightweight one", async (scene) => {
    if (!isRepoOf<SourceHutKinds>(scene.repo)) throw new Error("no repository of a sandbox");
    scene.repo.raw.tag("v1.0.0", { light: true });
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onBranch({ tag_name: "v1.0.0", files: "app.zip" }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toMatch(/v1\.0\.0 is a lightweight one.*git tag -a -f v1\.0\.0 [0-9a-f]{40}/);
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("tells that a name may be there once in the repository", async (scene) => {
    scene.repo.release({ tag: "v0.9.0", assets: [{ name: "app.zip", content: "older" }] });
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/answered 409: .*already exists.*once in a whole repository/);
    await scene.onTag("v1.0.0", { files: "app.zip => app-1.0.0.zip" });
    const release = scene.repo.releases().find(({ tag }) => tag === "v1.0.0");
    expect(release?.assets).toMatchObject([{ name: "app-1.0.0.zip", sha256: sha256("app") }]);
  });

  takingCare(stage);
});
