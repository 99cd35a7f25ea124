import { limits } from "../../../sandbox/cnb";
import { CLOCK } from "../../doors/in-process";
import { type Inputs, counted, errorsOf, noticesOf, statusesOf } from "../contract/scene";
import { type CnbScene, type CnbStage, spoilTicket } from "./subject";
import { matching, told } from "./told";

/** Releases, drafts and tags as CNB keeps them. */
export function releases({ scenario, subject }: CnbStage): void {
  for (const files of ["app.zip", ""]) {
    const kind = files === "" ? "without" : "with";
    scenario(`goes on in the release that somebody made at the same moment, ${kind} files`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      scene.raw.raceFor("v1.0.0");
      const ran = await scene.onTag("v1.0.0", { files, body: "Notes" });
      expect(scene.only()).toMatchObject({ draft: false, notes: "Notes" });
      expect(scene.only().assets).toHaveLength(files === "" ? 0 : 1);
      expect(ran.outputs).toMatchObject({ created: "false", id: scene.only().id });
      expect(counted(scene, "create")).toBe(1);
    });

    scenario(
      `makes no twin when the answer was lost and the list lags, ${kind} files`,
      async (scene) => {
        await scene.write({ "app.zip": "app" });
        scene.repo.spoil("create", { kind: "reset", when: "after" });
        const ran = await scene.onTag("v1.0.0", { files, body: "Notes" });
        expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false, notes: "Notes" });
        expect(ran.outputs).toMatchObject({ id: scene.only().id, created: "true" });
      },
      { listLag: 1000 },
    );
  }

  scenario("makes the release after a try that left its tag only", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const fault = scene.repo.spoil("create", { kind: "half", status: 502 });
    const ran = await scene.onBranch({ tag_name: "v1.0.0", files: "app.zip" });
    expect(fault.hits()).toBe(1);
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "app.zip" }] });
    expect(scene.repo.tagCommit("v1.0.0")).toBe(scene.repo.head());
    expect(ran.outputs.created).toBe("true");
  });

  scenario("starts again when its draft was deleted meanwhile", async (scene) => {
    await scene.write({ "app.zip": "app" });
    let done = false;
    scene.repo.watch((request) => {
      if (done || !scene.repo.isAction("upload", request)) return;
      done = true;
      scene.raw.releases.splice(0);
    });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "app.zip" }] });
    expect(ran.outputs).toMatchObject({ created: "true", id: scene.only().id });
  });

  scenario("reads a release again after every change, whose answer is empty", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", title: "Old" });
    const ran = await scene.onTag("v1.0.0", { name: "New" });
    expect(told(scene)).toEqual(["GET /releases", "GET /git/tags/v1.0.0", "PATCH /releases/ID", "GET /releases/ID"]);
    expect(ran.outputs.name).toBe("New");
  });

  scenario(
    "does not take the latest mark from a higher version, and sends it as a text when it publishes",
    async (scene) => {
      scene.repo.release({ tag: "v2.0.0" });
      await scene.write({ "app.zip": "app" });
      const ran = await scene.onTag("v1.0.1", { files: "app.zip" });
      const bodies = scene.repo.writes().map(({ json }) => json);
      expect(bodies[0]).not.toHaveProperty("make_latest");
      expect(bodies.at(-1)).toMatchObject({ draft: false, make_latest: "false" });
      expect(bodies.at(-1)).not.toHaveProperty("tag_name");
      expect(noticesOf(ran).join(" ")).toMatch(/latest.*v2\.0\.0/);
      // The list told the latest release already.
      expect(told(scene)).not.toContain("GET /releases/latest");
      const { raw } = scene.repo;
      const latest = (): string | undefined => raw.releases.find((one) => one.latest)?.tagName;
      expect(latest()).toBe("v2.0.0");
      await scene.onTag("v1.0.2", { make_latest: "true" });
      expect(latest()).toBe("v1.0.2");
      for (let round = 0; round < 2; round++) await scene.onTag("v2.0.0", { make_latest: "true" });
      expect(latest()).toBe("v2.0.0");
      expect(counted(scene, "update")).toBe(2);
    },
  );

  scenario("leaves the latest mark where the first page of the list does not show it", async (scene) => {
    scene.repo.release({ tag: "v9.0.0" });
    for (let n = 1; n <= 120; n++) scene.raw.release({ tag: `v1.${n}.0`, latest: false });
    const ran = await scene.onTag("v1.0.1");
    expect(noticesOf(ran).join(" ")).toMatch(/Not marked as latest: \S+ is a higher version/);
    const { raw } = scene.repo;
    expect(raw.releases.find(({ latest }) => latest)?.tagName).toBe("v9.0.0");
  });

  scenario("finds a published release behind a hundred others by its tag", async (scene) => {
    const id = scene.repo.release({ tag: "v0.1.0" });
    for (let n = 1; n <= 250; n++) scene.repo.release({ tag: `v1.${n}.0` });
    const ran = await scene.onTag("v0.1.0");
    expect(ran.outputs).toMatchObject({ id, created: "false" });
    // Where the route has another name the list is gone through.
    expect(scene.repo.requests().length).toBeLessThanOrEqual(subject.name === "cnb.cool" ? 3 : 5);
  });

  scenario("leaves out what CNB cannot do with a notice, or fails before any write", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const wishes = { generate_release_notes: "true", milestones: "1.0", tag_message: "One", links: "a=https://a.b/c" };
    const inputs = { files: "app.zip#Label", ...wishes };
    const refused = await scene.onTag("v1.0.0", { ...inputs, on_unsupported: "fail" }, { exit: 2 });
    for (const wish of [...Object.keys(wishes), "labels"]) expect(errorsOf(refused).join(" ")).toContain(wish);
    expect(scene.repo.writes()).toEqual([]);
    const ran = await scene.onTag("v1.0.0", inputs);
    for (const wish of [...Object.keys(wishes), "labels"]) expect(noticesOf(ran).join(" ")).toContain(wish);
    expect(statusesOf(ran)).toEqual(["uploaded"]);
  });

  /** A run of a branch for a tag that is on its head already. */
  const onHead = async (scene: CnbScene, tag: string, inputs: Inputs = {}): Promise<void> => {
    scene.repo.tag(tag);
    await scene.onBranch({ tag_name: tag, ...inputs });
    expect(scene.only()).toMatchObject({ tag, draft: false });
  };

  scenario("goes on without the routes of tags where a server has none", async (scene) => {
    const missing = { kind: "status", ...problem(404) } as const;
    const path = new RegExp(`/${scene.repo.name}/-/git/tags`);
    scene.sandbox.faults.add({ path, times: Infinity, do: missing });
    await onHead(scene, "v1.0.0");
    expect(scene.repo.writes()[0]?.json).toMatchObject({ target_commitish: scene.repo.head() });
  });

  scenario("finds a tag with a slash in the list where the route misreads it", async (scene) => {
    const missing = { kind: "status", ...problem(404) } as const;
    const path = new RegExp(`/${scene.repo.name}/-/git/tags/`);
    scene.sandbox.faults.add({ path, times: Infinity, do: missing });
    await onHead(scene, "pkg/v1.0.0", { verify_tag: "true" });
  });
}

