import { errorsOf, noticesOf, sha256, statusesOf, namesOf } from "../contract/scene";
import type { GiteaScene, GiteaStage } from "./subject";

const uploads = ({ repo }: GiteaScene) => repo.requests().filter((request) => repo.isAction("upload", request));
const urls = (ran: { outputs: Readonly<Record<string, string>> }) =>
  JSON.parse(ran.outputs.asset_urls ?? "{}") as Record<string, string>;

/** Files: names, doubles, addresses. */
export function files({ scenario }: GiteaStage): void {
  scenario("takes every old file of a name away after the new one is there", async (scene) => {
    const assets = ["old", "older", "oldest"].map((content) => ({ name: "app.zip", content }));
    scene.repo.release({ tag: "v1.0.0", assets });
    await scene.write({ "app.zip": "new app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip" });
    expect(statusesOf(ran)).toEqual(["replaced"]);
    expect(scene.only().assets).toMatchObject([{ name: "app.zip", sha256: sha256("new app") }]);
    expect(scene.repo.writes().map(({ method }) => method)).toEqual(["POST", "DELETE", "DELETE", "DELETE"]);
  });

  scenario("keeps the one of several that has the content", async (scene) => {
    const assets = ["app", "old"].map((content) => ({ name: "app.zip", content }));
    scene.repo.release({ tag: "v1.0.0", assets });
    await scene.write({ "app.zip": "app" });
    expect(statusesOf(await scene.onTag("v1.0.0", { files: "app.zip" }))).toEqual(["unchanged"]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("app") }]);
    expect(uploads(scene)).toEqual([]);
  });

  scenario("tells lasting addresses, the same on a re-run", async (scene) => {
    await scene.write({ "a.zip": "a" });
    await scene.onTag("v1.0.0", { files: "a.zip" });
    await scene.write({ "b.zip": "b" });
    const ran = await scene.onTag("v1.0.0", { files: "*.zip" });
    for (const url of Object.values(urls(ran))) expect(url).toContain("/releases/download/v1.0.0/");
    expect(urls(await scene.onTag("v1.0.0", { files: "*.zip" }))).toEqual(urls(ran));
  });

  scenario("keeps names as they are", async (scene) => {
    const names = ['a "quoted" name.txt', "100%.txt", "发布 说明.zip", "a+b&c=d.txt"];
    await scene.write(Object.fromEntries(names.map((name) => [`dist/${name}`, name])));
    await scene.onTag("v1.0.0", { files: "dist/*" });
    expect(namesOf(scene)).toEqual([...names].sort());
  });
}

/** What old and new servers take. */
export function forms({ scenario }: GiteaStage, type: RegExp): void {
  scenario(`sends files as ${type.source}`, async (scene) => {
    await scene.write({ "form.txt": "a=b&c=d" });
    await scene.onTag("v1.0.0", { files: "form.txt" });
    expect(uploads(scene).map(({ headers }) => headers["content-type"])).toEqual([expect.stringMatching(type)]);
    expect(scene.only().assets).toMatchObject([{ sha256: sha256("a=b&c=d") }]);
  });
}

/** Releases: tags, notes, drafts, and what a server refuses. */
export function releases({ scenario }: GiteaStage): void {
  scenario("leaves notes that cannot be emptied, and converges", async (scene) => {
    scene.repo.release({ tag: "v1.0.0", notes: "Old notes" });
    await scene.write({ "NOTES.md": "" });
    await scene.onTag("v1.0.0", { body_path: "NOTES.md" });
    await scene.again("v1.0.0", { body_path: "NOTES.md" });
  });

  scenario("makes an annotated tag with tag_message", async (scene) => {
    const inputs = { tag_name: "v1.0.0", target_commitish: scene.repo.head(), tag_message: "One" };
    const ran = await scene.onBranch(inputs);
    expect(scene.repo.tagCommit("v1.0.0")).toBe(scene.repo.head());
    expect(noticesOf(ran).filter((notice) => notice.includes("tag_message"))).toEqual([]);
  });

  scenario("finds a draft behind a hundred and thirty releases", async (scene) => {
    const id = scene.repo.release({ tag: "v0.0.1", draft: true });
    for (let n = 1; n <= 130; n++) scene.repo.release({ tag: `v0.${n}.0` });
    const ran = await scene.onTag("v0.0.1", { draft: "false" });
    expect(ran.outputs).toMatchObject({ id, draft: "false", created: "false" });
  });

  scenario("stops at a renamed repository instead of reading its list", async (scene) => {
    const former = scene.repo.name;
    scene.raw.rename(`${former}-renamed`);
    const inputs = { repository: former, tag_name: "v1.0.0", target_commitish: "main" };
    const ran = await scene.onTag("v1.0.0", inputs, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/renamed or moved/);
    expect(scene.repo.releases()).toEqual([]);
  });

  scenario("does not take a tag that differs in case for its own", async (scene) => {
    scene.repo.release({ tag: "V1.0.0", title: "Theirs" });
    const ran = await scene.onTag("v1.0.0", { name: "Ours" }, { exit: 2 });
    expect(errorsOf(ran).join(" ")).toContain("V1.0.0");
    expect(scene.only()).toMatchObject({ tag: "V1.0.0", title: "Theirs" });
  });

  for (const [what, fault, words] of [
    [
      "a forbidden kind of file",
      {
        status: 400,
        body: { message: "This file cannot be uploaded or modified due to a forbidden file extension or type." },
      },
      /ALLOWED_TYPES|kind|type/,
    ],
    [
      "a file beyond the server's limit",
      { status: 413, body: { message: "attachment exceeds limit 1" } },
      /large|limit/,
    ],
    [
      "a file beyond a proxy's limit",
      { status: 413, body: "<html><h1>413 Request Entity Too Large</h1></html>" },
      /large|limit/,
    ],
  ] as const) {
    scenario(`explains ${what}`, async (scene) => {
      await scene.write({ "app.exe": "app" });
      scene.repo.spoil("upload", { kind: "status", ...fault }, { times: Infinity });
      const ran = await scene.onTag("v1.0.0", { files: "app.exe", retries: "0" }, { exit: 1 });
      expect(errorsOf(ran).join(" ")).toMatch(words);
      expect(scene.only()).toMatchObject({ draft: true });
    });
  }

  scenario("explains a server that only says 500 when a draft is published", async (scene) => {
    await scene.write({ "app.zip": "app" });
    scene.repo.spoil("update", { kind: "status", status: 500, body: { message: "", url: "" } }, { times: Infinity });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip", retries: "0" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/tag|target/i);
  });

  scenario("takes the job's own token, for its own repository only", async (scene) => {
    const job = scene.raw.jobToken();
    const own = await scene.onTag("v1.0.0", { token: "", job_token: job });
    expect(own.outputs).toMatchObject({ created: "true" });
    const other = scene.sandbox.repository(`${scene.repo.name}-other`, {});
    const inputs = { token: "", job_token: job, repository: `${scene.repo.name}-other`, tag_name: "v2.0.0" };
    const ran = await scene.onTag("v2.0.0", { ...inputs, target_commitish: "main" }, { exit: 1 });
    expect(errorsOf(ran).join(" ")).toMatch(/404/);
    expect(other.releases).toEqual([]);
  });

  scenario("knows an old runner without a marker", async (scene) => {
    scene.repo.tag("v1.0.0");
    const env = scene.raw.environment({ tag: "v1.0.0", markers: false });
    const unmarked = { GITEA_ACTIONS: undefined, FORGEJO_ACTIONS: undefined, ACT: undefined, ...env };
    await scene.onTag("v1.0.0", {}, { env: unmarked });
    expect(scene.only()).toMatchObject({ tag: "v1.0.0" });
  });
}

