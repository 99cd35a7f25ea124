import { made, madeJson, retryAfter, type Made } from "../kernel";
import { expiredToken } from "./answers";

/** Ready-made answers of reference section 3. */
export { gatewayPage } from "../kernel/answers";

/** 429 of Rack::Attack: plain text, with the whole set of headers. */
export const throttled = (seconds: number): Made =>
  made({
    status: 429,
    headers: (now) => {
      const reset = Math.floor(now / 1000) + seconds;
      return {
        "content-type": "text/plain",
        ...retryAfter(seconds),
        "ratelimit-limit": "7200",
        "ratelimit-name": "throttle_authenticated_api",
        "ratelimit-observed": "7201",
        "ratelimit-remaining": "0",
        "ratelimit-reset": String(reset),
        "ratelimit-resettime": new Date(reset * 1000).toUTCString(),
      };
    },
    body: "Retry later\n",
  });

/** 429 of the application's own limiter: JSON; `null` for an old server, which sends no Retry-After. */
export const limited = (seconds: number | null = 60): Made => {
  const error = "This endpoint has been requested too many times. Try again later.";
  return madeJson(429, { message: { error } }, retryAfter(seconds));
};

/** The OAuth layer's 401, also for tokens that were good a moment ago. */
export const tokenExpired = (): Made => made(expiredToken());

/** Model validation by field, a shape that no route of this sandbox has of its own. */
export const invalidFields = (fields: Readonly<Record<string, readonly string[]>>): Made =>
  madeJson(400, { message: fields });
