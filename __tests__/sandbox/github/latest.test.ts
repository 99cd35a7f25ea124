import { describe, expect, it } from "vitest";
import { open } from "./client";

describe("latest (reference 7.4)", () => {
  it("is 404 while nothing full is published", async () => {
    const { at, publish, draft } = await open();
    await draft("v1");
    await publish("v2-rc", { prerelease: true });
    expect((await at("GET", "/releases/latest")).status).toBe(404);
  });

  it("moves by default, even to a patch of an old line", async () => {
    const { latest, publish } = await open();
    await publish("v2.0.0");
    await publish("v1.0.1");
    expect(await latest()).toBe("v1.0.1");
    await publish("v1.0.2", { make_latest: "false" });
    expect(await latest()).toBe("v1.0.1");
    await publish("v1.0.3", { make_latest: "legacy" });
    expect(await latest()).toBe("v2.0.0");
  });

  it("ignores what was sent with the draft", async () => {
    const { latest, edit, publish, draft } = await open();
    await publish("v2");
    const made = await draft("v1", { make_latest: "false" });
    await edit(made, { tag_name: "v1", draft: false });
    expect(await latest()).toBe("v1");
  });

  it("moves on a later PATCH only when sent", async () => {
    const { latest, edit, publish } = await open();
    const first = await publish("v1");
    await publish("v2");
    await edit(first, { body: "x" });
    expect(await latest()).toBe("v2");
    await edit(first, { make_latest: "true" });
    expect(await latest()).toBe("v1");
    await edit(first, { make_latest: "false" });
    expect(await latest()).toBe("v2");
  });

  it("shows the only candidate in spite of false", async () => {
    const { latest, publish } = await open();
    await publish("v1", { make_latest: "false" });
    expect(await latest()).toBe("v1");
  });
});
