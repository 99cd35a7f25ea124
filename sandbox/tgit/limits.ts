import type { Fault } from "../kernel/faults";

/** Ready-made answers for `faults.add({ do: ... })`. */

type Status = Extract<Fault, { kind: "status" }>;

const problem = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Status => ({
  kind: "status",
  status,
  headers: { "content-type": "application/json", ...headers },
  body: { message },
});

/** 429, not documented but to be honoured (reference 3); `null` = no Retry-After. */
export const limited = (seconds: number | null = 1): Status =>
  problem(429, "429 Too Many Requests", seconds === null ? {} : { "retry-after": String(seconds) });

/** The same from the proxy in front: plain text. */
export const throttled = (seconds: number): Status => ({
  kind: "status",
  status: 429,
  headers: { "content-type": "text/plain", "retry-after": String(seconds) },
  body: "Too Many Requests\n",
});

/** A page of the proxy in front. */
export const gatewayPage = (status: 413 | 502 | 503 | 504 = 502): Status => ({
  kind: "status",
  status,
  body: `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center><hr><center>nginx</center></body>\r\n</html>\r\n`,
});

/** Also for tokens that were good a moment ago (reference 3). */
export const tokenExpired = (): Status => problem(401, "401 Unauthorized");
export const permissionDenied = (): Status => problem(403, "403 Forbidden");

/** What a missing right may look like as well (reference 3). */
export const hidden = (): Status => problem(404, "404 Not Found");
export const cannotProcess = (): Status => problem(422, "422 Unprocessable");
export const serverError = (): Status => problem(500, "500 Internal Server Error");
