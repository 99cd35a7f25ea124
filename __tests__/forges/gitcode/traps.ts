import { truncate } from "node:fs/promises";
import { join } from "node:path";
import { limits } from "../../../sandbox/gitcode";
import { nameOf } from "../../../sandbox/kernel/state";
import { counted, errorsOf, noticesOf, statusesOf } from "../contract/scene";
import type { GitCodeScene, GitCodeStage } from "./subject";

const status = ({ repo }: GitCodeScene, tag: string): unknown =>
  repo.raw.releases.find(({ tagName }) => tagName === tag)?.status;

/** The one switch for prereleases and the latest release. */
export function marking({ scenario }: GitCodeStage): void {
  scenario("marks a new release as asked, and an ordinary one not at all", async (scene) => {
    await scene.onTag("v1.0.0");
    await scene.onTag("v1.1.0", { make_latest: "true" });
    await scene.onTag("v1.2.0-rc.1", { make_latest: "true" });
    expect(["v1.0.0", "v1.1.0", "v1.2.0-rc.1"].map((tag) => status(scene, tag))).toEqual([undefined, "latest", "pre"]);
    const lower = await scene.onTag("v0.9.0");
    expect(noticesOf(lower).join(" ")).toContain("v1.1.0 stays the latest release");
    expect(status(scene, "v1.1.0")).toBe("latest");
    const two = await scene.onTag("v1.0.5");
    expect(noticesOf(two).join(" ")).toContain("v1.1.0 stays the latest release, it is a higher version");
  });

  scenario("resets nothing with an update", async (scene) => {
    for (const mark of ["pre", "latest", undefined] as const) {
      const tag = `v1.0.0-${mark ?? "none"}`;
      scene.raw.release({ tag, ...(mark === undefined ? {} : { status: mark }) });
      await scene.onTag(tag, { name: "New", body: "New notes" });
      expect([tag, status(scene, tag)]).toEqual([tag, mark]);
    }
    const [first] = scene.repo.writes();
    expect(first?.json).toEqual({ tag_name: "v1.0.0-pre", name: "New", body: "New notes", release_status: "pre" });
  });

  scenario("moves the mark when asked, and takes it away", async (scene) => {
    scene.raw.release({ tag: "v1.0.0", status: "latest" });
    scene.raw.release({ tag: "v1.1.0", status: "pre" });
    await scene.onTag("v1.1.0", { prerelease: "false", make_latest: "true" });
    expect(["v1.0.0", "v1.1.0"].map((tag) => status(scene, tag))).toEqual([undefined, "latest"]);
    await scene.onTag("v1.1.0", { make_latest: "true" });
    await scene.onTag("v1.1.0", { make_latest: "false" });
    expect(status(scene, "v1.1.0")).toBeUndefined();
    await scene.onTag("v1.1.0", { make_latest: "false" });
    expect(scene.repo.writes()).toHaveLength(2);
  });

  scenario("finds no notes again where only a stand-in is stored", async (scene) => {
    await scene.onTag("v1.0.0");
    await scene.onTag("v1.0.0", { body: "" });
    expect(scene.repo.writes()).toHaveLength(1);
    await scene.onTag("v1.0.0", { body: "Notes", body_mode: "append" });
    expect(scene.only().notes).toBe("Notes");
  });
}

