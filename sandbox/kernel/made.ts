import type { Headers } from "./answers";
import type { Fault } from "./faults";

/** A ready-made answer, for `faults.add({ do: ... })` and `spoil`. */
export type Made = Extract<Fault, { kind: "status" }>;

export const made = (answer: Omit<Made, "kind">): Made => ({ kind: "status", ...answer });

/** In JSON, as an application tells an error. */
export const madeJson = (status: number, body: unknown, headers: Headers = {}): Made =>
  made({ status, headers: { "content-type": "application/json", ...headers }, body });

/** @param seconds `null` = no Retry-After */
export const retryAfter = (seconds: number | null): Headers =>
  seconds === null ? {} : { "retry-after": String(seconds) };

/** A page of the proxy in front. */
export const gatewayPage = (status: 413 | 429 | 502 | 503 | 504 = 502, headers: Headers = {}): Made =>
  made({
    status,
    headers,
    body: `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center><hr><center>nginx</center></body>\r\n</html>\r\n`,
  });
