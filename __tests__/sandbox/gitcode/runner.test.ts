import { describe, expect, it } from "vitest";
import { limits } from "../../../sandbox/gitcode";
import { ask, open } from "./client";

describe("a runner's variables", () => {
  it("of a tag run", async () => {
    const { gitcode, repo, create } = await open();
    repo.tag("v1", { annotated: "One" });
    const env = repo.environment({ tag: "v1" });
    const { origin } = new URL(gitcode.apiUrl);
    expect(env).toMatchObject({
      CI: "true",
      ATOMGIT_ACTIONS: "true",
      ATOMGIT_REPOSITORY: "octo/app",
      ATOMGIT_REPOSITORY_OWNER: "octo",
      ATOMGIT_REF: "refs/tags/v1",
      ATOMGIT_REF_NAME: "v1",
      ATOMGIT_REF_TYPE: "tag",
      ATOMGIT_SHA: repo.head(),
      ATOMGIT_EVENT_NAME: "push",
      ATOMGIT_SERVER_URL: gitcode.serverUrl,
      ATOMGIT_API_URL: origin,
      RUNNER_OS: "Linux",
    });
    expect(Object.keys(env).filter((name) => name.startsWith("GITHUB_") || name.endsWith("_OUTPUT"))).toEqual([]);
    expect((await create({}, { token: env.ATOMGIT_TOKEN ?? "" })).status).toBe(200);
  });

  it("of a branch, by hand, of a fork, and with GITHUB_ ones beside them", async () => {
    const { repo } = await open();
    const at = (options: object) => repo.environment({ ...options });
    expect(at({})).toMatchObject({ ATOMGIT_REF: "refs/heads/main", ATOMGIT_REF_TYPE: "branch" });
    expect(at({ event: "workflow_dispatch" }).ATOMGIT_REF).toBe("main");
    expect(at({ fork: true }).ATOMGIT_EVENT_NAME).toBe("merge_request");
    expect(at({ token: "given" }).ATOMGIT_TOKEN).toBe("given");
    expect(at({ withGitHub: true })).toMatchObject({ GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "octo/app" });
    expect(at({ withGitHub: true })).not.toHaveProperty("GITHUB_TOKEN");
  });

  it("its token reaches its own repository only", async () => {
    const { gitcode, repo } = await open();
    gitcode.repository("octo/other");
    const token = repo.environment().ATOMGIT_TOKEN ?? "";
    const json = { tag_name: "v1", name: "One", body: "Notes" };
    const reply = await ask(gitcode, "POST", "/repos/octo/other/releases", { json, token });
    expect(reply.body.error_code).toBe(403);
  });
});

describe("ready-made faults", () => {
  it("418 is not to be asked again", async () => {
    const { gitcode, create } = await open();
    gitcode.faults.add({ do: limits.suspicious() });
    expect((await create()).status).toBe(418);
    await create({ tag_name: "v2" });
    expect(gitcode.violations).toEqual([]);
    await create();
    expect(gitcode.violations).toEqual([expect.stringContaining("sent again after 418")]);
  });

  it("a redirect of an upload leads to a host that notes what comes", async () => {
    const { gitcode, repo, upload } = await open();
    repo.release({ tag: "v1" });
    const to = `${gitcode.elsewhereUrl}/x`;
    gitcode.faults.add({ origin: "storage", do: { kind: "redirect", to, status: 307 } });
    expect((await upload("v1", "a.zip")).status).toBe(307);
    expect(gitcode.violations).toEqual([]);
    await ask(gitcode, "PUT", to, { raw: "bytes", token: gitcode.token });
    expect(gitcode.violations).toEqual([
      expect.stringContaining("authorization sent to another host"),
      expect.stringContaining("followed a redirect to another host"),
    ]);
  });
});

describe("looking on", () => {
  it("what others do meanwhile", async () => {
    const { repo, assets } = await open();
    repo.release({ tag: "v1", assets: [{ name: "a.zip" }] });
    repo.attach("v1", { name: "b.zip", content: "b" });
    expect((await assets("v1")).map(({ name }) => name)).toEqual(["a.zip", "b.zip"]);
    expect(() => repo.attach("v2", { name: "b.zip" })).toThrow("no release v2");
  });
});
