import { made, retryAfter as waiting, type Headers, type Made } from "../kernel";
import { PERMISSIONS } from "./access";
import { problem } from "./fields";

/** Ready-made rate-limit answers of reference section 11. */

const SECONDARY =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. " +
  "If you reach out to GitHub Support for help, please include the request ID 0000:SANDBOX.";

type Limit = 403 | 429;

const limited = (status: Limit, message: string, headers: (now: number) => Headers = () => ({})): Made =>
  made({ ...problem(status, message), headers });

/** 403 or 429 with `retry-after`: step 1 of the decision order. */
export const retryAfter = (seconds: number, status: Limit = 403): Made =>
  limited(status, SECONDARY, () => waiting(seconds));

/** `x-ratelimit-remaining: 0` and the reset time in epoch seconds, no `retry-after`: step 2. */
export const primaryLimit = (resetInSeconds: number, status: Limit = 403): Made =>
  limited(status, "API rate limit exceeded for installation ID 1.", (now) => ({
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-used": "1000",
    "x-ratelimit-reset": String(Math.floor(now / 1000) + resetInSeconds),
    "x-ratelimit-resource": "core",
  }));

/** Only the message tells: step 3. */
export const secondaryLimit = (status: Limit = 403): Made => limited(status, SECONDARY);

/** A 403 that is about permissions, not about pace: step 4, never to be retried. */
export const permissionDenied = (): Made => made(problem(403, "Resource not accessible by integration", PERMISSIONS));

/** 502 as a web front end sends it: HTML, not JSON. */
export const badGateway = (status: 500 | 502 | 503 | 504 = 502): Made =>
  made({
    status,
    body: "<html>\n<head><title>Unicorn! &middot; GitHub</title></head>\n<body><p>This page is taking too long to load.</p></body>\n</html>\n",
  });