/** Answers in all their shapes. */
export function answering({ scenario }: GitCodeStage): void {
  scenario("knows a release by its tag only, whatever it is called", async (scene) => {
    await scene.write({ "app.zip": "app" });
    for (const tag of ["latest", "1234"]) {
      await scene.onTag(tag, { files: "app.zip" });
      expect(statusesOf(await scene.onTag(tag, { files: "app.zip" }))).toEqual(["unchanged"]);
    }
    const wrong = await scene.onTag("latest", { release_id: "1234" }, { exit: 2 });
    expect(errorsOf(wrong).join(" ")).toContain("release_id");
    expect((await scene.onTag("1234", { release_id: "1234", name: "New" })).outputs.id).toBe("1234");
  });

  scenario("never touches generated archives, not even one of a file's name", async (scene) => {
    await scene.write({ "v1.0.0.zip": "my own" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    expect(statusesOf(ran)).toEqual(["uploaded"]);
    expect(Object.keys(JSON.parse(ran.outputs.asset_urls ?? "{}") as object)).toEqual(["v1.0.0.zip"]);
    await scene.write({ "v1.0.0.zip": "my own, changed" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "*.zip" }))).toEqual(["replaced"]);
    expect(scene.only().assets).toHaveLength(1);
  });

  scenario("goes on where another run made the release at the same moment", async (scene) => {
    scene.raw.raceFor("v1.0.0");
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip", body: "Notes" });
    expect(ran.outputs.created).toBe("false");
    expect(scene.only()).toMatchObject({ notes: "Notes", assets: [{ name: "app.zip" }] });
  });

  scenario("is refused for good by 418", async (scene) => {
    const fault = scene.repo.spoil("create", limits.suspicious(), { times: Infinity });
    const ran = await scene.onTag("v1.0.0", {}, { exit: 1 });
    expect(fault.hits()).toBe(1);
    expect(errorsOf(ran).join(" ")).toMatch(/answered 418.*suspicious/);
  });

  scenario("waits when the rate is limited, and is told no time", async (scene) => {
    scene.repo.spoil("create", limits.rateLimited());
    const ran = await scene.onTag("v1.0.0");
    expect(ran.log).toMatch(/rate limited \(429\), waiting 0\.6 s/);
    expect(scene.only().tag).toBe("v1.0.0");
    expect(counted(scene, "create")).toBe(2);
  });

  scenario("tells a refusal in each of its shapes", async (scene) => {
    for (const [fault, words] of [
      [limits.inner(403, "Forbidden"), /answered 403: Forbidden.*write access to the repository/],
      [limits.inner(403, "Forbidden", 200), /answered 403: Forbidden/],
      [limits.permissionDenied("message"), /answered 403: Forbidden.*write access to the repository/],
      [limits.tokenExpired(), /answered 401: Unauthorized.*expired/],
    ] as const) {
      scene.repo.spoil("create", fault);
      expect(errorsOf(await scene.onTag("v1.0.0", {}, { exit: 1 })).join(" ")).toMatch(words);
    }
    // The pipeline's own token has reasons of its own.
    scene.repo.spoil("create", limits.permissionDenied("message"));
    const job_token = scene.repo.token ?? scene.host.tokens.good;
    const own = await scene.onTag("v1.0.0", { token: "", job_token }, { exit: 1 });
    expect(errorsOf(own).join(" ")).toMatch(/repository: write.*fork/);
    const page = { kind: "status", status: 403, body: "<!DOCTYPE html><html><body>Blocked</body></html>" } as const;
    scene.repo.spoil("create", page);
    expect(errorsOf(await scene.onTag("v1.0.0", {}, { exit: 1 })).join(" ")).toMatch(/Blocked.*firewall/);
    expect(scene.repo.releases()).toEqual([]);
  });

  scenario("tells a target that is not there", async (scene) => {
    const inputs = { tag_name: "v1.0.0", target_commitish: "no-such-branch" };
    const ran = await scene.onBranch(inputs, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/answered 422.*target_commitish has to be/);
  });

  scenario("publishes with the token of the pipeline, and tells a fork's that it may not", async (scene) => {
    await scene.onTag("v1.0.0", { token: "" });
    expect(scene.only().tag).toBe("v1.0.0");
    const env = scene.raw.environment({ tag: "v1.0.0", fork: true });
    const ran = await scene.onTag("v1.0.0", { token: "", name: "New" }, { env, exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/answered 403.*fork/);
  });

  scenario("publishes to a repository of a group in a group", async (scene) => {
    const name = `group/sub/${nameOf(scene.raw)}`;
    const raw = scene.sandbox.repository(name, {});
    await scene.write({ "app.zip": "app" });
    const inputs = { repository: name, tag_name: "v1.0.0", target_commitish: "main", files: "app.zip" };
    const ran = await scene.onBranch(inputs);
    expect(raw.releases).toMatchObject([{ tagName: "v1.0.0", assets: [{ name: "app.zip" }] }]);
    expect(ran.outputs.url).toBe(`${scene.sandbox.serverUrl}/${name}/releases/tag/v1.0.0`);
  });

  scenario("names the root of the API where only its host is given", async (scene) => {
    const { serverUrl, apiUrl } = scene.sandbox;
    const env = { ATOMGIT_ACTIONS: undefined, CI: undefined };
    const given = { forge: "gitcode", server_url: serverUrl, api_url: new URL(apiUrl).origin };
    scene.repo.tag("v1.0.0");
    const ran = await scene.onBranch({ ...given, repository: scene.repo.name, tag_name: "v1.0.0" }, { env });
    expect(ran.outputs.url).toBe(`${serverUrl}/${scene.repo.name}/releases/tag/v1.0.0`);
  });
}

/** A server that takes less than its users send. */
export function limited({ scenario }: GitCodeStage): void {
  scenario("says that the store takes no file of this size, and finishes without it", async (scene) => {
    await scene.write({ "app.zip": "app", "huge.img": Buffer.alloc(2000) });
    const inputs = { files: "*.*", preserve_order: "true" };
    const ran = await scene.onTag("v1.0.0", inputs, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/huge\.img.*EntityTooLarge.*split it/);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip" }]);
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "*.*\n!huge.img" }))).toEqual(["unchanged"]);
  });

  scenario("warns of a file beyond the largest upload of an object store", async (scene) => {
    await scene.write({ "huge.img": "" });
    await truncate(join(scene.workspace.folder, "huge.img"), 5 * 1024 ** 3 + 1);
    const ran = await scene.onTag("v1.0.0", { files: "huge.img", dry_run: "true", oversized_files: "skip" });
    expect(ran.log).toMatch(/^::warning::.*the limit of this server is not known/m);
  });
}

