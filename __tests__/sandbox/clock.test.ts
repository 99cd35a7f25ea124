import { expect, it } from "vitest";
import { startGitCode } from "../../sandbox/gitcode";
import { closedAfter, handClock } from "./client";

it("the clock of a sandbox moves the window of a rate limit", async () => {
  const clock = handClock();
  const gitcode = await closedAfter(startGitCode({ clock, limits: { perMinute: 1 } }));
  gitcode.repository("octo/app");
  const headers = { authorization: `Bearer ${gitcode.token}` };
  const ask = async () => (await fetch(`${gitcode.apiUrl}/repos/octo/app/releases`, { headers })).status;
  expect([await ask(), await ask()]).toEqual([200, 429]);
  clock.turn(61_000);
  expect(await ask()).toBe(200);
});
