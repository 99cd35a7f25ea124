import { describe, expect, it } from "vitest";
import { handClock } from "../client";
import { ask, draft, names, object, open, put, ticket } from "./client";

describe("step 3: the confirmation (3)", () => {
  it("makes the asset; nothing before it does", async () => {
    const desk = await open();
    const { upload: to, verify } = await ticket(desk, draft(desk), "a b+c.zip", { ttl: 7 });
    await put(desk, to, "bytes", { "content-type": "application/zip" });
    expect(names(desk)).toEqual([]);
    const { status, text } = await ask(desk.cnb, "POST", verify);
    expect([status, text]).toEqual([200, ""]);
    const [asset] = desk.repository.releases[0]?.assets ?? [];
    expect(asset).toMatchObject({ name: "a b+c.zip", contentType: "application/zip", ttl: 7 });
    expect((await asset?.content.bytes())?.toString()).toBe("bytes");
    expect((await desk.cnb.asset(asset?.id ?? "")?.bytes())?.toString()).toBe("bytes");
    expect([...desk.repository.tickets.values()]).toMatchObject([{ state: "spent" }]);
  });

  it("takes the token, and a ttl of its own", async () => {
    const desk = await open();
    const { upload: to, verify } = await ticket(desk, draft(desk), "a");
    await put(desk, to);
    expect((await ask(desk.cnb, "POST", verify, { token: null })).status).toBe(401);
    expect((await ask(desk.cnb, "POST", `${verify}?ttl=181`)).status).toBe(400);
    expect((await ask(desk.cnb, "POST", `${verify}?ttl=3`)).status).toBe(200);
    expect(desk.repository.releases[0]?.assets).toMatchObject([{ ttl: 3 }]);
  });

  it("may be relative to the API root, or carry its token in the query", async () => {
    const relative = await open({ verifyUrl: "relative", apiPath: "/api" });
    const one = await ticket(relative, draft(relative), "a");
    expect(one.verify.startsWith("/group/sub/app/-/releases/")).toBe(true);
    await put(relative, one.upload);
    expect((await ask(relative.cnb, "POST", one.verify)).status).toBe(200);
    const query = await open({ verifyUrl: "query" });
    const other = await ticket(query, draft(query), "a");
    expect(other.verify).toContain("?upload_token=");
    await put(query, other.upload);
    expect((await ask(query.cnb, "POST", `${other.verify}?ttl=0`)).status).toBe(401);
    expect((await ask(query.cnb, "POST", `${other.verify}&ttl=0`)).status).toBe(200);
  });

  it("is refused too late, twice, and for another release", async () => {
    const clock = handClock();
    const desk = await open({ clock, verifySeconds: 60 });
    const id = draft(desk);
    const other = desk.repository.release({ tag: "v2", draft: true }).id;
    const late = await ticket(desk, id, "a");
    await put(desk, late.upload);
    clock.turn(60_001);
    const reply = await ask(desk.cnb, "POST", late.verify);
    expect([reply.status, object(reply.body).errmsg]).toEqual([401, "invalid token"]);
    const again = await ticket(desk, id, "a");
    await put(desk, again.upload);
    expect((await ask(desk.cnb, "POST", again.verify.replace(id, other))).status).toBe(401);
    expect((await ask(desk.cnb, "POST", again.verify.replaceAll("%2F", "/"))).status).toBe(404);
    expect((await ask(desk.cnb, "POST", again.verify)).status).toBe(200);
    expect((await ask(desk.cnb, "POST", again.verify)).status).toBe(401);
    expect(names(desk)).toEqual(["a"]);
  });

  it("is refused without the bytes, with another status when asked for", async () => {
    const desk = await open({ invalidTokenStatus: 403 });
    const { verify } = await ticket(desk, draft(desk), "a");
    const { status, body } = await ask(desk.cnb, "POST", verify);
    expect([status, object(body).errmsg]).toEqual([400, "the file was not uploaded"]);
    expect((await ask(desk.cnb, "POST", verify.replace(/confirmation\/./, "confirmation/z"))).status).toBe(403);
  });

  it("replaces the asset of the same name, which has been there up to now", async () => {
    const desk = await open();
    const { id, assets } = desk.repository.release({ tag: "v1", assets: [{ name: "a", content: "old" }] });
    const old = assets[0]?.id;
    const { upload: to, verify } = await ticket(desk, id, "a", { overwrite: true });
    await put(desk, to);
    expect(assets).toMatchObject([{ id: old }]);
    await ask(desk.cnb, "POST", verify);
    expect(assets).toHaveLength(1);
    expect(assets[0]?.id).not.toBe(old);
    expect((await assets[0]?.content.bytes())?.toString()).toBe("bytes");
  });

  it("refuses the second of two that both found the name free", async () => {
    const desk = await open();
    const id = draft(desk);
    const both = [await ticket(desk, id, "a"), await ticket(desk, id, "a")];
    for (const { upload: to } of both) await put(desk, to);
    const statuses: number[] = [];
    for (const { verify } of both) statuses.push((await ask(desk.cnb, "POST", verify)).status);
    expect(statuses).toEqual([200, 409]);
  });
});
