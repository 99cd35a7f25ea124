import { describe, expect, it } from "vitest";
import { limits } from "../../../sandbox/gitcode";
import { coded, released, said } from "./client";
import { followed, handClock } from "../client";

describe("registration (5)", () => {
  it("takes its time: by the clock, or by answers", async () => {
    const clock = handClock();
    const { upload, assets, release } = await released({ clock, attachLag: 150 });
    await upload("v1", "a.zip");
    expect([await assets("v1"), release.assets.length]).toEqual([[], 1]);
    clock.turn(200);
    expect(await assets("v1")).toHaveLength(1);
    const counting = await released({ attachAfterReads: 2 });
    await counting.upload("v1", "a.zip");
    const seen = [];
    for (let read = 0; read < 3; read++) seen.push((await counting.assets("v1")).length);
    expect(seen).toEqual([0, 0, 1]);
  });

  it("the same name again is one more attachment, or replaces the bytes", async () => {
    const { upload, assets, release } = await released();
    await upload("v1", "a.zip", "old");
    await upload("v1", "a.zip", "new");
    const [first, second] = await assets("v1");
    expect([first?.name, second?.name]).toEqual(["a.zip", "a.zip"]);
    expect(first?.id).not.toBe(second?.id);
    // Found by name, the first one wins.
    expect(await followed(String(second?.browser_download_url))).toBe("old");
    expect(release.assets).toHaveLength(2);
    const kind = await released({ sameName: "overwrite" });
    await kind.upload("v1", "a.zip", "old");
    await kind.upload("v1", "a.zip", "new");
    expect((await kind.release.assets[0]?.content.bytes())?.toString()).toBe("new");
    expect(await kind.assets("v1")).toHaveLength(1);
  });

  it("may fail with 200, in words or without any", async () => {
    const { gitcode, upload, assets } = await released();
    gitcode.faults.add({ origin: "storage", do: limits.callbackFailed() });
    gitcode.faults.add({ origin: "storage", do: limits.callbackLost() });
    const failed = await upload("v1", "a.zip");
    expect(said(failed)).toEqual([200, coded(400, "attachment could not be saved")]);
    const lost = await upload("v1", "a.zip");
    expect([lost.status, lost.text]).toEqual([200, ""]);
    expect(await assets("v1")).toEqual([]);
  });

  it("the fault `half` leaves no attachment, `carry-out-then` leaves one", async () => {
    const { gitcode, upload, release } = await released();
    gitcode.faults.add({ origin: "storage", do: { kind: "half", status: 502 } });
    expect((await upload("v1", "a.zip")).status).toBe(502);
    expect(release.assets).toEqual([]);
    gitcode.faults.add({ origin: "storage", do: { ...limits.gatewayPage(504), kind: "carry-out-then" } });
    expect((await upload("v1", "a.zip")).status).toBe(504);
    expect(release.assets).toMatchObject([{ name: "a.zip" }]);
  });
});
