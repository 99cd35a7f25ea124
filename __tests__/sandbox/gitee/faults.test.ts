import { describe, expect, it } from "vitest";
import { limits } from "../../../sandbox/gitee";
import { form, open } from "./client";

const sentAgain = expect.stringContaining("sent again without looking");

describe("broken halfway (5, 7, 10)", () => {
  it("an upload may have landed; one that is cut or reset before has not", async () => {
    const { gitee, upload, repository } = await open();
    const { id, assets } = repository.release({ tag: "v1" });
    gitee.faults.add({ path: /attach_files$/, do: { kind: "half", status: 504 } });
    expect((await upload(id, form("x", "a.zip"))).status).toBe(504);
    gitee.faults.add({ path: /attach_files$/, do: { kind: "reset", when: "after" } });
    await expect(upload(id, form("x", "b.zip"))).rejects.toThrow();
    gitee.faults.add({ path: /attach_files$/, do: { kind: "cut", bytes: 100_000 } });
    await expect(upload(id, form(Buffer.alloc(500_000), "c.zip"))).rejects.toThrow();
    gitee.faults.add({ path: /attach_files$/, do: { kind: "reset", when: "before" } });
    await expect(upload(id, form("x", "d.zip"))).rejects.toThrow();
    gitee.faults.add({ path: /attach_files$/, do: { kind: "carry-out-then", status: 500 } });
    expect((await upload(id, form("x", "e.zip"))).status).toBe(500);
    expect(assets.map(({ name }) => name)).toEqual(["a.zip", "b.zip", "e.zip"]);
  });

  it("an upload sent again without listing is a violation, with listing not", async () => {
    const { gitee, upload, ask: at, repository } = await open();
    const { id } = repository.release({ tag: "v1" });
    gitee.faults.add({ path: /attach_files$/, do: { kind: "half", status: 504 } });
    await upload(id, form("x"));
    await upload(id, form("x", "other.zip"));
    expect(gitee.violations).toEqual([]);
    await upload(id, form("x"));
    expect(gitee.violations).toEqual([sentAgain]);
    gitee.faults.add({ method: "POST", path: /attach_files$/, do: { kind: "half", status: 504 } });
    await upload(id, form("x", "b.zip"));
    await at("GET", `/releases/${id}/attach_files`);
    await upload(id, form("x", "b.zip"));
    expect(gitee.violations).toHaveLength(1);
  });

  it("a create sent again without looking is a violation, after a 429 or a look not", async () => {
    const { gitee, create, ask: at } = await open();
    gitee.faults.add({ method: "POST", do: { kind: "status", status: 502 } });
    await create();
    await create();
    expect(gitee.violations).toEqual([sentAgain]);
    gitee.faults.add({ method: "POST", do: limits.gatewayPage() });
    await create({ tag_name: "v2" });
    await at("GET", "/releases/tags/v2");
    await create({ tag_name: "v2" });
    gitee.faults.add({ method: "POST", do: limits.rateLimited(0) });
    await create({ tag_name: "v3" });
    await create({ tag_name: "v3" });
    expect(gitee.violations).toHaveLength(1);
  });

  it("a look may be answered with 404", async () => {
    const { gitee, create, ask: at } = await open({ missingRelease: "404" });
    gitee.faults.add({ method: "POST", do: { kind: "half", status: 500 } });
    await create();
    expect((await at("GET", "/releases/tags/v1")).status).toBe(404);
    expect((await create()).status).toBe(201);
    expect(gitee.violations).toEqual([]);
  });
});

describe("Gitee Go", () => {
  it("sets neither tag, owner, server nor token", async () => {
    const { repository } = await open();
    repository.tag("v1");
    repository.commit("More");
    const env = repository.environment({ tag: "v1" });
    expect(env).toMatchObject({
      GITEE_PIPELINE_NAME: "release",
      GITEE_REPO: "octo/app",
      GITEE_BRANCH: "main",
      GITEE_COMMIT: repository.tagCommit("v1"),
      GITEE_COMMIT_MESSAGE: "Fix bug",
    });
    expect(Object.keys(env).every((name) => name.startsWith("GITEE_"))).toBe(true);
    expect(Object.values(env).join(" ")).not.toMatch(/v1|5andb0x|http/);
  });

  it("names repository and tag in other forms", async () => {
    const { gitee, repository } = await open();
    repository.tag("v1");
    const named = (form: "https" | "ssh" | "name"): unknown => repository.environment({ form }).GITEE_REPO;
    expect([named("https"), named("ssh"), named("name")]).toEqual([
      `${gitee.serverUrl}/octo/app.git`,
      "git@127.0.0.1:octo/app.git",
      "app",
    ]);
    expect(repository.environment({ tag: "v1", tagIn: "ref" }).GITEE_BRANCH).toBe("refs/tags/v1");
    repository.branch("next");
    repository.commit("Next", { branch: "next" });
    expect(repository.environment({ branch: "next" })).toMatchObject({
      GITEE_BRANCH: "next",
      GITEE_COMMIT: repository.head("next"),
    });
  });
});
