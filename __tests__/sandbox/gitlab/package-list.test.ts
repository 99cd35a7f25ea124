import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ask, open, type Desk } from "./client";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("packages and their files (6)", () => {
  const seeded = async (version = "17.5"): Promise<Desk> => {
    const desk = await open({ version });
    for (const [name, at] of [
      ["app", "1"],
      ["app", "2"],
      ["my-app", "1"],
    ] as const)
      desk.project.packageFile({ name, version: at, file: "a.zip" });
    return desk;
  };

  it("are found by a fuzzy name, and by version from 16.6 on", async () => {
    const found = async (version: string): Promise<unknown[]> => {
      const { ask: at } = await seeded(version);
      const { body } = await at("GET", "/packages?package_type=generic&package_name=app&package_version=1");
      return body.map((one) => `${String(one.name)} ${String(one.version)}`);
    };
    expect(await found("17.5")).toEqual(["app 1", "my-app 1"]);
    expect(await found("16.5")).toEqual(["app 1", "app 2", "my-app 1"]);
  });

  it("are hidden by the first upload only", async () => {
    const { put, ask: at, root, gitlab } = await open();
    await put("app/1/a.zip?status=hidden");
    await put("app/1/b.zip?status=default");
    expect((await at("GET", "/packages")).body).toEqual([]);
    expect((await at("GET", "/packages?status=hidden")).body).toHaveLength(1);
    expect((await at("GET", "/packages/generic/app/1/b.zip")).status).toBe(200);
    expect((await ask(gitlab, "GET", `${root}/packages?status=gone`)).status).toBe(400);
  });

  it("are listed in pages and deleted by maintainers", async () => {
    const { gitlab, project, ask: at } = await seeded();
    const [first] = project.packages;
    const files = `/packages/${first?.id ?? 0}/package_files`;
    const { body } = await at("GET", files);
    expect(body).toMatchObject([{ package_id: first?.id, file_name: "a.zip", file_sha256: sha256("a.zip") }]);
    const one = `${files}/${String(body[0]?.id)}`;
    expect((await at("DELETE", one, { token: gitlab.addToken({ role: "developer" }) })).status).toBe(403);
    expect((await at("DELETE", one, { job: project.jobToken() })).status).toBe(403);
    const job = project.jobToken({ role: "maintainer" });
    expect((await at("DELETE", one, { job })).status).toBe(204);
    expect((await at("DELETE", one)).status).toBe(404);
    expect((await at("DELETE", `/packages/${first?.id ?? 0}`)).status).toBe(204);
    expect(project.packages).toHaveLength(2);
  });
});
