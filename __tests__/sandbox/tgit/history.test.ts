import { describe, expect, it } from "@jest/globals";
import { open } from "./client";

describe("what the sandbox remembers", () => {
  it("which request made what", async () => {
    const { create, upload, ask, repository } = await open();
    repository.release({ tag: "v0" });
    await create({ tag: "v1", start_point: "master" });
    await ask("GET", "/releases");
    await upload("v1", "a.zip", "bytes");
    await ask("DELETE", "/releases/v1/attachments/a.zip");
    await ask("DELETE", "/releases/v1/attachments/a.zip");
    expect(repository.history.map(({ request, releases }) => [request.method, releases.at(-1)])).toMatchObject([
      ["SEED", { tagName: "v0" }],
      ["POST", { tagName: "v1", assets: [] }],
      ["POST", { tagName: "v1", assets: [{ name: "a.zip", size: 5 }] }],
      ["DELETE", { tagName: "v1", assets: [] }],
    ]);
  });

  it("every request, until cleared", async () => {
    const { tgit, create, root } = await open();
    await create({ tag: "v1", start_point: "master" });
    expect(tgit.requests).toMatchObject([
      { origin: "web", method: "POST", path: `/api/v3${root}/releases`, status: 201, json: { tag: "v1" } },
    ]);
    tgit.clearRequests();
    expect(tgit.requests).toEqual([]);
  });

  it("a watcher sees the state before and after each request", async () => {
    const { tgit, create, repository } = await open();
    const seen: unknown[] = [];
    const stop = tgit.watch((request, moment) => seen.push([request.method, moment, repository.releases.length]));
    await create({ tag: "v1", start_point: "master" });
    stop();
    await create({ tag: "v2", start_point: "master" });
    expect(seen).toEqual([
      ["POST", "before", 0],
      ["POST", "after", 1],
    ]);
  });

  it("a repository is found again by its path", async () => {
    const { tgit, repository } = await open();
    expect(tgit.repository("group/sub/app")).toBe(repository);
    expect(() => tgit.repository("group/sub/app", {})).toThrow("exists already");
    expect(() => tgit.repository("app")).toThrow("is not owner/name");
    expect(tgit.repository("group/new").id).not.toBe(repository.id);
  });
});
