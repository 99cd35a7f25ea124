import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { handClock, until } from "../client";
import { ask, draft, names, open, put, ticket, upload } from "./client";

describe("step 1: the upload address (3)", () => {
  it("answers 201 and makes nothing yet", async () => {
    const desk = await open();
    const { upload: to, verify, seconds } = await ticket(desk, draft(desk), "a.zip");
    expect(to.startsWith(`${desk.cnb.storageUrl}/`)).toBe(true);
    expect(verify.startsWith(`${desk.cnb.apiUrl}/group/sub/app/-/releases/`)).toBe(true);
    expect(seconds).toBe(10);
    expect(names(desk)).toEqual([]);
  });

  it("refuses names with a directory, a ttl above 180 and what is no number", async () => {
    const desk = await open();
    const route = `/releases/${draft(desk)}/asset-upload-url`;
    const good = { asset_name: "a", size: 1 };
    const wrong: Record<string, unknown>[] = [
      { asset_name: "dir/a" },
      { asset_name: "dir\\a" },
      { asset_name: ".." },
      { asset_name: "" },
      { asset_name: "a\nb" },
      { size: "1" },
      { size: -1 },
      { size: 1.5 },
      { ttl: 181 },
      { ttl: -1 },
      { ttl: "0" },
      { overwrite: "true" },
      { content_type: "x" },
    ];
    for (const one of wrong) {
      expect([(await desk.said("POST", route, { json: { ...good, ...one } }))[0], one]).toEqual([400, one]);
    }
    expect(await desk.said("POST", route, { json: { asset_name: "a" } })).toEqual([400, '"size" is required']);
    expect((await desk.said("POST", route, { json: { ...good, ttl: 180, overwrite: true } }))[0]).toBe(201);
    expect((await desk.said("POST", "/releases/1/asset-upload-url", { json: good }))[0]).toBe(404);
  });

  it("refuses a name that is taken unless it may overwrite", async () => {
    for (const existsStatus of [409, 422] as const) {
      const desk = await open({ existsStatus });
      const { id } = desk.repository.release({ tag: "v1", assets: [{ name: "a" }] });
      const json = { asset_name: "a", size: 1 };
      const route = `/releases/${id}/asset-upload-url`;
      expect(await desk.said("POST", route, { json })).toEqual([existsStatus, "asset a already exists"]);
      expect((await desk.said("POST", route, { json: { ...json, overwrite: false } }))[0]).toBe(existsStatus);
      expect((await desk.said("POST", route, { json: { ...json, overwrite: true } }))[0]).toBe(201);
    }
  });
});

describe("step 2: the bytes (3)", () => {
  it("go to the storage host without the token", async () => {
    const desk = await open();
    const { upload: to } = await ticket(desk, draft(desk), "a.zip");
    expect(await put(desk, to, "bytes", { authorization: `Bearer ${desk.cnb.token}` })).toEqual([403, "AccessDenied"]);
    expect(await put(desk, to, "bytes", { "x-token": desk.cnb.token })).toEqual([200, undefined]);
    expect(desk.cnb.violations).toEqual([
      expect.stringMatching(/^PUT \/release-assets\/[\w/]+: authorization sent to the storage host$/),
      expect.stringMatching(/ x-token sent to the storage host$/),
    ]);
  });

  it("need their length, which is the announced one", async () => {
    const desk = await open();
    const { upload: to } = await ticket(desk, draft(desk), "a.zip");
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(Buffer.from("bytes"));
        controller.close();
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "PUT", body, duplex: "half" };
    expect((await fetch(to, init)).status).toBe(411);
    expect(await put(desk, to, "more bytes")).toEqual([400, "InvalidArgument"]);
    expect(await put(desk, to)).toEqual([200, undefined]);
  });

  it("must start at once", async () => {
    const clock = handClock();
    const desk = await open({ clock, uploadSeconds: 1 });
    const { upload: to, seconds } = await ticket(desk, draft(desk), "a.zip");
    expect(seconds).toBe(1);
    clock.turn(1001);
    expect(await put(desk, to)).toEqual([403, "AccessDenied"]);
  });

  it("may take longer than that once they flow", async () => {
    const clock = handClock();
    const desk = await open({ clock, uploadSeconds: 1 });
    const { upload: to, verify } = await ticket(desk, draft(desk), "a.zip");
    const body = new ReadableStream({
      start: async (controller) => {
        controller.enqueue(Buffer.from("by"));
        // The head of the request has to be there first.
        await until(() => desk.cnb.requests.some(({ method }) => method === "PUT"));
        clock.turn(2000);
        controller.enqueue(Buffer.from("tes"));
        controller.close();
      },
    });
    const headers = { "content-length": "5" };
    const init: RequestInit & { duplex: "half" } = { method: "PUT", body, headers, duplex: "half" };
    expect((await fetch(to, init)).status).toBe(200);
    expect((await ask(desk.cnb, "POST", verify)).status).toBe(200);
  });

  it("are for this signature only", async () => {
    const desk = await open();
    const { upload: to } = await ticket(desk, draft(desk), "a.zip");
    expect(await put(desk, to.replace(/.$/, "z"))).toEqual([403, "SignatureDoesNotMatch"]);
    expect(await put(desk, to.split("?")[0] ?? "")).toEqual([403, "SignatureDoesNotMatch"]);
    expect((await ask(desk.cnb, "POST", to, { raw: "bytes" })).status).toBe(405);
  });

  it("of a client that goes away are not stored, and that is no failure", async () => {
    const desk = await open();
    const { upload: to } = await ticket(desk, draft(desk), "a.zip", { size: 1000 });
    const gone = new AbortController();
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(Buffer.from("by"));
      },
    });
    const headers = { "content-length": "1000" };
    const init = { method: "PUT", body, headers, duplex: "half", signal: gone.signal } as const;
    const sent = fetch(to, init).catch(() => "gone");
    await sleep(50);
    gone.abort();
    expect(await sent).toBe("gone");
    await sleep(50);
    expect([...desk.repository.tickets.values()]).toMatchObject([{ state: "issued" }]);
    expect(desk.cnb.violations).toEqual([]);
  });
});

describe("large files", () => {
  it("may call themselves JSON, and may be empty", async () => {
    const desk = await open();
    const id = draft(desk);
    const { upload: to, verify } = await ticket(desk, id, "a.json");
    await put(desk, to, '{"a"}', { "content-type": "application/json" });
    expect((await ask(desk.cnb, "POST", verify)).status).toBe(200);
    expect((await desk.repository.releases[0]?.assets[0]?.content.bytes())?.toString()).toBe('{"a"}');
    expect(await upload(desk, id, "empty", "")).toBe(200);
  });
});
