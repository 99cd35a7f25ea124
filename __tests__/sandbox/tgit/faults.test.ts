import { describe, expect, it } from "@jest/globals";
import { limits } from "../../../sandbox/tgit";
import { open } from "./client";

describe("limits (3)", () => {
  it("429 with and without Retry-After, in JSON and in text", async () => {
    const { tgit, ask } = await open();
    tgit.faults.add({ do: limits.limited(2) });
    tgit.faults.add({ do: limits.limited(null) });
    tgit.faults.add({ do: limits.throttled(3) });
    const replies = [await ask("GET", "/releases"), await ask("GET", "/releases"), await ask("GET", "/releases")];
    expect(replies.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual([
      [429, "2"],
      [429, null],
      [429, "3"],
    ]);
    expect(replies[2]?.body).toBeUndefined();
    expect((await ask("GET", "/releases")).status).toBe(200);
  });

  it("pages of the proxy, lost tokens and missing rights", async () => {
    const { tgit, ask } = await open();
    const faults = [
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
    expect(statuses).toEqual([503, 401, 403, 404, 422, 500]);
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

  it("leaves nothing when the upload is cut or reset, and the file when only the answer is lost", async () => {
    const { tgit, repository, upload } = await open();
    repository.release({ tag: "v1" });
    tgit.faults.add({ path: /attachments$/, do: { kind: "cut", bytes: 50_000 } });
    await expect(upload("v1", "a.zip", Buffer.alloc(1_000_000))).rejects.toThrow();
    tgit.faults.add({ path: /attachments$/, do: { kind: "reset", when: "before" } });
    await expect(upload("v1", "a.zip")).rejects.toThrow();
    expect(repository.releases[0]?.assets).toEqual([]);
    tgit.faults.add({ path: /attachments$/, do: { kind: "carry-out-then", status: 504 } });
    expect((await upload("v1", "a.zip")).status).toBe(504);
    expect(repository.releases[0]?.assets).toHaveLength(1);
    expect(tgit.violations).toEqual([]);
  });

  it("redirects lead to another host", async () => {
    const { tgit, ask } = await open();
    tgit.faults.add({ do: { kind: "redirect", to: `${tgit.elsewhereUrl}/file` } });
    const { status, headers } = await ask("GET", "/releases");
    expect([status, headers.get("location")]).toEqual([302, `${tgit.elsewhereUrl}/file`]);
  });
});
