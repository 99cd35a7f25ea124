import type { Fault } from "../kernel/faults";
import { expiredToken, firewallPage, forbidden, html, notFound } from "./answers";

/** Ready-made answers of reference section 2, for `faults.add({ do: ... })`. */

type Status = Extract<Fault, { kind: "status" }>;

/** 429 with the headers that clients read; `null` leaves Retry-After out. */
export function rateLimited(seconds: number | null = 60): Status {
  return {
    kind: "status",
    status: 429,
    headers: (now) => ({
      ...(seconds !== null && { "retry-after": String(seconds) }),
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Math.floor(now / 1000) + (seconds ?? 60)),
    }),
    body: { message: "429 Too Many Requests" },
  };
}

/** The firewall's page; its statuses are unverified. */
export const firewall = (status = 403): Status => ({ kind: "status", status, body: firewallPage(status).body });

/** A page of the proxy in front. */
export const gatewayPage = (status: 413 | 500 | 502 | 503 | 504 = 502): Status => ({
  kind: "status",
  status,
  body: html(status, status === 413 ? "Request Entity Too Large" : "Bad Gateway").body,
});

/** No right or a missing scope: one of two answers. */
export const permissionDenied = (status: 403 | 404 = 403): Status => ({
  kind: "status",
  status,
  body: (status === 403 ? forbidden() : notFound("Project")).body,
});

/** A token that was good a moment ago; `code` is not always there. */
export const tokenExpired = ({ code = true }: { readonly code?: boolean } = {}): Status => ({
  kind: "status",
  status: 401,
  body: code ? expiredToken().body : { message: "登录失效" },
});

/** `message` as lists of texts by field. */
export const invalidFields = (
  fields: Readonly<Record<string, readonly string[]>>,
  status: 400 | 422 = 422,
): Status => ({
  kind: "status",
  status,
  body: { message: fields },
});

/** The OAuth layer's pair. */
export const oauthError = (error: string, description: string, status = 401): Status => ({
  kind: "status",
  status,
  body: { error, error_description: description },
});
