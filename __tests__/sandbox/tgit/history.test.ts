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
});