const problem = (status: number): { status: number; body: unknown } => ({
  status,
  body: { errcode: 5, errmsg: "not found" },
});

/** Who may do what, and how busy servers are waited for. */
export function rights({ scenario }: CnbStage): void {
  scenario("publishes with the token of its own pipeline", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip", token: "" });
    expect(ran.log).toContain("CNB_TOKEN");
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "app.zip" }] });
  });

  scenario("tells that the token of a pull request's pipeline only reads", async (scene) => {
    const env = scene.raw.environment({ event: "pull_request" });
    const inputs = { tag_name: "v1.0.0", target_commitish: "main", token: "" };
    const ran = await scene.onBranch(inputs, { env, exit: 1 });
    expect(errorsOf(ran)).toEqual(
      matching(/^Failed creating/, /answered 403: permission denied \(7\)/, /pull request/),
    );
  });

  scenario("tells that an empty repository takes no release", async (scene) => {
    const empty = scene.sandbox.repository(`${scene.repo.name}-empty`, { empty: true });
    const inputs = { repository: empty.path, tag_name: "v1.0.0", target_commitish: "main" };
    const ran = await scene.onBranch(inputs, { exit: 1 });
    expect(errorsOf(ran)).toEqual(matching(/^Failed creating/, /answered 400: .*empty/, /Push a commit first/));
  });

  scenario("tells a target that is not there", async (scene) => {
    const ran = await scene.onBranch({ tag_name: "v1.0.0", target_commitish: "nowhere" }, { exit: 1 });
    expect(errorsOf(ran)).toEqual(matching(/^Failed creating/, /answered 404: .*nowhere/, /branch or a full commit/));
    expect(counted(scene, "create")).toBe(1);
  });

  scenario("waits as told by a limit, and says so", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const fault = spoilTicket(scene, limits.rateLimited(1));
    const started = CLOCK.now();
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(fault.hits()).toBe(1);
    expect(CLOCK.now() - started).toBeGreaterThanOrEqual(1000);
    expect(ran.log).toMatch(/rate limited.*waiting 1 s as told by Retry-After/);
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "app.zip" }] });
  });

  scenario("tries again after a page of the gateway, and tells one that stays", async (scene) => {
    const once = scene.repo.spoil("create", limits.gatewayPage());
    await scene.onTag("v1.0.0");
    expect(once.hits()).toBe(1);
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false });
    scene.repo.spoil("create", limits.gatewayPage(503), { times: Infinity });
    const ran = await scene.onTag("v1.1.0", { retries: "1" }, { exit: 1 });
    expect(errorsOf(ran)).toEqual(matching(/^Failed creating/, /answered 503: .*Bad Gateway/, /Run it again/));
    expect(ran.log).not.toContain("<html");
  });

  scenario("does not try again what is a matter of permission", async (scene) => {
    const fault = scene.repo.spoil("create", limits.permissionDenied(), { times: Infinity });
    const ran = await scene.onTag("v1.0.0", {}, { exit: 1 });
    expect(fault.hits()).toBe(1);
    expect(errorsOf(ran).join(" ")).toContain("repo-code");
  });
}
