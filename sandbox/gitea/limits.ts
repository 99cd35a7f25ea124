import type { Fault } from "../kernel/faults";

/** Ready-made answers of reference sections 2 and 4, for `faults.add({ do: ... })`. */

type Status = Extract<Fault, { kind: "status" }>;

const URL = "https://gitea.example/api/swagger";

const problem = (status: number, message: string): Status => ({
  kind: "status",
  status,
  headers: { "content-type": "application/json;charset=utf-8" },
  body: { message, url: URL },
});

const page = (status: number, headers: Readonly<Record<string, string>> = {}): Status => ({
  kind: "status",
  status,
  headers: { "content-type": "text/html", ...headers },
  body: `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center><hr><center>nginx</center></body>\r\n</html>\r\n`,
});

/** 429 of the proxy in front: there is no limit in the server itself. `null` = no Retry-After. */
export const throttled = (seconds: number | null = 60): Status =>
  page(429, seconds === null ? {} : { "retry-after": String(seconds) });

/** A page of the proxy in front. */
export const gatewayPage = (status: 413 | 502 | 503 | 504 = 502): Status => page(status);

/** What breaks inside says nothing. */
export const serverError = (): Status => problem(500, "");

export const permissionDenied = (): Status => problem(403, "user should have a permission to write to a repo");

export const scopeMissing = (scope = "read:repository"): Status =>
  problem(
    403,
    `token does not have at least one of required scope(s), required=[write:repository], token scope=${scope}`,
  );

/** Also for a job's token once the job has ended. */
export const tokenExpired = (): Status => problem(401, "invalid username, password or token");

/** Forgejo. */
export const quotaExceeded = (): Status => ({
  ...problem(413, "quota exceeded"),
  body: { message: "quota exceeded", user_id: 1, username: "octo" },
});

export const attachmentTooLarge = (limit = 2048 * 1024 * 1024): Status =>
  problem(413, `attachment exceeds limit ${limit}`);
