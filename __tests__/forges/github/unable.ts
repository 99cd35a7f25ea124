import { errorsOf, statusesOf } from "../contract/scene";
import type { GitHubStage } from "./subject";

/** Servers that cannot do what was asked: said once, before anything is changed, or left out with a notice. */
export function unable({ scenario }: GitHubStage, wishes: Readonly<Record<string, string>>): void {
  const [wish = ""] = Object.keys(wishes);

  scenario(`leaves out ${wish} with a notice, or fails before any write`, async (scene) => {
    await scene.write({ "app.zip": "app" });
    const inputs = { files: "app.zip", ...wishes };
    const refused = await scene.onTag("v1.0.0", { ...inputs, on_unsupported: "fail" }, { exit: 2 });
    expect(errorsOf(refused).join(" ")).toContain(wish);
    expect(scene.repo.releases()).toEqual([]);
    const ran = await scene.onTag("v1.0.0", inputs);
    expect(ran.log).toMatch(new RegExp(`::notice.*INPUT_${wish.toUpperCase()}`));
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "app.zip" }] });
    expect(JSON.stringify(scene.repo.writes().map(({ json }) => json))).not.toContain(wish);
  });

  scenario("publishes beside a higher version and converges", async (scene) => {
    scene.repo.release({ tag: "v2.0.0" });
    await scene.write({ "app.zip": "app" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "app.zip" }))).toEqual(["unchanged"]);
  });
}
