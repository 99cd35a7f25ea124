import { gatewayPage, made, madeJson, retryAfter, xml, type Made } from "../kernel";
import { coded } from "./answers";

/** Ready-made answers. Numbers are sections of the reference; a gateway's page is also the store's answer to a stall. */
export { gatewayPage };

/** 429 (3). No header is documented: by default there is none. */
export const rateLimited = (seconds: number | null = null): Made =>
  madeJson(429, coded(429, "Too Many Requests"), retryAfter(seconds));

/** 418: refused as suspicious, not to be sent again (3). */
export const suspicious = (): Made => madeJson(418, coded(418, "I'm a teapot"));

/** A code inside an HTTP 400, or any other status (3). */
export const inner = (code: 403 | 404 | 409, text: string, status = 400): Made => madeJson(status, coded(code, text));

/** 403 in its two shapes (3, 8). */
export const permissionDenied = (shape: "inner" | "message" = "inner"): Made =>
  shape === "inner" ? inner(403, "Forbidden") : madeJson(403, { message: "403 Forbidden" });

/** 401 of a token that was good a moment ago (2). */
export const tokenExpired = (): Made => madeJson(401, { message: "401 Unauthorized" });

/** The store took the bytes, its callback says no: 200, and no attachment (5). For `origin: "storage"`. */
export const callbackFailed = (text = "attachment could not be saved"): Made => madeJson(200, coded(400, text));

/** The store took the bytes and says nothing; no attachment ever shows up (5). For `origin: "storage"`. */
export const callbackLost = (): Made => made({ status: 200 });

/** 403 of the store for an upload url that ran out (5). For `origin: "storage"`. */
export const urlExpired = (): Made => made(xml(403, "AccessDenied", "Request has expired"));

/** Another upload url than the sandbox's own, such as one with http:// on a host that is no loopback (9). */
export const uploadUrl = (url: string, headers: Readonly<Record<string, string>> = {}): Made =>
  madeJson(200, { url, headers });
