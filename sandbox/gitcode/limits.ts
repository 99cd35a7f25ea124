import type { Fault } from "../kernel/faults";
import { coded } from "./answers";

/** Ready-made answers, for `faults.add({ do: ... })`. Numbers are sections of the reference. */

type Status = Extract<Fault, { kind: "status" }>;

const JSON_TYPE = { "content-type": "application/json" };

const said = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Status => ({
  kind: "status",
  status,
  headers: { ...JSON_TYPE, ...headers },
  body,
});

/** 429 (3). No header is documented: by default there is none. */
export const rateLimited = (seconds: number | null = null): Status =>
  said(429, coded(429, "Too Many Requests"), seconds === null ? {} : { "retry-after": String(seconds) });

/** 418: refused as suspicious, not to be sent again (3). */
export const suspicious = (): Status => said(418, coded(418, "I'm a teapot"));

/** A code inside an HTTP 400, or any other status (3). */
export const inner = (code: 403 | 404 | 409, text: string, status = 400): Status => said(status, coded(code, text));

/** 403 in its two shapes (3, 8). */
export const permissionDenied = (shape: "inner" | "message" = "inner"): Status =>
  shape === "inner" ? inner(403, "Forbidden") : said(403, { message: "403 Forbidden" });

/** 401 of a token that was good a moment ago (2). */
export const tokenExpired = (): Status => said(401, { message: "401 Unauthorized" });

/** A page of the proxy in front; the store's answer to an upload that stalled (5). */
export const gatewayPage = (status: 413 | 502 | 503 | 504 = 502): Status => ({
  kind: "status",
  status,
  body: `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center><hr><center>nginx</center></body>\r\n</html>\r\n`,
});

/** The store took the bytes, its callback says no: 200, and no attachment (5). For `origin: "storage"`. */
export const callbackFailed = (text = "attachment could not be saved"): Status => said(200, coded(400, text));

/** The store took the bytes and says nothing; no attachment ever shows up (5). For `origin: "storage"`. */
export const callbackLost = (): Status => ({ kind: "status", status: 200 });

/** 403 of the store for an upload url that ran out (5). For `origin: "storage"`. */
export const urlExpired = (): Status => ({
  kind: "status",
  status: 403,
  headers: { "content-type": "application/xml" },
  body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
});

/** Another upload url than the sandbox's own, such as one with http:// on a host that is no loopback (9). */
export const uploadUrl = (url: string, headers: Readonly<Record<string, string>> = {}): Status =>
  said(200, { url, headers });
