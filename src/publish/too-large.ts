import { HttpError } from "../http";
import { PublishError } from "../errors";

/** Whether a server refused an upload for its size alone: its limit shows only then where nobody tells it before. */
export function isTooLarge(error: unknown): boolean {
  const cause = error instanceof PublishError ? error.cause : undefined;
  if (!(cause instanceof HttpError)) return false;
  const words = typeof cause.body === "string" ? cause.body : JSON.stringify(cause.body ?? "");
  if (/quota/i.test(words.slice(0, 2000))) return false;
  return (
    cause.status === 413 ||
    ([400, 422].includes(cause.status) && /too ?large|EntityTooLarge/i.test(words.slice(0, 2000)))
  );
}
