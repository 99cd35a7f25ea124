import { made, retryAfter, type Made } from "../kernel";
import { expiredToken, firewallPage, forbidden, html, notFound, problem } from "./params";

/** Ready-made answers of reference section 2, for `faults.add({ do: ... })`. */

/** 429 with the headers that clients read; `null` leaves Retry-After out. */
export const rateLimited = (seconds: number | null = 60): Made =>
  made({
    ...problem(429, "429 Too Many Requests"),
    headers: (now) => ({
      ...retryAfter(seconds),
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Math.floor(now / 1000) + (seconds ?? 60)),
    }),
  });

/** The firewall's page; its statuses are unverified. */
export const firewall = (status = 403): Made => made({ status, body: firewallPage(status).body });

/** A page of the proxy in front. */
export const gatewayPage = (status: 413 | 500 | 502 | 503 | 504 = 502): Made =>
  made(html(status, status === 413 ? "Request Entity Too Large" : "Bad Gateway"));

/** No right or a missing scope: one of two answers. */
export const permissionDenied = (status: 403 | 404 = 403): Made =>
  made(status === 403 ? forbidden() : notFound("Project"));

/** A token that was good a moment ago; `code` is not always there. */
export const tokenExpired = ({ code = true }: { readonly code?: boolean } = {}): Made =>
  made(code ? expiredToken() : problem(401, "登录失效"));

/** `message` as lists of texts by field. */
export const invalidFields = (fields: Readonly<Record<string, readonly string[]>>, status: 400 | 422 = 422): Made =>
  made(problem(status, fields));

/** The OAuth layer's pair. */
export const oauthError = (error: string, description: string, status = 401): Made =>
  made({ status, body: { error, error_description: description } });
