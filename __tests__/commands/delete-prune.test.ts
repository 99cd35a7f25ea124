import { planPrune } from "../../src/model/prune";
import { release } from "../operations/builders";
import { NAMES, type Stage, endAll, expectCall, startStage } from "./stage";

afterAll(endAll);

/** Forges that have no request for it. */
const KEEP_RELEASES = ["gitcode", "sourcehut"];
const KEEP_TAGS = ["gitee", "cnb", "sourcehut", "gitcode"];
/** Names of files as the forge gives them. */
const FILES = ["a.txt", "b.bin"];

const seed = ({ repo }: Stage, ...tags: readonly string[]): void => {
  for (const tag of tags) {
    repo.commit(tag);
    repo.release({ tag, title: tag, assets: FILES.map((name) => ({ name, content: `${tag} ${name}` })) });
  }
};
const tagsOf = ({ repo }: Stage): string[] =>
  repo
    .seen()
    .map(({ tag }) => tag)
    .sort();

describe.each(NAMES)("%s", (name) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage(name);
    seed(stage, "v1.0.0", "v1.1.0", "v1.2.0");
  });

  it("deletes nothing without a yes, and nothing in a dry run", async () => {
    const writes = stage.repo.writes().length;
    const words = ["delete", "v1.0.0", "a.txt"];
    const refused = await expectCall(stage.call(words, { env: { INPUT_YES: "true", YES: "true" } }), 2);
    expect(refused.stderr).toContain("Nothing was deleted: nobody is here to say yes.");
    await expectCall(stage.call(words, { confirm: () => Promise.resolve(false) }), 2);
    const planned = await expectCall(stage.call([...words, "--dry-run", "--json"]), 0);
    expect(planned.json).toEqual([{ tag_name: "v1.0.0", name: "a.txt", status: "planned" }]);
    expect(stage.repo.writes()).toHaveLength(writes);
  });

  it("deletes files of a release", async () => {
    const asked: string[] = [];
    const confirm = (question: string): Promise<boolean> => (asked.push(question), Promise.resolve(true));
    const { json } = await expectCall(stage.call(["delete", "v1.0.0", "*.txt", "--json"], { confirm }), 0);
    expect(json).toEqual([{ tag_name: "v1.0.0", name: "a.txt", status: "deleted" }]);
    expect(asked).toEqual(["Delete 1 file of v1.0.0?"]);
    const left = stage.repo
      .seen()
      .find(({ tag }) => tag === "v1.0.0")
      ?.assets.map((one) => one.name);
    expect(left).toEqual(["b.bin"]);
    expect(stage.sandbox.violations).toEqual([]);
  });

  const removes = !KEEP_RELEASES.includes(name);
  it(removes ? "deletes a release" : "says that it cannot delete a release", async () => {
    const { code, json, stderr } = await stage.call(["delete", "v1.0.0", "--yes", "--json"]);
    if (removes) {
      expect([code, json]).toEqual([0, [{ tag_name: "v1.0.0", name: null, status: "deleted" }]]);
      expect(tagsOf(stage)).toEqual(["v1.1.0", "v1.2.0"]);
      // Reports differ on whether Gitee keeps the tag.
      if (name !== "gitee") expect(stage.repo.tagCommit("v1.0.0")).toBeDefined();
    } else {
      expect(code).toBe(2);
      expect(stderr).toContain("has no request that deletes a release");
    }
    expect(stage.sandbox.violations).toEqual([]);
  });

  const removesTags = !KEEP_TAGS.includes(name);
  it(removesTags ? "deletes the tag as well" : "says before anything that it cannot delete tags", async () => {
    const { code, stderr } = await stage.call(["delete", "v1.1.0", "--with-tag", "--yes"]);
    expect(code).toBe(removesTags ? 0 : 2);
    if (removesTags) expect(stage.repo.tagCommit("v1.1.0")).toBeUndefined();
    else expect(stderr).toContain("has no request that deletes a ");
    expect(tagsOf(stage).includes("v1.1.0")).toBe(!removesTags);
    expect(stage.sandbox.violations).toEqual([]);
  });

  if (removes)
    it("prunes old ones by a pattern, never the newest nor the latest", async () => {
      seed(stage, "nightly-1", "nightly-2", "nightly-3", "nightly-4", "v9.0.0");
      const words = ["prune", "nightly-*", "--keep", "1"];
      const before = tagsOf(stage);
      const planned = await expectCall(stage.call([...words, "--dry-run", "--json"]), 0);
      expect(tagsOf(stage)).toEqual(before);
      const { json } = await expectCall(stage.call([...words, "--yes", "--json"]), 0);
      const gone = json as { tag_name: string; status: string }[];
      expect(gone.map(({ tag_name }) => tag_name)).toEqual(
        (planned.json as typeof gone).map(({ tag_name }) => tag_name),
      );
      expect(gone.map(({ status }) => status)).toEqual(["deleted", "deleted", "deleted"]);
      expect(tagsOf(stage).filter((tag) => tag.startsWith("nightly"))).toHaveLength(1);
      expect(tagsOf(stage).filter((tag) => tag.startsWith("v"))).toEqual(before.filter((tag) => tag.startsWith("v")));
      expect((await stage.call(["prune", "v*", "--keep", "0", "--yes", "--json"])).json).toEqual([]);
      const again = await expectCall(stage.call([...words, "--yes", "--json"]), 0);
      expect(again.json).toEqual([]);
      expect(stage.sandbox.violations).toEqual([]);
    });
});

