import { describe, expect, it } from "vitest";
import { open } from "./client";

describe("what breaks halfway", () => {
  it("leaves a tag without its release", async () => {
    const { tgit, create, put, repository } = await open();
    tgit.faults.add({ method: "POST", path: /\/releases$/, do: { kind: "half", status: 502 } });
    expect((await create({ tag: "v1", start_point: "master" })).status).toBe(502);
    expect(repository.rows.get("v1")?.type).toBe("none");
    expect((await put("v1", { type: "release" })).body.type).toBe("release");
  });

  it("leaves a short file under the right name", async () => {
    const { tgit, repository, upload } = await open();
    repository.release({ tag: "v1" });
    tgit.faults.add({ path: /attachments$/, do: { kind: "half", status: 502 } });
    expect((await upload("v1", "a.zip", Buffer.alloc(100_000))).status).toBe(502);
    const [left] = repository.releases[0]?.assets ?? [];
    expect(left?.name).toBe("a.zip");
    expect(left?.content.size).toBeGreaterThan(0);
    expect(left?.content.size).toBeLessThan(100_000);
  });
});
