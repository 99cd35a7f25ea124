import { assetsOf, errorsOf } from "../contract/scene";
import { type CnbStage, putsOf, spoilTicket } from "./subject";
import { matching } from "./told";

/** Where things lie, and where the token must not go. */
export function addresses({ scenario }: CnbStage): void {
  const elsewhere: readonly (readonly [string, Record<string, string>, RegExp])[] = [
    [
      "a confirmation on another host",
      { upload_url: "https://storage.example.com/x?q-signature=secret", verify_url: "https://evil.example.com/-/x/y" },
      /Refused to confirm.*https:\/\/evil\.example\.com; the API is at/,
    ],
    [
      "a confirmation on another host without a scheme",
      { upload_url: "https://storage.example.com/x?q-signature=secret", verify_url: "//evil.example.com/-/x/y" },
      /Refused to confirm.*evil\.example\.com/,
    ],
    [
      "an upload address without encryption",
      { upload_url: "http://storage.example.com/x?q-signature=secret", verify_url: "/x" },
      /Refused to upload.*not https.*http:\/\/storage\.example\.com\/x\./,
    ],
  ];
  for (const [what, body, expected] of elsewhere) {
    scenario(`refuses ${what} before a byte is sent`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      spoilTicket(scene, { kind: "status", status: 201, body });
      const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
      expect(errorsOf(ran).join(" ")).toMatch(expected);
      expect(ran.log).not.toContain("secret");
      expect(putsOf(scene)).toEqual([]);
      expect(scene.only()).toMatchObject({ draft: true, assets: [] });
    });
  }

  scenario("gives addresses that lead to the files and to the page, whatever tag and name", async (scene) => {
    const { sandbox } = scene.host;
    const names = ["my app.txt", "发布 v1.zip", "100%#a?.txt"];
    await scene.write(Object.fromEntries(names.map((name) => [name, `content of ${name}`])));
    for (const tag of ["v1.0.0", "发布/v1.0.0", "pkg/v1.0.0+b#5"]) {
      const ran = await scene.onTag(tag, { files: names.join("\n") });
      for (const { name, browser_download_url: url } of assetsOf(ran)) {
        expect(url).toContain(`${sandbox.serverUrl}/${scene.repo.name}/-/releases/download/`);
        const loaded = await fetch(url);
        expect([loaded.status, await loaded.text()]).toEqual([200, `content of ${name}`]);
      }
      expect(ran.outputs.url).toBe(`${sandbox.serverUrl}/${scene.repo.name}/-/releases/tag/${encodeURIComponent(tag)}`);
      expect((await fetch(ran.outputs.url ?? "")).status).toBe(200);
    }
  });

  scenario("publishes from another CI with a token of its own", async (scene) => {
    const { sandbox } = scene.host;
    await scene.write({ "app.zip": "app" });
    const place = { forge: "cnb", server_url: sandbox.serverUrl, api_url: sandbox.apiUrl, repository: scene.repo.name };
    const inputs = { ...place, files: "app.zip", tag_name: "v1.0.0", target_commitish: "main", token: sandbox.token };
    const runner = { GITHUB_ACTIONS: "true", GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "octo/app" };
    const ran = await scene.workspace.action({ ...runner, GITHUB_API_URL: "https://api.github.com" }, inputs);
    expect([ran.code, ran.outputs.forge]).toEqual([0, "cnb"]);
    expect(scene.only()).toMatchObject({ draft: false, assets: [{ name: "app.zip" }] });
    expect(scene.repo.tagCommit("v1.0.0")).toBe(scene.repo.head());
  });

  scenario("needs to be told what an unknown server is, and where its API is", async (scene) => {
    const { sandbox } = scene.host;
    const words = ["--repository", scene.repo.name, "--tag-name", "v1.0.0", "--token", sandbox.token];
    const known = await scene.workspace.command([
      "--forge",
      "cnb",
      "--api-url",
      sandbox.apiUrl,
      "--target-commitish",
      "main",
      ...words,
    ]);
    expect([known.code, known.log]).toEqual([0, expect.stringContaining("forge: CNB at")]);
    const page = await scene.workspace.command(["--server-url", sandbox.serverUrl, ...words]);
    expect([page.code, page.log]).toEqual([2, expect.stringContaining("It is not known what kind of forge")]);
  });

  scenario("says that api_url may be missing when a page answers", async (scene) => {
    const page = {
      kind: "status",
      status: 404,
      body: "<html><title>404</title><body>Not Found</body></html>",
    } as const;
    scene.sandbox.faults.add({ path: new RegExp(`${scene.repo.name}/-/releases$`), do: page });
    const ran = await scene.onTag("v1.0.0", {}, { exit: 1 });
    expect(errorsOf(ran)).toEqual(matching(/^Failed looking/, /answered 404: Not Found/, /api_url/));
  });
}
