import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GitHubSandbox, startGitHub } from "../../sandbox/github";
import { type Ran, type Workspace, createWorkspace } from "./bundle";

/** Jobs that publish the same tag at the same moment, where their wishes do not go together. */
let github: GitHubSandbox;

beforeAll(async () => {
  github = await startGitHub({ shape: "github.com" });
});

afterAll(() => github.close());

async function together(name: string, contents: readonly Readonly<Record<string, string>>[]): Promise<Ran[]> {
  const repository = github.repository(name);
  const workspaces = await Promise.all(
    contents.map((files) => createWorkspace(files, { process: { why: "processes at once" } })),
  );
  try {
    const env = repository.environment({ tag: "v1.0.0" });
    const publish = (workspace: Workspace): Promise<Ran> =>
      workspace.action(env, { job_token: github.token, files: "*" });
    return await Promise.all(workspaces.map(publish));
  } finally {
    await Promise.all(workspaces.map(({ close }) => close()));
  }
}

describe("jobs at the same moment", () => {
  it.each([1, 2, 3])("leave no twin behind where the first publish seals the release (%s)", async (round) => {
    const repository = github.repository(`octo/sealed-${round}`, { immutableReleases: true });
    repository.tag("v1.0.0");
    const ran = await together(`octo/sealed-${round}`, [{ a: "1" }, { b: "2" }]);
    expect(repository.releases).toHaveLength(1);
    expect(repository.releases[0]).toMatchObject({ draft: false, tagName: "v1.0.0" });
    expect(ran.some(({ code }) => code === 0)).toBe(true);
    for (const { log } of ran.filter(({ code }) => code !== 0)) expect(log).toContain("`draft: true`");
  });

  it.each([1, 2, 3])(
    "replace one file by different bytes one after the other, and leave nothing temporary (%s)",
    async (round) => {
      const repository = github.repository(`octo/same-${round}`);
      repository.tag("v1.0.0");
      repository.release({ tag: "v1.0.0", assets: [{ name: "sum.txt", content: "old" }] });
      const ran = await together(`octo/same-${round}`, [{ "sum.txt": "from one" }, { "sum.txt": "from another" }]);
      expect(ran.map(({ code, log }) => [code, code === 0 ? "" : log])).toEqual([
        [0, ""],
        [0, ""],
      ]);
      const assets = repository.releases[0]?.assets ?? [];
      expect(assets.map(({ name }) => name)).toEqual(["sum.txt"]);
      const content = github.asset(assets[0]?.id ?? 0)?.bytes();
      expect(["from one", "from another"]).toContain(Buffer.from((await content) ?? "").toString());
    },
  );
});
