import { describe, expect, it } from "vitest";
import { limits } from "../../../sandbox/tgit";
import { open } from "./client";

describe("limits (3)", () => {
  it("pages of the proxy, lost tokens and missing rights", async () => {
    const { tgit, ask } = await open();
    const faults = [
      limits.limited(2),
      limits.throttled(3),
      limits.gatewayPage(503),
      limits.tokenExpired(),
      limits.permissionDenied(),
      limits.hidden(),
      limits.cannotProcess(),
      limits.serverError(),
    ];
    const statuses: number[] = [];
    for (const fault of faults) {
      tgit.faults.add({ do: fault });
      statuses.push((await ask("GET", "/releases")).status);
    }
    expect(statuses).toEqual([429, 429, 503, 401, 403, 404, 422, 500]);
    expect(tgit.faults.pending()).toEqual([]);
  });
});

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
