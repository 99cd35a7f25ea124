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

const said = (message: unknown): string => JSON.stringify({ message });
const coded = (code: number, text: string): string =>
  `"error_code":${code},"error_code_name":"UN_KNOW","error_message":"${code} ${text}"`;

/** A ready-made answer, its status, and what it says. */
type Row = readonly [made: Made, status: number, text: string];

const MADE: Readonly<Record<string, readonly Row[]>> = {
  github: [
    [github.retryAfter(7), 403, "secondary rate limit"],
    [github.retryAfter(3, 429), 429, "secondary rate limit"],
    [github.primaryLimit(30), 403, "API rate limit exceeded"],
    [github.secondaryLimit(429), 429, "secondary rate limit"],
    [github.permissionDenied(), 403, "Resource not accessible by integration"],
    [github.badGateway(504), 504, "Unicorn!"],
  ],
  gitlab: [
    [gitlab.throttled(2), 429, "Retry later\n"],
    [gitlab.limited(), 429, "requested too many times"],
    [gitlab.limited(null), 429, "requested too many times"],
    [gitlab.gatewayPage(503), 503, "<h1>503</h1>"],
    [gitlab.tokenExpired(), 401, "Token is expired"],
    [gitlab.invalidFields(FIELDS), 400, said(FIELDS)],
  ],
  gitea: [
    [gitea.throttled(3), 429, "<h1>429</h1>"],
    [gitea.throttled(null), 429, "<h1>429</h1>"],
    [gitea.gatewayPage(), 502, "<h1>502</h1>"],
  ],
  gitee: [
    [gitee.rateLimited(3), 429, said("429 Too Many Requests")],
    [gitee.rateLimited(null), 429, said("429 Too Many Requests")],
    [gitee.firewall(), 403, "<!DOCTYPE html>"],
    [gitee.gatewayPage(), 502, "Bad Gateway"],
    [gitee.permissionDenied(), 403, said("403 Forbidden")],
    [gitee.permissionDenied(404), 404, said("Not Found Project")],
    [gitee.tokenExpired(), 401, JSON.stringify({ code: 40001, message: "登录失效" })],
    [gitee.tokenExpired({ code: false }), 401, said("登录失效")],
    [gitee.invalidFields({ base: ["no"] }), 422, said({ base: ["no"] })],
    [gitee.oauthError("invalid_token", "gone"), 401, '{"error":"invalid_token","error_description":"gone"}'],
  ],
  gitcode: [
    [gitcode.rateLimited(7), 429, coded(429, "Too Many Requests")],
    [gitcode.rateLimited(), 429, coded(429, "Too Many Requests")],
    [gitcode.suspicious(), 418, coded(418, "I'm a teapot")],
    [gitcode.inner(409, "Conflict", 200), 200, coded(409, "Conflict")],
    [gitcode.permissionDenied(), 400, coded(403, "Forbidden")],
    [gitcode.permissionDenied("message"), 403, said("403 Forbidden")],
    [gitcode.tokenExpired(), 401, said("401 Unauthorized")],
    [gitcode.gatewayPage(503), 503, "<h1>503</h1>"],
    [gitcode.callbackFailed(), 200, coded(400, "attachment could not be saved")],
    [gitcode.callbackLost(), 200, ""],
    [gitcode.urlExpired(), 403, "Request has expired"],
    [gitcode.uploadUrl("http://a.test/x?Signature=1"), 200, '{"url":"http://a.test/x?Signature=1","headers":{}}'],
  ],
  tgit: [
    [tgit.limited(2), 429, said("429 Too Many Requests")],
    [tgit.limited(null), 429, said("429 Too Many Requests")],
    [tgit.throttled(3), 429, "Too Many Requests\n"],
    [tgit.gatewayPage(503), 503, "<h1>503</h1>"],
    [tgit.tokenExpired(), 401, said("401 Unauthorized")],
    [tgit.permissionDenied(), 403, said("403 Forbidden")],
    [tgit.hidden(), 404, said("404 Not Found")],
    [tgit.cannotProcess(), 422, said("422 Unprocessable")],
    [tgit.serverError(), 500, said("500 Internal Server Error")],
  ],
  cnb: [
    [cnb.rateLimited(2), 429, '"errmsg":"too many requests"'],
    [cnb.rateLimited(null), 429, '"errmsg":"too many requests"'],
    [cnb.gatewayPage(503), 503, "Bad Gateway"],
    [cnb.permissionDenied(), 403, '"errmsg":"permission denied"'],
    [cnb.tokenExpired(), 401, '"errmsg":"unauthorized"'],
    [cnb.invalidToken(), 401, '"errmsg":"invalid token"'],
    [cnb.uploadExpired(), 403, "<Message>Request has expired</Message>"],
    [cnb.storageBusy(), 503, "<Message>Please reduce your request rate.</Message>"],
  ],
};

describe.each(PLAYERS.filter(({ forge }) => forge in MADE))("ready-made answers of $forge", (player) => {
  const { forge, start, ask, list } = player;

  it.each(MADE[forge] ?? [])("%#: as it is made, and once", async (made, wanted, says) => {
    const sandbox = await closedAfter(start({ clock: handClock(NOW) }));
    const repo = sandbox.repository();
    sandbox.faults.add({ do: made });
    const { status, headers, text } = await ask(sandbox, "GET", list(repo));
    const { body } = made;
    expect([status, made.status]).toEqual([wanted, wanted]);
    expect(text).toContain(says);
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
  const limited = gitee.rateLimited(3).headers;
  expect(typeof limited === "function" && limited(NOW)).toMatchObject({ "x-ratelimit-remaining": "0" });
});
