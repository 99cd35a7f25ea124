import { bareJson as json, found, Refusal, tagged, type Answer } from "../kernel";
import type { Call, Release, World } from "./state";

export { json };

/** The body with a code of its own (3). */
export const coded = (code: number, text: string): unknown => ({
  error_code: code,
  error_code_name: "UN_KNOW",
  error_message: `${code} ${text}`,
});

/** Codes that were seen inside an HTTP 400 (3). */
const INNER: readonly number[] = [403, 404, 409];

/** The shape of a refusal is a habit of the server. */
export function failure({ habits: { errors } }: Pick<World, "habits">, status: number, text: string): Answer {
  if (errors === "message") return json(status, { message: `${status} ${text}` });
  return json(errors === "inner" && INNER.includes(status) ? 400 : status, coded(status, text));
}

export const refuse = (world: Pick<World, "habits">, status: number, text: string): Refusal =>
  new Refusal(failure(world, status, text));

/** Always a message, and always with its own status (2). */
export const unauthorized = (): Answer => json(401, { message: "401 Unauthorized" });

export const unknownRoute = (): Answer => json(404, coded(404, "Not Found"));
export const wrongMethod = (): Answer => json(405, coded(405, "Method Not Allowed"));

/** The release that the path names by its tag. */
export const releaseOf = ({ world, repo, params }: Call): Release =>
  found(tagged(repo.releases, params.tag), () => failure(world, 404, "Not Found Release"));
