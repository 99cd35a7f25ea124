import type { RecordedRequest } from "../../../sandbox/kernel/exchange";
import { errorsOf, statusesOf } from "../contract/scene";
import type { GitHubScene, GitHubStage } from "./subject";

/** The addresses, below the repository, that some work asked for, in order. */
async function askedFor({ repo }: GitHubScene, work: () => Promise<unknown>): Promise<string[]> {
  const before = repo.requests().length;
  await work();
  const told = ({ method, path, query }: RecordedRequest): string => {
    const page = new URLSearchParams(query).get("page");
    return `${method} ${path.slice(path.search(/(releases|git)\b(?=\/|$)/))}${page === null ? "" : `, page ${page}`}`;
  };
  return repo.requests().slice(before).map(told);
}

/** The job ran before: somebody pressed "Re-run all jobs". */
const REPEATED = { env: { GITHUB_RUN_ATTEMPT: "2" } };

/** How little is asked of a release that is there. */
export function sparing({ scenario }: GitHubStage): void {
  scenario("asks one thing in a repeated job that finds everything as it is wanted", async (scene) => {
    await scene.write({ "1.zip": "one", "2.zip": "two" });
    const publish = (): Promise<unknown> => scene.onTag("v1.0.0", { files: "*.zip" });
    await publish();
    expect(await askedFor(scene, () => scene.onTag("v1.0.0", { files: "*.zip" }, REPEATED))).toEqual([
      "GET releases/tags/v1.0.0",
    ]);
    // Another workflow does not know that, and asks at the same time for what a new release would need.
    expect((await askedFor(scene, publish)).sort()).toEqual([
      "GET git/ref/tags/v1.0.0",
      "GET releases",
      "GET releases/tags/v1.0.0",
    ]);
  });

  scenario("finds what a repeated job has yet to do, and looks at the tag before it does it", async (scene) => {
    await scene.write({ "1.zip": "one" });
    await scene.onTag("v1.0.0", { files: "*.zip" });
    await scene.write({ "2.zip": "two" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "*.zip" }, REPEATED))).toEqual(["unchanged", "uploaded"]);
    const moved = "0123456789012345678901234567890123456789";
    await scene.write({ "3.zip": "three" });
    const env = { ...REPEATED.env, GITHUB_SHA: moved };
    const refused = await scene.onTag("v1.0.0", { files: "*.zip" }, { env, exit: 2 });
    expect(errorsOf(refused).join(" ")).toContain(moved);
    expect(scene.only().assets).toHaveLength(2);
  });

  scenario("makes the release in a repeated job whose first attempt failed before it", async (scene) => {
    await scene.write({ "1.zip": "one" });
    await scene.onTag("v1.0.0", { files: "*.zip" }, REPEATED);
    expect(scene.only()).toMatchObject({ tag: "v1.0.0", draft: false, assets: [{ name: "1.zip" }] });
  });

  scenario("lists the files of a release with many, its pages at once", async (scene) => {
    const names = Array.from({ length: 330 }, (_, n) => `${String(n).padStart(3, "0")}.zip`);
    scene.repo.release({ tag: "v1.0.0", assets: names.map((name) => ({ name, content: name })) });
    await scene.write({ "329.zip": "329.zip", "new.zip": "new" });
    const asked = await askedFor(scene, async () => {
      expect(statusesOf(await scene.onTag("v1.0.0", { files: "*.zip", body_mode: "keep" }, REPEATED))).toEqual([
        "unchanged",
        "uploaded",
      ]);
    });
    const lists = asked
      .filter((one) => /^GET releases\/\d+\/assets/.test(one))
      .map((one) => one.replace(/\d{5,}/, "ID"));
    expect(lists.slice(0, 4).sort()).toEqual(
      ["", ", page 2", ", page 3", ", page 4"].map((page) => `GET releases/ID/assets${page}`),
    );
  });
}
