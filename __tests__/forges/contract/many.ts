import { type Scene, type Stage, assetsOf, counted, statusesOf } from "./scene";

/** Many requests, many jobs, and a run that only looks. */
export function counting({ scenario, subject }: Stage): void {
  const { can } = subject;
  // The tag that started a job is looked at, too: it may have been moved since.
  const check = can.tags ? 1 : 0;
  const budget = {
    ...can.budget,
    created: (files: number) => can.budget.created(files) + check,
    unchanged: (assets: number) => can.budget.unchanged(assets) + check,
  };

  /** Requests of some work. */
  async function requestsOf(scene: Scene, work: () => Promise<unknown>): Promise<number> {
    const before = scene.repo.requests().length;
    await work();
    return scene.repo.requests().length - before;
  }

  scenario("keeps to its budget of requests", async (scene) => {
    scene.repo.release({ tag: "v0.9.0", assets: [{ name: "app.zip", content: "older" }] });
    expect(await requestsOf(scene, () => scene.onTag("v1.0.0"))).toBeLessThanOrEqual(budget.created(0));
    await scene.write({ "1.zip": "one", "2.zip": "two", "3.zip": "three" });
    const publish = (): Promise<unknown> => scene.onTag("v1.1.0", { files: "*.zip" });
    expect(await requestsOf(scene, publish)).toBeLessThanOrEqual(budget.created(3));
    const reads = can.digests || can.knowsOwnDigests ? 0 : 3;
    const unchanged = budget.unchanged(3) + reads;
    expect(await requestsOf(scene, publish)).toBeLessThanOrEqual(unchanged);
    await scene.write({ "2.zip": can.fixedContent ? "two" : "another two" });
    const replaced = budget.unchanged(3) + Math.max(0, reads - 1) + budget.replaced;
    expect(await requestsOf(scene, publish)).toBeLessThanOrEqual(replaced);
    const labelled = (): Promise<unknown> => scene.onTag("v1.2.0", { files: "1.zip#One\n2.zip#Two" });
    expect(await requestsOf(scene, labelled)).toBeLessThanOrEqual(budget.created(2) + 2 * budget.labelled);
  });

  const making: Stage["scenario"] = can.tagsAreReleases ? () => undefined : scenario;
  making("adds one request each for a page of releases, a check of the tag, an annotated one", async (scene) => {
    for (let n = 1; n <= 130; n++) scene.repo.release({ tag: `v0.${n}.0` });
    expect(await requestsOf(scene, () => scene.onTag("v1.0.0"))).toBeLessThanOrEqual(budget.created(0) + 1);
    const onBranch = (): Promise<unknown> => scene.onBranch({ tag_name: "v1.1.0" });
    expect(await requestsOf(scene, onBranch)).toBeLessThanOrEqual(budget.created(0) + 2);
    scene.repo.tag("v1.2.0", { annotated: "One" });
    const annotated = (): Promise<unknown> => scene.onBranch({ tag_name: "v1.2.0" });
    expect(await requestsOf(scene, annotated)).toBeLessThanOrEqual(budget.created(0) + 3);
  });

  making("changes nothing in a dry run, and shows what it would do", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", title: "Old", assets: [{ name: "1.zip", content: "old" }] });
    const first = can.fixedContent ? { action: "none", size: 3 } : { action: "replace", size: 4 };
    await scene.write({ "1.zip": can.fixedContent ? "old" : "one!", "2.zip": "two" });
    const inputs = { files: "*.zip", dry_run: "true" };
    const update = await scene.onTag("v1.0.0", { ...inputs, name: "New" });
    expect(JSON.parse(update.outputs.plan ?? "null")).toEqual([
      expect.objectContaining({ action: "update" }),
      expect.objectContaining({ ...first, file: "1.zip", name: "1.zip" }),
      expect.objectContaining({ action: "upload", file: "2.zip", name: "2.zip", size: 3 }),
    ]);
    expect(update.outputs).toMatchObject({ id: scene.only().id, tag_name: "v1.0.0", draft: "false" });
    const creation = await scene.onTag("v2.0.0", inputs);
    const plan = JSON.parse(creation.outputs.plan ?? "null") as { action: string }[];
    expect(plan.filter(({ action }) => action === "upload")).toHaveLength(2);
    expect(plan.some(({ action }) => action.startsWith("create"))).toBe(true);
    expect(creation.outputs).toMatchObject({ tag_name: "v2.0.0", repository: scene.repo.name });
    expect(scene.repo.writes()).toEqual([]);
    expect(scene.only()).toMatchObject({ title: "Old", assets: [{ name: "1.zip" }] });
  });

  for (const listLag of [0, 1000]) {
    const lagging = listLag === 0 ? "" : ", on a server whose lists lag";
    const race = async (scene: Scene): Promise<void> => {
      scene.repo.tag("v1.0.0");
      const names = ["1.zip", "2.zip", "3.zip", "4.zip"];
      const runs = await Promise.all(
        names.map(async (name) => {
          const job = await scene.beside();
          await job.write({ [name]: `content of ${name}` });
          return job.onTag("v1.0.0", { files: name, body: "Notes" });
        }),
      );
      expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false, notes: "Notes" });
      const stored = scene.only().assets;
      expect(stored.map(({ name }) => name).sort()).toEqual(names);
      expect(stored.every(({ complete }) => complete)).toBe(true);
      for (const ran of runs) {
        expect(ran.outputs).toMatchObject({ id: scene.only().id, draft: "false" });
        expect(statusesOf(ran)).toEqual(["uploaded"]);
        expect(stored.map(({ id }) => id)).toContain(String(assetsOf(ran)[0]?.id));
      }
      const makers = runs.filter(({ outputs }) => outputs.created === "true").length;
      expect(makers).toBeGreaterThanOrEqual(can.tagsAreReleases ? 0 : 1);
      if (can.createdByMany !== true) expect(makers).toBe(can.tagsAreReleases ? 0 : 1);
    };
    scenario(`lets four jobs publish one tag at once${lagging}`, race, listLag === 0 ? {} : { listLag });
  }

  scenario("sends labels with the upload where it can", async (scene) => {
    await scene.write({ "1.zip": "one" });
    await scene.onTag("v1.0.0", { files: "1.zip#One" });
    expect(counted(scene, "rename")).toBe(can.labels === "afterwards" ? 1 : 0);
  });
}
