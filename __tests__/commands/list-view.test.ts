import { createHash } from "node:crypto";
import { NAMES, type Stage, endAll, expectCall, startStage } from "./stage";

afterAll(endAll);

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function seed({ repo }: Stage): void {
  repo.release({ tag: "v1.0.0", title: "One", notes: "first", assets: [{ name: "a.txt", content: "alpha" }] });
  // SourceHut keeps files by commit.
  repo.commit("more");
  repo.release({
    tag: "v1.1.0",
    title: "Two",
    notes: "second\n\n- more",
    assets: [
      { name: "a.txt", content: "alpha 2" },
      { name: "b.bin", content: "beta" },
    ],
  });
}

interface ReleaseJson {
  readonly tag_name: string;
  readonly name: string;
  readonly forge: string;
  readonly repository: string;
  readonly draft: boolean;
  readonly body?: string;
  readonly created_at: string | null;
  readonly assets: readonly { readonly name: string; readonly size: number | null; readonly sha256: string | null }[];
  readonly asset_urls: Readonly<Record<string, string>>;
}

describe.each(NAMES)("%s", (name) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage(name);
    seed(stage);
  });

  it("lists releases, the newest first, each with its files", async () => {
    const { json, stderr } = await expectCall(stage.call(["list", "--json"]), 0);
    const found = json as ReleaseJson[];
    expect(found.map(({ tag_name }) => tag_name).sort()).toEqual(["v1.0.0", "v1.1.0"]);
    for (const one of found) {
      expect(one).toMatchObject({ forge: name, repository: stage.repo.path, draft: false });
      expect(one).not.toHaveProperty("body");
    }
    const two = found.find(({ tag_name }) => tag_name === "v1.1.0");
    expect(two?.assets.map((one) => one.name).sort()).toEqual(["a.txt", "b.bin"]);
    expect(Object.keys(two?.asset_urls ?? {}).sort()).toEqual(["a.txt", "b.bin"]);
    expect(stderr).toContain(`repository ${stage.repo.path}`);
    expect(stage.sandbox.violations).toEqual([]);
  });

  it("shows a table to people, as long as it is asked to be", async () => {
    const { stdout } = await expectCall(stage.call(["list", "--limit", "1"]), 0);
    const [head, ...rows] = stdout.trimEnd().split("\n");
    expect(head).toMatch(/^TAG +TITLE .*FILES$/);
    expect(rows).toHaveLength(1);
  });

  it("shows one release whole", async () => {
    const { json } = await expectCall(stage.call(["view", "v1.1.0", "--json"]), 0);
    const found = json as ReleaseJson;
    expect(found).toMatchObject({ tag_name: "v1.1.0", forge: name });
    expect(found.assets.map((one) => one.name).sort()).toEqual(["a.txt", "b.bin"]);
    for (const { name: file, sha256: told } of found.assets)
      if (told !== null) expect(told).toBe(sha256(file === "a.txt" ? "alpha 2" : "beta"));
    expect(stage.sandbox.violations).toEqual([]);
  });

  it("shows the latest without a tag, as a page", async () => {
    const { stdout } = await expectCall(stage.call(["view"]), 0);
    expect(stdout.split("\n")[0]).toMatch(/^v1\.1\.0/);
    expect(stdout).toMatch(/^b\.bin/m);
  });

  it("says of a tag without a release that there is none", async () => {
    const { stdout, stderr } = await expectCall(stage.call(["view", "v9.9.9"]), 2);
    expect(stdout).toBe("");
    expect(stderr).toContain("There is no release of v9.9.9.");
  });
});
