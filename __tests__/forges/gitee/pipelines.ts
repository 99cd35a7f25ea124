import { errorsOf } from "../contract/scene";
import type { GiteeStage } from "./subject";

/** Gitee Go tells little about itself; and other pipelines publish here, too. */
export function pipelines({ scenario }: GiteeStage): void {
  scenario("asks for what Gitee Go does not tell: the tag, and the owner", async (scene) => {
    const env = scene.raw.environment({ form: "name" });
    const refused = await scene.onBranch({}, { env, exit: 2 });
    for (const word of [/tag_name/i, /repository/i]) expect(errorsOf(refused).join(" ")).toMatch(word);
    const told = {
      forge: "gitee",
      server_url: scene.sandbox.serverUrl,
      repository: scene.repo.name,
      tag_name: "v1.0.0",
    };
    await scene.onBranch({ ...told, target_commitish: scene.repo.head() }, { env });
    expect(scene.only()).toMatchObject({ tag: "v1.0.0" });
  });

  scenario("publishes from a shell, with the token of GITEE_TOKEN", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const words = [
      ...["--forge", "gitee", "--server-url", scene.sandbox.serverUrl, "--repository", scene.repo.name],
      ...["--tag-name", "v1.0.0", "--target-commitish", scene.repo.head(), "app.zip"],
    ];
    const ran = await scene.workspace.command(words, { GITEE_TOKEN: scene.sandbox.token });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("token: GITEE_TOKEN")]);
    expect(scene.only().assets).toHaveLength(1);
  });

  scenario("needs to be told what an unknown server is: none of its routes says so", async (scene) => {
    const { serverUrl, token } = scene.sandbox;
    const where = ["--server-url", serverUrl, "--repository", scene.repo.name, "--target-commitish", scene.repo.head()];
    const ran = await scene.workspace.command([...where, "--tag-name", "v1.0.0", "--token", token]);
    expect(ran.code).toBe(2);
    expect(errorsOf(ran).join(" ")).toMatch(/forge .*gitee/);
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("publishes to a private repository", async (scene) => {
    const path = `${scene.repo.name}-private`;
    const repository = scene.sandbox.repository(path, { private: true });
    repository.tag("v1.0.0");
    await scene.write({ "app.zip": "app" });
    const env = repository.environment({ tag: "v1.0.0", form: "https", tagIn: "ref" });
    await scene.onBranch({ files: "app.zip" }, { env });
    const again = await scene.onBranch({ files: "app.zip" }, { env });
    expect(again.outputs.assets).toContain("unchanged");
    expect(repository.releases).toMatchObject([{ assets: [{ name: "app.zip" }] }]);
  });
}

/** A server whose API is not where it is elsewhere. */
export function otherRoot({ scenario }: GiteeStage): void {
  scenario("finds the API where api_url says, and says so without it", async (scene) => {
    const { apiUrl, serverUrl } = scene.sandbox;
    await scene.write({ "app.zip": "app" });
    const lost = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
    expect(errorsOf(lost).join(" ")).toMatch(/answered 404.*no API.*set api_url/);
    const ran = await scene.onTag("v1.0.0", {
      files: "app.zip",
      forge: "gitee",
      server_url: serverUrl,
      api_url: apiUrl,
    });
    expect(ran.outputs.url).toBe(`${serverUrl}/${scene.repo.name}/releases/tag/v1.0.0`);
    expect(scene.only().assets).toHaveLength(1);
  });
}
