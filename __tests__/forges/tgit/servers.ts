import { truncate } from "node:fs/promises";
import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { limits } from "../../../sandbox/tgit";
import { assetsOf, errorsOf, noticesOf, statusesOf } from "../contract/scene";
import type { TGitStage } from "./subject";

/** Limits, refusals and places of servers. */
export function servers({ scenario }: TGitStage): void {
  scenario("waits as told by a limit, in JSON or in plain text", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("create", limits.throttled(1));
    scene.repo.spoil("upload", limits.limited(1));
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(ran.log.match(/rate limited.*waiting 1 s as told by Retry-After/g)).toHaveLength(2);
    expect(scene.only().assets).toHaveLength(1);
  });

  scenario("passes over a page of the proxy before the server", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("upload", limits.gatewayPage(502));
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(ran)).toEqual(["uploaded"]);
  });

  for (const [fault, hint] of [
    [limits.permissionDenied(), /write access/],
    [limits.tokenExpired(), /token is wrong, has expired/],
    [limits.hidden(), /404 for what a token may not see/],
    [limits.gatewayPage(413), /proxy in front of it/],
    [limits.cannotProcess(), /200 MB/],
  ] as const) {
    scenario(`does not try again what was refused with ${fault.status}`, async (scene) => {
      await scene.write({ "app.zip": "app" });
      const handle = scene.repo.spoil("upload", fault, { times: Infinity });
      const ran = await scene.onTag("v1.0.0", { files: "app.zip" }, { exit: 1 });
      expect(handle.hits()).toBe(1);
      expect(errorsOf(ran).join(" ")).toMatch(hint);
      expect(errorsOf(ran).join(" ")).not.toMatch(/<html|<h1/);
    });
  }

  scenario("tells a project that the token may not see before anything is planned", async (scene) => {
    Object.assign(scene.raw, { private: true });
    const token = scene.sandbox.addToken({ repositories: [] });
    const ran = await scene.onTag("v1.0.0", { token, dry_run: "true" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/answered 404.*check repository/);
  });

  scenario("takes the number of a project for its path", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", {
      repository: String(scene.raw.id),
      server_url: scene.sandbox.serverUrl,
      files: "app.zip",
    });
    expect(ran.outputs.url).toBe(`${scene.sandbox.apiUrl}/projects/${scene.raw.id}/releases/v1.0.0`);
    expect(await (await fetch(assetsOf(ran)[0]?.browser_download_url ?? "")).text()).toBe("app");
  });

  scenario("hands the outputs on to BK-CI, and does nothing when a tag is gone", async (scene) => {
    const ran = await scene.onTag("v1.0.0");
    expect(ran.stdout).toContain(`::set-output name=url::${ran.outputs.url ?? ""}\n`);
    const before = scene.repo.requests().length;
    const env = scene.raw.environment({ tag: "v1.0.0", operation: "delete" });
    const gone = await scene.onTag("v1.0.0", {}, { env });
    expect(gone.log).toContain("nothing to publish");
    expect(scene.repo.requests()).toHaveLength(before);
  });

  scenario(
    "knows the limit of the public host before anything is sent, and can skip what is beyond it",
    async (scene) => {
      await scene.write({ "app.zip": "app", "huge.img": "" });
      await truncate(join(scene.workspace.folder, "huge.img"), 200 * 1024 ** 2 + 1);
      const proxy = await leadingTo(scene.sandbox.serverUrl);
      const inputs = {
        server_url: "http://git.code.tencent.com",
        repository: scene.repo.name,
        allow_insecure_http: "true",
        files: "*.*",
      };
      try {
        const env = { HTTP_PROXY: proxy.url };
        const refused = await scene.onTag("v1.0.0", inputs, { env, exit: 2 });
        expect(errorsOf(refused).join(" ")).toMatch(/huge\.img.*at most 200/);
        expect(scene.repo.writes()).toEqual([]);
        const ran = await scene.onTag("v1.0.0", { ...inputs, oversized_files: "skip" }, { env });
        expect(statusesOf(ran)).toEqual(["uploaded", "skipped"]);
        expect(ran.outputs.url).toBe(`http://git.code.tencent.com/${scene.repo.name}/-/releases/v1.0.0`);
        expect(scene.only().assets.map(({ name }) => name)).toEqual(["app.zip"]);
      } finally {
        await proxy.close();
      }
    },
  );
}

/** A proxy behind which every host is one server. */
async function leadingTo(server: string): Promise<{ url: string; close(): Promise<void> }> {
  const proxy = createServer((message, response) => {
    const { pathname, search } = new URL(message.url ?? "");
    const sent = send(server + pathname + search, { method: message.method, headers: message.headers });
    sent.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    message.pipe(sent);
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        proxy.close(() => {
          done();
        });
        proxy.closeAllConnections();
      }),
  };
}

/** Servers whose own limit is lower: nobody knows before, so the server decides. */
export function smallServers({ scenario, subject }: TGitStage): void {
  scenario(`tells that ${subject.name} refuses a file, and keeps the rest`, async (scene) => {
    await scene.write({ "app.zip": "app", "big.img": Buffer.alloc(300_000) });
    const ran = await scene.onTag("v1.0.0", { files: "*.*" }, { exit: 1 });
    const errors = errorsOf(ran).join(" ");
    expect(errors).toMatch(/Failed uploading big\.img.*answered 4(00|13).*200 MB/);
    expect(errors).not.toContain("<html");
    expect(scene.only().assets.map(({ name }) => name)).toEqual(["app.zip"]);
    expect(noticesOf(ran)).toEqual([]);
  });
}

/** A server below a path of its host, to which a pipeline of another kind publishes. */
export function belowAPath({ scenario }: TGitStage): void {
  scenario("publishes below a path of the host, named by inputs", async (scene) => {
    await scene.write({ "app.zip": "app" });
    const { serverUrl } = scene.sandbox;
    const inputs = { server_url: serverUrl, repository: scene.repo.name, files: "app.zip", token: "" };
    const ran = await scene.onTag("v1.0.0", inputs, { env: { TGIT_TOKEN: scene.host.tokens.good } });
    expect(ran.outputs.url).toBe(`${serverUrl}/${scene.repo.name}/-/releases/v1.0.0`);
    expect(serverUrl).toMatch(/\/code$/);
    expect(statusesOf(await scene.onTag("v1.0.0", { ...inputs, token: scene.host.tokens.good }))).toEqual([
      "unchanged",
    ]);
  });
}
