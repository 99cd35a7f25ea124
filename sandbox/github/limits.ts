import type { Fault } from "../kernel/faults";

/** Ready-made rate-limit answers of reference section 11, for `faults.add({ do: ... })`. */

type Status = Extract<Fault, { kind: "status" }>;

const DOCS = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";
const SECONDARY =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. " +
  "If you reach out to GitHub Support for help, please include the request ID 0000:SANDBOX.";

const limited = (
  status: 403 | 429,
  message: string,
  headers: (now: number) => Readonly<Record<string, string>>,
): Status => ({
  kind: "status",
  status,
  headers: (now) => ({ "content-type": "application/json; charset=utf-8", ...headers(now) }),
  body: { message, documentation_url: DOCS, status: String(status) },
});

/** 403 or 429 with `retry-after`: step 1 of the decision order. */
export const retryAfter = (seconds: number, status: 403 | 429 = 403): Status =>
  limited(status, SECONDARY, () => ({ "retry-after": String(seconds) }));

/** `x-ratelimit-remaining: 0` and the reset time in epoch seconds, no `retry-after`: step 2. */
export const primaryLimit = (resetInSeconds: number, status: 403 | 429 = 403): Status =>
  limited(status, "API rate limit exceeded for installation ID 1.", (now) => ({
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-used": "1000",
    "x-ratelimit-reset": String(Math.floor(now / 1000) + resetInSeconds),
    "x-ratelimit-resource": "core",
  }));

/** Only the message tells: step 3. */
export const secondaryLimit = (status: 403 | 429 = 403): Status => limited(status, SECONDARY, () => ({}));

/** A 403 that is about permissions, not about pace: step 4, never to be retried. */
export const permissionDenied = (): Status => ({
  kind: "status",
  status: 403,
  headers: { "x-accepted-github-permissions": "contents=write; contents=write,workflows=write" },
  body: {
    message: "Resource not accessible by integration",
    documentation_url: "https://docs.github.com/rest/releases/releases#create-a-release",
    status: "403",
  },
});

/** 502 as a web front end sends it: HTML, not JSON. */
export const badGateway = (status: 500 | 502 | 503 | 504 = 502): Status => ({
  kind: "status",
  status,
  body: "<html>\n<head><title>Unicorn! &middot; GitHub</title></head>\n<body><p>This page is taking too long to load.</p></body>\n</html>\n",
});
