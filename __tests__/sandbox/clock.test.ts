import { afterEach, describe, expect, it } from "@jest/globals";
import { startGitCode } from "../../sandbox/gitcode";
import { startGitea } from "../../sandbox/gitea";
import { startGitLab } from "../../sandbox/gitlab";
import { limits } from "../../sandbox/github";
import { handClock } from "./client";

describe("the clock of a sandbox", () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it("decides when lists know a new release", async () => {
    const clock = handClock(Date.UTC(2031, 0, 1));
    const gitlab = await startGitLab({ clock, listLag: 60_000 });
    closing.push(gitlab.close);
    const url = `${gitlab.apiUrl}/projects/${gitlab.repository("group/app").id}/releases`;
    const headers = { "private-token": gitlab.token, "content-type": "application/json" };
    const body = JSON.stringify({ tag_name: "v1", ref: "main" });
    const made = (await (await fetch(url, { method: "POST", headers, body })).json()) as Record<string, unknown>;
    expect(made).toMatchObject({ created_at: "2031-01-01T00:00:00.000Z", upcoming_release: false });
    const listed = async () => (await (await fetch(url, { headers })).json()) as unknown[];
    expect(await listed()).toHaveLength(0);
    clock.turn(59_000);
    expect(await listed()).toHaveLength(0);
    clock.turn(2000);
    expect(await listed()).toHaveLength(1);
  });

  it("moves the window of a rate limit", async () => {
    const clock = handClock(Date.UTC(2031, 0, 1));
    const gitcode = await startGitCode({ clock, limits: { perMinute: 1 } });
    closing.push(gitcode.close);
    gitcode.repository("octo/app");
    const ask = async () => {
      const headers = { authorization: `Bearer ${gitcode.token}` };
      return (await fetch(`${gitcode.apiUrl}/repos/octo/app/releases`, { headers })).status;
    };
    expect([await ask(), await ask()]).toEqual([200, 429]);
    clock.turn(61_000);
    expect(await ask()).toBe(200);
  });

  it("brings a queue to what waits in it, with the next request", async () => {
    const clock = handClock(Date.UTC(2031, 0, 1));
    const gitea = await startGitea({ clock, pushDelay: 5000 });
    closing.push(gitea.close);
    const repo = gitea.repository("octo/app");
    const release = repo.release({ tag: "v1", draft: true });
    repo.pushTag("v1");
    const ask = () => fetch(`${gitea.apiUrl}/repos/octo/app`);
    await ask();
    expect(release.draft).toBe(true);
    clock.turn(5000);
    await ask();
    expect(release.draft).toBe(false);
  });

  it("tells until when a client has to wait", async () => {
    const clock = handClock(Date.UTC(2031, 0, 1));
    const gitlab = await startGitLab({ clock });
    closing.push(gitlab.close);
    gitlab.faults.add({ do: limits.primaryLimit(30) });
    const { headers } = await fetch(gitlab.apiUrl);
    expect(headers.get("x-ratelimit-reset")).toBe(String(Date.UTC(2031, 0, 1) / 1000 + 30));
  });
});
