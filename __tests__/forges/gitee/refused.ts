import { limits } from "../../../sandbox/gitee";
import { errorsOf } from "../contract/scene";
import { type GiteeStage, below } from "./subject";

/** Every shape in which Gitee says no: what was tried, what it said, what to do. */
export function refused({ scenario }: GiteeStage): void {
  const answers = [
    ["the firewall's page", limits.firewall(405), /405: 您的请求可能存在威胁，已被拦截/, /firewall/],
    ["a proxy's page for a large body", limits.gatewayPage(413), /413: Request Entity Too Large/, /100 MiB/],
    ["an expired token", limits.tokenExpired(), /401: 登录失效/, /expired/],
    ["a token of the OAuth layer", limits.oauthError("invalid_token", "gone"), /invalid_token; gone/, /token/],
    ["a missing right", limits.permissionDenied(403), /answered 403: Forbidden/, /projects.*write access/],
    ["a protected tag", status(403, { message: "该标签受保护" }), /受保护/, /protected/],
    ["a missing scope", limits.permissionDenied(404), /Not Found Project/, /three cases.*Check repository.*projects/],
    ["words by field", limits.invalidFields({ base: ["标题太长"] }), /422: base 标题太长/, /target_commitish/],
    [
      "a list of words",
      status(400, { messages: ["name is missing", "body is missing"] }),
      /name is missing; body/,
      /words/,
    ],
    ["a target that is none", status(400, { message: "创建标签失败：v1.0.0" }), /创建标签失败/, /Push the tag first/],
  ] as const;

  for (const [what, answer, said, hint] of answers) {
    scenario(`tells ${what}`, async (scene) => {
      scene.repo.spoil("create", answer);
      const ran = await scene.onTag("v1.0.0", {}, { exit: 1 });
      expect(errorsOf(ran)).toEqual([
        "Failed creating the release v1.0.0.",
        expect.stringMatching(said),
        expect.stringMatching(hint),
      ]);
      expect(scene.repo.releases()).toEqual([]);
    });
  }

  scenario("gives no advice where the server's words are about something else", async (scene) => {
    for (const answer of [
      status(403, { message: "账号已被冻结" }),
      status(403, { message: "Account is suspended" }),
      status(403, { message: "需要先完成实名认证" }),
    ]) {
      scene.repo.spoil("create", answer);
      const [what, said, ...hints] = errorsOf(await scene.onTag("v1.0.0", {}, { exit: 1 }));
      expect([what, said]).toEqual([expect.stringMatching(/^Failed creating/), expect.stringMatching(/answered 403/)]);
      expect(hints).toEqual([]);
    }
  });

  scenario("takes a page for JSON from nobody", async (scene) => {
    scene.sandbox.faults.add({
      path: below(scene, "/releases/tags/"),
      times: Infinity,
      do: { kind: "status", status: 200, body: "<html><body>请登录</body></html>" },
    });
    const ran = await scene.onTag("v1.0.0", { retries: "1" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/not JSON.*(proxy|firewall)/);
    expect(scene.repo.writes()).toEqual([]);
  });

  scenario("waits as long as a limit says, and goes on", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("create", limits.rateLimited(1));
    scene.repo.spoil("upload", limits.rateLimited(1));
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(ran.log).toMatch(/rate limited \(429\), waiting 1 s as told by Retry-After/);
    expect(scene.only().assets).toHaveLength(1);
    expect(ran.outputs.created).toBe("true");
  });

  scenario("gives up a limit that asks for too long", async (scene) => {
    scene.repo.spoil("create", limits.rateLimited(3600));
    const ran = await scene.onTag("v1.0.0", { max_wait: "60" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/3600 s.*max_wait/);
  });

  scenario("tells a short commit, which is no target there", async (scene) => {
    const target_commitish = scene.repo.head().slice(0, 8);
    const ran = await scene.onBranch({ tag_name: "v1.0.0", target_commitish, allow_tag_mismatch: "true" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/创建标签失败.*full commit SHA/);
  });

  scenario("tells an empty repository", async (scene) => {
    const path = `${scene.repo.name}-empty`;
    scene.sandbox.repository(path, { empty: true });
    const where = { repository: path, tag_name: "v1.0.0", target_commitish: "main" };
    const ran = await scene.onBranch(where, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/创建标签失败.*must not be empty/);
  });

  scenario("tells a token without the scope", async (scene) => {
    const token = scene.sandbox.addToken({ scopes: ["user_info"] });
    for (const dry_run of ["true", "false"]) {
      const ran = await scene.onTag("v1.0.0", { token, dry_run }, { exit: 1 });
      expect(errorsOf(ran).join(" ")).toMatch(/answered 404: Not Found Project.*scope `projects`/);
    }
  });
}

function status(code: number, body: unknown): ReturnType<typeof limits.firewall> {
  return { kind: "status", status: code, body };
}
