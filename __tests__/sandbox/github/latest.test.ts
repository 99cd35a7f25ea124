import { describe, expect, it } from "@jest/globals";
import type { GitHubSandbox } from "../../../sandbox/github";
import { ask, draft, publish, releases, start } from "./client";

const latest = async (github: GitHubSandbox): Promise<unknown> =>
  (await ask(github, "GET", `${releases}/latest`)).body.tag_name;

describe("latest (reference 7.4)", () => {
  it("is 404 while nothing full is published", async () => {
    const github = await start();
    github.repository("octo/app");
    await draft(github, "v1");
    await publish(github, "v2-rc", { prerelease: true });
    expect((await ask(github, "GET", `${releases}/latest`)).status).toBe(404);
  });

  it("moves by default, even to a patch of an old line", async () => {
    const github = await start();
    github.repository("octo/app");
    await publish(github, "v2.0.0");
    await publish(github, "v1.0.1");
    expect(await latest(github)).toBe("v1.0.1");
    await publish(github, "v1.0.2", { make_latest: "false" });
    expect(await latest(github)).toBe("v1.0.1");
    await publish(github, "v1.0.3", { make_latest: "legacy" });
    expect(await latest(github)).toBe("v2.0.0");
  });

  it("ignores what was sent with the draft", async () => {
    const github = await start();
    github.repository("octo/app");
    await publish(github, "v2");
    const made = await draft(github, "v1", { make_latest: "false" });
    const path = `${releases}/${String(made.body.id)}`;
    await ask(github, "PATCH", path, { json: { tag_name: "v1", draft: false } });
    expect(await latest(github)).toBe("v1");
  });

  it("moves on a later PATCH only when sent", async () => {
    const github = await start();
    github.repository("octo/app");
    const first = await publish(github, "v1");
    await publish(github, "v2");
    const path = `${releases}/${String(first.body.id)}`;
    await ask(github, "PATCH", path, { json: { body: "x" } });
    expect(await latest(github)).toBe("v2");
    await ask(github, "PATCH", path, { json: { make_latest: "true" } });
    expect(await latest(github)).toBe("v1");
    await ask(github, "PATCH", path, { json: { make_latest: "false" } });
    expect(await latest(github)).toBe("v2");
  });

  it("shows the only candidate in spite of false", async () => {
    const github = await start();
    github.repository("octo/app");
    await publish(github, "v1", { make_latest: "false" });
    expect(await latest(github)).toBe("v1");
  });
});
