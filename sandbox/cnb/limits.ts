import { html, xml } from "../kernel/answers";
import type { Fault } from "../kernel/faults";
import { forbidden, problem, unauthorized } from "./answers";

/** Ready-made answers, for `faults.add({ do: ... })`. */

type Status = Extract<Fault, { kind: "status" }>;

/** 429 in CNB's shape; `null` leaves Retry-After out (reference 1). */
export const rateLimited = (seconds: number | null = 60): Status => ({
  kind: "status",
  ...problem(429, "too many requests"),
  headers: seconds === null ? {} : { "retry-after": String(seconds) },
});

/** A page of the gateway in front, in HTML. */
export const gatewayPage = (status: 413 | 502 | 503 | 504 = 502): Status => ({
  kind: "status",
  ...html(status, "Bad Gateway"),
});

/** 403 about permissions, not about pace: never to be tried again. */
export const permissionDenied = (): Status => ({ kind: "status", ...forbidden() });

/** 401, also for a token that was good a moment ago. */
export const tokenExpired = (): Status => ({ kind: "status", ...unauthorized() });

/** The confirmation's refusal: start again at step 1 (3). */
export const invalidToken = (status: 400 | 401 | 403 = 401): Status => ({
  kind: "status",
  ...problem(status, "invalid token"),
});

/** The storage host's refusal of an upload address that is too old (3). */
export const uploadExpired = (): Status => ({
  kind: "status",
  ...xml(403, "AccessDenied", "Request has expired"),
});

/** The storage host asks for patience, in XML and without Retry-After. */
export const storageBusy = (): Status => ({
  kind: "status",
  ...xml(503, "SlowDown", "Please reduce your request rate."),
});
