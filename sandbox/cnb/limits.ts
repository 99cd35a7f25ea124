import { html, made, retryAfter, xml, type Made } from "../kernel";
import { forbidden, problem, unauthorized } from "./access";

/** Ready-made answers, for `faults.add({ do: ... })`. */

/** 429 in CNB's shape; `null` leaves Retry-After out (reference 1). */
export const rateLimited = (seconds: number | null = 60): Made =>
  made({ ...problem(429, "too many requests"), headers: retryAfter(seconds) });

/** A page of the gateway in front, in HTML. */
export const gatewayPage = (status: 413 | 502 | 503 | 504 = 502): Made => made(html(status, "Bad Gateway"));

/** 403 about permissions, not about pace: never to be tried again. */
export const permissionDenied = (): Made => made(forbidden());

/** 401, also for a token that was good a moment ago. */
export const tokenExpired = (): Made => made(unauthorized());

/** The confirmation's refusal: start again at step 1 (3). */
export const invalidToken = (status: 400 | 401 | 403 = 401): Made => made(problem(status, "invalid token"));

/** The storage host's refusal of an upload address that is too old (3). */
export const uploadExpired = (): Made => made(xml(403, "AccessDenied", "Request has expired"));

/** The storage host asks for patience, in XML and without Retry-After. */
export const storageBusy = (): Made => made(xml(503, "SlowDown", "Please reduce your request rate."));
