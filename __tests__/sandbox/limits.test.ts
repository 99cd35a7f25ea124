import { describe, expect, it } from "vitest";
import { limits as cnb } from "../../sandbox/cnb";
import { limits as gitcode } from "../../sandbox/gitcode";
import { limits as gitea } from "../../sandbox/gitea";
import { limits as gitee } from "../../sandbox/gitee";
import { limits as github } from "../../sandbox/github";
import { limits as gitlab } from "../../sandbox/gitlab";
import { retryAfter, type Made } from "../../sandbox/kernel/answers";
import { limits as tgit } from "../../sandbox/tgit";
import { closedAfter, handClock } from "./client";
import { PLAYERS } from "./roles";

const FIELDS = { name: ["is too long"] };
const NOW = Date.UTC(2031, 0, 1);

/** Several to a line. */
const MADE: Readonly<Record<string, readonly (readonly Made[])[]>> = {
  github: [
    [github.retryAfter(7), github.retryAfter(3, 429), github.primaryLimit(30), github.secondaryLimit(429)],
    [github.permissionDenied(), github.badGateway(504)],
  ],
  gitlab: [
    [gitlab.throttled(2), gitlab.limited(), gitlab.limited(null), gitlab.gatewayPage(503)],
    [gitlab.tokenExpired(), gitlab.invalidFields(FIELDS)],
  ],
  gitea: [[gitea.throttled(3), gitea.throttled(null), gitea.gatewayPage()]],
  gitee: [
    [gitee.rateLimited(3), gitee.rateLimited(null), gitee.firewall(), gitee.gatewayPage(), gitee.permissionDenied()],
    [gitee.permissionDenied(404), gitee.tokenExpired(), gitee.tokenExpired({ code: false })],
    [gitee.invalidFields(FIELDS), gitee.oauthError("invalid_token", "gone")],
  ],
  gitcode: [
    [gitcode.rateLimited(7), gitcode.rateLimited(), gitcode.suspicious(), gitcode.inner(409, "Conflict", 200)],
    [gitcode.permissionDenied(), gitcode.permissionDenied("message"), gitcode.tokenExpired()],
    [gitcode.gatewayPage(503), gitcode.callbackFailed(), gitcode.callbackLost(), gitcode.urlExpired()],
    [gitcode.uploadUrl("http://obs.example.com/x?Signature=1")],
  ],
  tgit: [
    [tgit.limited(2), tgit.limited(null), tgit.throttled(3), tgit.gatewayPage(503), tgit.tokenExpired()],
    [tgit.permissionDenied(), tgit.hidden(), tgit.cannotProcess(), tgit.serverError()],
  ],
  cnb: [
    [cnb.rateLimited(2), cnb.rateLimited(null), cnb.gatewayPage(503), cnb.permissionDenied()],
    [cnb.tokenExpired(), cnb.invalidToken(), cnb.uploadExpired(), cnb.storageBusy()],
  ],
};

describe.each(PLAYERS.filter(({ forge }) => forge in MADE))("ready-made answers of $forge", (player) => {
  const { forge, start, ask, list } = player;

  it.each(MADE[forge]?.flat() ?? [])("$status, as it is made, and once", async (made) => {
    const sandbox = await closedAfter(start({ clock: handClock(NOW) }));
    const repo = sandbox.repository();
    sandbox.faults.add({ do: made });
    const { status, headers, text } = await ask(sandbox, "GET", list(repo));
    const { body } = made;
    expect(status).toEqual(made.status);
    expect(text).toEqual(typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body));
    const told = { ...(typeof made.headers === "function" ? made.headers(NOW) : made.headers) };
    expect(Object.fromEntries(headers)).toMatchObject(told);
    expect(headers.get("retry-after")).toBe(told["retry-after"] ?? null);
    const type = text.startsWith("<?xml") ? "application/xml" : text.startsWith("<") ? "text/html" : "application/json";
    if (text !== "" && told["content-type"] !== "text/plain") expect(headers.get("content-type")).toContain(type);
    expect((await ask(sandbox, "GET", list(repo))).status).toBe(200);
    expect(sandbox.faults.pending()).toEqual([]);
  });
});

it("a wait is told in seconds, or not at all", () => {
  expect([retryAfter(7), retryAfter(null)]).toEqual([{ "retry-after": "7" }, {}]);
  const { headers } = github.primaryLimit(30);
  const told = typeof headers === "function" ? headers(NOW) : {};
  expect(told).toMatchObject({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 30) });
});
