import { gatewayPage, retryAfter, type Made } from "../kernel";

/** Ready-made answers: what the server itself says, its rules make it say. */
export { gatewayPage };

/** 429 of the proxy in front: there is no limit in the server itself. `null` = no Retry-After. */
export const throttled = (seconds: number | null = 60): Made => gatewayPage(429, retryAfter(seconds));
