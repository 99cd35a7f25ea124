import type { Fault } from "../kernel/faults";

/** Ready-made answers of reference section 3, for `faults.add({ do: ... })`. */

type Status = Extract<Fault, { kind: "status" }>;

/** 429 of Rack::Attack: plain text, with the whole set of headers. */
export const throttled = (seconds: number): Status => ({
  kind: "status",
  status: 429,
  headers: (now) => {
    const reset = Math.floor(now / 1000) + seconds;
    return {
      "content-type": "text/plain",
      "retry-after": String(seconds),
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
export const limited = (seconds: number | null = 60): Status => ({
  kind: "status",
  status: 429,
  headers: { "content-type": "application/json", ...(seconds !== null && { "retry-after": String(seconds) }) },
  body: { message: { error: "This endpoint has been requested too many times. Try again later." } },
});

/** A page of the proxy in front. */
export const gatewayPage = (status: 413 | 502 | 503 | 504 = 502): Status => ({
  kind: "status",
  status,
  body: `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center><hr><center>nginx</center></body>\r\n</html>\r\n`,
});

/** The OAuth layer's 401, also for tokens that were good a moment ago. */
export const tokenExpired = (): Status => ({
  kind: "status",
  status: 401,
  headers: { "content-type": "application/json" },
  body: {
    error: "invalid_token",
    error_description: "Token is expired. You can either do re-authorization or token refresh.",
  },
});

/** Model validation by field, a shape that no route of this sandbox has of its own. */
export const invalidFields = (fields: Readonly<Record<string, readonly string[]>>): Status => ({
  kind: "status",
  status: 400,
  headers: { "content-type": "application/json" },
  body: { message: fields },
});