/** So few requests a minute that one run is stopped. */
export function hurried({ scenario }: GitCodeStage): void {
  scenario("gives up when the limit lasts, and says what it is", async (scene) => {
    const ran = await scene.onTag("v1.0.0", { retries: "1" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/limits the rate.*answered 429.*50 requests a minute/);
    expect(scene.repo.releases()).toEqual([]);
  });
}

/** A server that takes no slash in an address, in either of its ways to say so. */
export function withoutSlashes({ scenario }: GitCodeStage): void {
  scenario("makes a release of a tag with a slash, and says why it gets no files", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("pkg/v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/answered 40[04].*tag with a slash/);
    expect(ran.log).not.toContain("Looking again");
    const none = await scene.onTag("pkg/v1.0.0");
    expect(none.outputs).toMatchObject({ tag_name: "pkg/v1.0.0", created: "false" });
    const changed = await scene.onTag("pkg/v1.0.0", { name: "New" }, { exit: 1 });
    expect(errorsOf(changed).join(" ")).toMatch(/tag with a slash/);
    expect(scene.only().tag).toBe("pkg/v1.0.0");
  });
}

/** What a mark is asked for that a server does not keep, or knows no way to. */
export function keptMarks({ scenario }: GitCodeStage): void {
  scenario("says that legacy means nothing there, as on_unsupported asks", async (scene) => {
    const warned = await scene.onTag("v1.0.0", { make_latest: "legacy" });
    expect(noticesOf(warned).join(" ")).toContain("make_latest: legacy");
    const failed = await scene.onTag("v1.1.0", { make_latest: "legacy", on_unsupported: "fail" }, { exit: 2 });
    expect(errorsOf(failed).join(" ")).toContain("make_latest: legacy");
    expect(scene.only().tag).toBe("v1.0.0");
  });

  scenario("says that a mark was not taken away", async (scene) => {
    scene.raw.release({ tag: "v0.9.0" });
    scene.raw.release({ tag: "v1.0.0", status: "latest" });
    const ran = await scene.onTag("v1.0.0", { make_latest: "false" });
    expect(noticesOf(ran).join(" ")).toContain("did not take the mark of the latest release away");
  });
}

/** A server as the spec page shows it. */
export function older({ scenario }: GitCodeStage): void {
  scenario("does not ask again and again for a mark that is never changed", async (scene) => {
    scene.raw.release({ tag: "v0.9.0" });
    scene.raw.release({ tag: "v1.0.0", status: "latest" });
    for (const inputs of [{ make_latest: "false" }, { prerelease: "true" }]) {
      const ran = await scene.onTag("v1.0.0", inputs);
      expect(noticesOf(ran).join(" ")).toMatch(/The server did not/);
    }
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("says that a mark is not changed", async (scene) => {
    scene.raw.release({ tag: "v1.0.0" });
    const ran = await scene.onTag("v1.0.0", { prerelease: "true" });
    expect(noticesOf(ran).join(" ")).toContain("did not change whether the release is a prerelease");
    expect(ran.outputs.prerelease).toBe("false");
  });

  scenario("finds the tag where every page of a list is the whole list", async (scene) => {
    for (let count = 1; count <= 100; count++) scene.raw.release({ tag: `v0.${count}.0`, status: "latest" });
    await scene.onTag("v0.100.0", { make_latest: "false" });
    expect(scene.repo.requests().filter(({ path }) => path.endsWith("/releases"))).toHaveLength(2);
  });
}
