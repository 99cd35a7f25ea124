import { made, madeJson, retryAfter, type Made } from "../kernel";
import { forbidden, notFound, unauthorized } from "./access";

/** Ready-made answers. */
export { gatewayPage } from "../kernel/answers";

const problem = (status: number, message: string, headers = {}): Made => madeJson(status, { message }, headers);

/** 429, not documented but to be honoured (reference 3); `null` = no Retry-After. */
export const limited = (seconds: number | null = 1): Made => problem(429, "429 Too Many Requests", retryAfter(seconds));

/** The same from the proxy in front: plain text. */
export const throttled = (seconds: number): Made =>
  made({
    status: 429,
    headers: { "content-type": "text/plain", ...retryAfter(seconds) },
    body: "Too Many Requests\n",
  });

/** Also for tokens that were good a moment ago (reference 3). */
export const tokenExpired = (): Made => made(unauthorized());
export const permissionDenied = (): Made => made(forbidden());

/** What a missing right may look like as well (reference 3). */
export const hidden = (): Made => made(notFound());
export const cannotProcess = (): Made => problem(422, "422 Unprocessable");
export const serverError = (): Made => problem(500, "500 Internal Server Error");
