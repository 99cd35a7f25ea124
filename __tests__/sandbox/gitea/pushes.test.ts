import { describe, expect, it } from "vitest";
import { handClock, until } from "../client";
import { open, open12 } from "./client";

describe("a pushed tag is handled from a queue (second table)", () => {
  it("git has it at once, the table only later: a release made meanwhile gets the default branch for its target", async () => {
    const { create, repo, ask: at } = await open({ pushDelay: "held" });
    const first = [...repo.commits.keys()][0] ?? "";
    repo.pushTag("v1", { commit: first });
    repo.pushTag("v2", { commit: first });
    expect((await at("GET", "/tags/v1")).body.commit).toMatchObject({ sha: first });
    expect((await create({ tag_name: "v1" })).body.target_commitish).toBe("main");
    repo.handlePushes();
    expect((await create({ tag_name: "v2" })).body.target_commitish).toBe("");
  });

  it("publishes whatever draft the tag has by then, with the files that it has by then", async () => {
    const forgejo = await open12({ pushDelay: "held" });
    for (const { create, repo, upload, ask: at } of [await open({ pushDelay: "held" }), forgejo]) {
      repo.pushTag("v1");
      await create({ tag_name: "v1", draft: true, body: "Half" });
      await upload("a");
      repo.handlePushes();
      expect((await at("GET", "/releases/tags/v1", { token: null })).body).toMatchObject({
        draft: false,
        body: "Half",
      });
      expect(repo.history.at(-1)).toMatchObject({ request: { method: "PUSH" }, releases: [{ draft: false }] });
    }
  });

  it("publishes a draft that was made long before", async () => {
    const { create, repo } = await open();
    await create({ tag_name: "v1", draft: true });
    repo.pushTag("v1");
    expect(repo.releases).toMatchObject([{ tagName: "v1", draft: false }]);
    expect(repo.tagRows).toEqual([]);
  });

  it("a tag deleted and pushed again hides its release, and shows it again", async () => {
    const { repo } = await open({ pushDelay: "held" });
    repo.release({ tag: "v1" });
    repo.pushTagDeletion("v1");
    repo.pushTag("v1");
    repo.handlePushes();
    expect(repo.history.slice(1).map(({ releases }) => releases[0]?.draft)).toEqual([true, false]);
  });

  it("comes by itself after the delay, and the repository tells when", async () => {
    const hands = handClock();
    const wakings: (() => void)[] = [];
    const sleep = () => new Promise<void>((wake) => wakings.push(wake));
    const { create, repo, ask: at } = await open({ pushDelay: 1000, clock: { ...hands, sleep } });
    const before = (await at("GET", "")).body.updated_at;
    repo.pushTag("v1");
    await create({ tag_name: "v1", draft: true });
    expect(repo.releases).toMatchObject([{ draft: true }]);
    hands.turn(1000);
    for (const wake of wakings) wake();
    await until(() => repo.releases[0]?.draft === false);
    expect((await at("GET", "")).body.updated_at).not.toBe(before);
  });

  it("comes with the next request at the latest", async () => {
    const clock = handClock();
    const { repo, ask: at } = await open({ clock, pushDelay: 5000 });
    const release = repo.release({ tag: "v1", draft: true });
    repo.pushTag("v1");
    for (const draft of [true, false]) {
      await at("GET", "");
      expect(release.draft).toBe(draft);
      clock.turn(5000);
    }
  });
});