describe("prune", () => {
  it.each([
    [["prune", "*"], "prune needs --keep N"],
    [["prune", "*", "--keep", "-1"], "--keep must be a whole number"],
    [["prune", "*", "--keep", "1", "--older-than", "soon"], "--older-than must be a time such as 30d"],
    [["prune", "--keep", "1"], "prune needs PATTERN."],
  ])("%j: %s", async (words, problem) => {
    const stage = await startStage("gitea");
    const { code, stderr } = await stage.call([...words, "--yes"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(problem)]);
  });

  it("deletes nothing when the list cannot be read to its end", async () => {
    const stage = await startStage("gitea");
    seed(stage, ...Array.from({ length: 60 }, (_, at) => `nightly-${at}`));
    let pages = 0;
    stage.repo.watch(({ method, path }) => {
      if (method === "GET" && path.endsWith("/releases")) pages += 1;
    });
    stage.sandbox.faults.add({
      method: "GET",
      path: /\/releases$/,
      nth: 2,
      times: 10,
      do: { kind: "status", status: 500 },
    });
    const { code } = await stage.call(["prune", "nightly-*", "--keep", "1", "--yes", "--retries", "1"]);
    expect(code).toBe(1);
    expect(pages).toBeGreaterThan(1);
    expect(tagsOf(stage)).toHaveLength(60);
  });
});

describe("what goes", () => {
  const at = (tag: string, day: number, more: object = {}) =>
    release({
      id: day,
      tag,
      draft: false,
      publishedAt: `2026-01-${String(day).padStart(2, "0")}T00:00:00.000Z`,
      ...more,
    });
  const rule = { matches: () => true, keep: 1, olderThan: undefined, stable: false, now: Date.parse("2026-02-01") };
  const plan = (
    releases: Parameters<typeof planPrune>[0],
    more: Partial<typeof rule> | object = {},
    latest: string[] = [],
  ) =>
    planPrune(releases, { ...rule, ...more }, { latest: new Set(latest), parse: Date.parse }).goes.map(
      ({ tag }) => tag,
    );

  it.each<[string, string[], string[]]>([
    [
      "the oldest first, by publication and not by number",
      plan([at("beta-9", 3), at("beta-1", 9), at("beta-5", 6)]),
      ["beta-9", "beta-5"],
    ],
    ["never a draft", plan([at("beta-1", 1, { draft: true }), at("beta-2", 2), at("beta-3", 3)]), ["beta-2"]],
    ["never the latest", plan([at("beta-1", 1), at("beta-2", 2), at("beta-3", 3)], {}, ["beta-1"]), ["beta-2"]],
    ["never a stable version", plan([at("v1.0.0", 1), at("v1.1.0-rc.1", 2), at("v1.1.0-rc.2", 3)]), ["v1.1.0-rc.1"]],
    ["one with --stable", plan([at("v1.0.0", 1), at("v1.1.0", 2)], { stable: true }), ["v1.0.0"]],
    [
      "a version that is marked as a prerelease",
      plan([at("v1.0.0", 1, { prerelease: true }), at("v1.1.0", 2, { prerelease: true })]),
      ["v1.0.0"],
    ],
    [
      "a date that is called nightly",
      plan([at("nightly-2026.01.01", 1), at("nightly-2026.01.02", 2)]),
      ["nightly-2026.01.01"],
    ],
    [
      "of one moment the lower id",
      plan([
        at("beta-2", 2, { publishedAt: "2026-01-01T00:00:00Z" }),
        at("beta-1", 1, { publishedAt: "2026-01-01T00:00:00Z" }),
      ]),
      ["beta-1"],
    ],
    [
      "none that is too young",
      plan([at("beta-1", 1), at("beta-2", 30), at("beta-3", 31)], { olderThan: 10 * 86_400_000 }),
      ["beta-1"],
    ],
    ["none where all are to stay", plan([at("beta-1", 1)], { keep: 5 }), []],
  ])("%s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
