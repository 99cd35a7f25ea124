import { describe, expect, it } from "vitest";
import { ask, draft, open, ticket, upload } from "./client";

describe("faults on the way of a file", () => {
  it("`half` of the PUT leaves the bytes without an asset", async () => {
    const desk = await open();
    const id = draft(desk);
    const { upload: to, verify } = await ticket(desk, id, "a");
    desk.cnb.faults.add({ method: "PUT", origin: "storage", do: { kind: "half", status: 500 } });
    expect((await ask(desk.cnb, "PUT", to, { raw: "bytes" })).status).toBe(500);
    expect([...desk.repository.tickets.values()]).toMatchObject([{ state: "stored" }]);
    expect(desk.repository.releases[0]?.assets).toEqual([]);
    expect((await ask(desk.cnb, "PUT", to, { raw: "bytes" })).status).toBe(200);
    expect((await ask(desk.cnb, "POST", verify)).status).toBe(200);
  });

  it("`half` of the confirmation uses the token up and makes no asset", async () => {
    const desk = await open();
    const id = draft(desk);
    const { upload: to, verify } = await ticket(desk, id, "a");
    await ask(desk.cnb, "PUT", to, { raw: "bytes" });
    desk.cnb.faults.add({ path: /confirmation/, do: { kind: "half", status: 502 } });
    expect((await ask(desk.cnb, "POST", verify)).status).toBe(502);
    expect(desk.repository.releases[0]?.assets).toEqual([]);
    expect((await ask(desk.cnb, "POST", verify)).status).toBe(401);
    expect(await upload(desk, id, "a")).toBe(200);
  });

  it("`half` of step 1 and of an update leave nothing that counts", async () => {
    const desk = await open();
    const id = draft(desk);
    desk.cnb.faults.add({ path: /asset-upload-url/, do: { kind: "half", status: 502 } });
    desk.cnb.faults.add({ method: "PATCH", do: { kind: "half", status: 502 } });
    const json = { asset_name: "a", size: 5 };
    expect((await desk.said("POST", `/releases/${id}/asset-upload-url`, { json }))[0]).toBe(502);
    expect((await desk.said("PATCH", `/releases/${id}`, { json: { draft: false } }))[0]).toBe(502);
    expect(desk.repository.releases).toMatchObject([{ draft: true, assets: [] }]);
  });

  it("`carry-out-then` of the confirmation makes the asset, and the second one finds the token used up", async () => {
    const desk = await open();
    const { upload: to, verify } = await ticket(desk, draft(desk), "a");
    await ask(desk.cnb, "PUT", to, { raw: "bytes" });
    desk.cnb.faults.add({ path: /confirmation/, do: { kind: "carry-out-then", status: 504 } });
    expect((await ask(desk.cnb, "POST", verify)).status).toBe(504);
    expect((await ask(desk.cnb, "POST", verify)).status).toBe(401);
    expect(desk.repository.releases[0]?.assets).toHaveLength(1);
  });

  it("`cut` ends the upload in the middle and stores nothing", async () => {
    const desk = await open();
    const content = "x".repeat(1024 * 1024);
    const { upload: to } = await ticket(desk, draft(desk), "a", { size: content.length });
    desk.cnb.faults.add({ method: "PUT", do: { kind: "cut", bytes: 100_000 } });
    await expect(ask(desk.cnb, "PUT", to, { raw: content })).rejects.toThrow();
    expect([...desk.repository.tickets.values()]).toMatchObject([{ state: "issued" }]);
    expect((await ask(desk.cnb, "PUT", to, { raw: content })).status).toBe(200);
    expect(desk.cnb.violations).toEqual([]);
  });

  it("`redirect` to another host shows who carries the token along", async () => {
    const { cnb, ask: at } = await open();
    cnb.faults.add({ origin: "api", do: { kind: "redirect", to: `${cnb.storageUrl}/elsewhere` } });
    const location = (await at("GET", "/releases")).headers.get("location") ?? "";
    await ask(cnb, "GET", location, { token: cnb.token });
    expect(cnb.violations).toHaveLength(1);
  });
});