/** External assets of Forgejo. */
export function externalAssets({ scenario }: GiteaStage): void {
  scenario("adds links, changes them, and rests", async (scene) => {
    const links = "Docs=https://docs.example.com/v1\nChat=https://chat.example.com/";
    await scene.write({ "app.zip": "app" });
    const ran = await scene.onTag("v1.0.0", { files: "app.zip", links });
    expect(Object.keys(urls(ran))).toEqual(["Chat", "Docs", "app.zip"]);
    const writes = scene.repo.writes().length;
    await scene.onTag("v1.0.0", { files: "app.zip", links });
    expect(scene.repo.writes()).toHaveLength(writes);
    const changed = await scene.onTag("v1.0.0", { links: links.replace("/v1", "/v2") });
    expect(urls(changed).Docs).toBe("https://docs.example.com/v2");
    expect(scene.raw.releases[0]?.assets).toHaveLength(3);
    expect(scene.raw.releases[0]?.assets.map(({ externalUrl }) => externalUrl)).toContain(urls(changed).Docs);
    // The old one goes when the new one is there, and then all is said.
    expect(
      scene.repo
        .writes()
        .slice(writes)
        .map(({ method }) => method),
    ).toEqual(["POST", "DELETE"]);
    const rested = await scene.onTag("v1.0.0", { links: links.replace("/v1", "/v2") });
    expect(scene.repo.writes()).toHaveLength(writes + 2);
    expect(rested.log).not.toMatch(/set \d+ link/);
  });

  scenario("knows an address again however the server writes it", async (scene) => {
    const links = "One=https://example.com/发布/a|b.zip\nTwo=https://example.com\nThree=https://example.com/%2Fx?a=1#b";
    await scene.onTag("v1.0.0", { links });
    const writes = scene.repo.writes().length;
    await scene.onTag("v1.0.0", { links });
    expect(scene.repo.writes()).toHaveLength(writes);
    await scene.onTag("v1.0.0", { links: links.replace("%2F", "") });
    expect(scene.repo.writes()).toHaveLength(writes + 2);
  });

  scenario("leaves one link of a name, where an earlier run or another job left several", async (scene) => {
    const addresses = ["https://a.example.com/", "https://docs.example.com/", "https://docs.example.com/"];
    scene.raw.release({ tag: "v1.0.0", assets: addresses.map((externalUrl) => ({ name: "Docs", externalUrl })) });
    const links = "Docs=https://docs.example.com/";
    const ran = await scene.onTag("v1.0.0", { links });
    expect(scene.raw.releases[0]?.assets).toMatchObject([{ name: "Docs", externalUrl: addresses[1] }]);
    expect(urls(ran)).toEqual({ Docs: addresses[1] });
    const jobs = [await scene.beside(), await scene.beside(), await scene.beside()];
    await Promise.all(jobs.map((job) => job.onTag("v2.0.0", { links })));
    const assets = scene.raw.releases.find(({ tagName }) => tagName === "v2.0.0")?.assets;
    expect(assets).toMatchObject([{ name: "Docs", externalUrl: addresses[1] }]);
  });

  scenario("does not call a link set that the server does not show", async (scene) => {
    scene.raw.release({ tag: "v1.0.0" });
    const told = { id: 7, name: "Docs", size: 0, uuid: "", browser_download_url: "https://x.example.com/" };
    const answer = { kind: "status", status: 201, body: { ...told, type: "external" } } as const;
    scene.repo.spoil("upload", answer);
    const ran = await scene.onTag("v1.0.0", { links: "Docs=https://x.example.com/" });
    expect(ran.log).toContain("does not lead to https://x.example.com/");
    expect(scene.raw.releases[0]?.assets).toMatchObject([{ externalUrl: "https://x.example.com/" }]);
  });
}
