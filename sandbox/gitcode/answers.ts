import { json as plain, type Answer, type Headers } from "../kernel";
import type { Habits } from "./habits";
import { findRelease, type Call, type Release } from "./state";

export const json = (status: number, body: unknown, headers: Headers = {}): Answer =>
  plain(status, body, { "content-type": "application/json", ...headers });

/** The body with a code of its own (3). */
export const coded = (code: number, text: string): unknown => ({
  error_code: code,
  error_code_name: "UN_KNOW",
  error_message: `${code} ${text}`,
});

/** Codes that were seen inside an HTTP 400 (3). */
const INNER: readonly number[] = [403, 404, 409];

export function failure({ errors }: Habits, { status, text }: { status: number; text: string }): Answer {
  if (errors === "message") return json(status, { message: `${status} ${text}` });
  return json(errors === "inner" && INNER.includes(status) ? 400 : status, coded(status, text));
}

/** Always a message, and always with its own status (2). */
export const unauthorized = (): Answer => json(401, { message: "401 Unauthorized" });

export const unknownRoute = (): Answer => json(404, coded(404, "Not Found"));
export const wrongMethod = (): Answer => json(405, coded(405, "Method Not Allowed"));

/** Thrown to leave nested work; which shape it takes is a habit of the server. */
export class CodedRefusal extends Error {
  override name = "CodedRefusal";
  readonly status: number;
  readonly text: string;
  constructor(status: number, text: string) {
    super(`refused with ${status} ${text}`);
    this.status = status;
    this.text = text;
  }
}

/** The release that the path names by its tag. */
export function releaseOf({ repo, params }: Pick<Call, "repo" | "params">): Release {
  const release = findRelease(repo, params.tag ?? "");
  if (!release) throw new CodedRefusal(404, "Not Found Release");
  return release;
}

/** Thrown for a missing, wrong or ended token. */
export class Unauthorized extends Error {
  override name = "Unauthorized";
}
