import { type Scene, assetsOf, counted, errorsOf, statusesOf } from "../contract/scene";
import { afterUpload, once, withdraw } from "./between";
import type { TGitScene, TGitStage } from "./subject";

const GET = "GET";
const isPut = ({ method, path }: { method: string; path: string }): boolean =>
  method === "PUT" && /\/releases\/[^/]+$/.test(path);
const methods = ({ repo }: Scene): string[] => repo.requests().map(({ method, status }) => `${method} ${status}`);
const description = ({ repo }: TGitScene): string | null | undefined => repo.raw.releases[0]?.body;

/** A release is a tag with another type; title and notes are one text. */
export function releases({ scenario }: TGitStage): void {
  scenario("asks to create first, then to update, in the API's own words", async (scene) => {
    await scene.write({ "app.zip": "app" });
    await scene.onTag("v1.0.0", { body: "Notes", files: "app.zip" });
    expect(methods(scene)).toEqual([`${GET} 200`, "POST 409", `${GET} 200`, "PUT 200", "POST 201", `${GET} 200`]);
    const [, post, , put] = scene.repo.requests();
    expect(post?.json).toEqual({ tag: "v1.0.0", start_point: "v1.0.0", type: "release", description: "Notes" });
    expect(put?.json).toEqual({ type: "release", description: "Notes" });
    for (const { headers, query } of scene.repo.requests()) {
      expect(headers["private-token"]).toBe(scene.host.tokens.good);
      expect([headers.authorization, query.private_token]).toEqual([undefined, undefined]);
    }
  });

  scenario("makes tag and release in one request, with the tag's message", async (scene) => {
    const target_commitish = scene.repo.head();
    await scene.onBranch({ tag_name: "v1.0.0", target_commitish, tag_message: "The first" });
    expect(methods(scene)).toEqual([`${GET} 404`, `${GET} 200`, "POST 201"]);
    expect(scene.raw.releases).toMatchObject([{ tagName: "v1.0.0" }]);
    expect(scene.raw.tags.get("v1.0.0")).toMatchObject({ message: "The first", commit: target_commitish });
    expect(scene.only().title).toBe("v1.0.0");
  });

  scenario("puts a title that is not the tag before the notes, once", async (scene) => {
    const inputs = { name: "The first", body: "# Heading\n\nNotes" };
    await scene.onTag("v1.0.0", inputs);
    const text = "# The first\n\n<!-- forge-release title -->\n\n# Heading\n\nNotes";
    expect(description(scene)).toBe(text);
    await scene.onTag("v1.0.0", inputs);
    expect(description(scene)).toBe(text);
    const ran = await scene.onTag("v1.0.0", { name: "v1.0.0" });
    expect(description(scene)).toBe("# Heading\n\nNotes");
    expect(ran.outputs.name).toBe("v1.0.0");
  });

  scenario("does not take a heading of somebody's own for a title, nor the message of the tag", async (scene) => {
    scene.raw.tag("v1.0.0", { annotated: "A message" });
    scene.raw.release({ tag: "v1.0.0", notes: "# By hand\n\nMine" });
    const ran = await scene.onTag("v1.0.0", { body: "More", body_mode: "append" });
    expect(description(scene)).toBe("# By hand\n\nMine\n\nMore");
    expect(ran.outputs.name).toBe("v1.0.0");
  });

  scenario("leaves the description that a plain tag has when no notes are given", async (scene) => {
    scene.repo.tag("v1.0.0");
    Object.assign(scene.raw.rows.get("v1.0.0") ?? {}, { body: "Of the tag" });
    await scene.onTag("v1.0.0");
    expect(description(scene)).toBe("Of the tag");
  });

  scenario("knows the files that a plain tag had already", async (scene) => {
    await scene.write({ "app.zip": "app", "lib.zip": "lib" });
    await scene.onTag("v1.0.0", { files: "app.zip" });
    Object.assign(scene.raw.rows.get("v1.0.0") ?? {}, { type: "none", body: null });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip", body: "Notes" });
    expect(statusesOf(ran)).toEqual(["unchanged", "uploaded"]);
    expect(ran.outputs.created).toBe("true");
    expect(scene.only().assets.map(({ name }) => name)).toEqual(["app.zip", "lib.zip"]);
    expect(counted(scene, "upload")).toBe(2);
  });

  scenario("says that release_id is another release's", async (scene) => {
    const id = scene.repo.release({ tag: "v1.0.0" });
    const ran = await scene.onTag("v1.0.0", { release_id: "1" }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toMatch(/no release with the id 1.*release_id/);
    await scene.onTag("v2.0.0", { release_id: id }, { exit: 2 });
    expect((await scene.onTag("v1.0.0", { release_id: id })).outputs.id).toBe(id);
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("tells why a tag could not be made", async (scene) => {
    const ran = await scene.onBranch({ tag_name: "v1.0.0", target_commitish: "no-such-branch" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/answered 400: .*no-such-branch.*target_commitish has to be/);
    expect(scene.repo.releases()).toEqual([]);
  });
}

/** Other jobs and people that get in between, and answers that are lost. */
export function interruptions({ scenario }: TGitStage): void {
  scenario("goes on in a release that somebody made at the same moment", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.raw.raceFor("v1.0.0", "release");
    const target_commitish = scene.repo.head();
    const ran = await scene.onBranch({ tag_name: "v1.0.0", target_commitish, files: "app.zip" });
    expect(ran.outputs).toMatchObject({ created: "false", id: scene.only().id });
    expect(scene.only().assets).toHaveLength(1);
  });

  scenario("looks where a tag is that somebody made at the same moment", async (scene) => {
    scene.raw.raceFor("v1.0.0", "tag");
    const target_commitish = scene.repo.head();
    const ran = await scene.onBranch({ tag_name: "v1.0.0", target_commitish });
    expect(ran.log).toMatch(/The tag v1\.0\.0 was made at the same moment.*Looking again/);
    expect(ran.outputs).toMatchObject({ created: "true", id: scene.only().id });
  });

  for (const when of ["before", "after"] as const) {
    scenario(`makes one release when the line breaks ${when} the update that makes it`, async (scene) => {
      const path = new RegExp(`${encodeURIComponent(scene.repo.name)}/releases/[^/]+$`);
      const fault = scene.sandbox.faults.add({ method: "PUT", path, do: { kind: "reset", when } });
      const ran = await scene.onTag("v1.0.0", { body: "Notes", name: "One" });
      expect(fault.hits()).toBe(1);
      expect(ran.outputs).toMatchObject({ created: "true", id: scene.only().id });
      expect(scene.only()).toMatchObject({ title: "One", notes: "Notes" });
    });
  }

  scenario("goes on after the server made only the tag", async (scene) => {
    scene.repo.spoil("create", { kind: "half", status: 502 });
    await scene.write({ "app.zip": "app" });
    const target_commitish = scene.repo.head();
    const ran = await scene.onBranch({ tag_name: "v1.0.0", target_commitish, files: "app.zip", body: "Notes" });
    expect(ran.outputs.created).toBe("true");
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", notes: "Notes", assets: [{ name: "app.zip" }] });
  });

  scenario("makes a release again that was deleted while files were uploaded", async (scene) => {
    await scene.write({ "app.zip": "app" });
    afterUpload(scene, () => {
      withdraw(scene, "v1.0.0");
    });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip", body: "Notes" });
    expect(scene.only()).toMatchObject({ notes: "Notes", assets: [{ name: "app.zip" }] });
    expect(assetsOf(ran)).toMatchObject([{ status: "uploaded" }]);
    expect(ran.outputs.id).toBe(scene.only().id);
  });

  scenario("notices that the release was deleted before it could be changed", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", assets: [{ name: "old.zip", content: "old" }] });
    once(scene, isPut, () => {
      withdraw(scene, "v1.0.0");
    });
    const ran = await scene.onTag("v1.0.0", { body: "Notes" });
    expect(ran.log).toMatch(/was deleted at the same moment/);
    expect(ran.outputs).toMatchObject({ id: scene.only().id, asset_urls: "{}" });
    expect(scene.only().notes).toBe("Notes");
  });
}
