import { type Answer, attemptDecode, isObject, list, record, saidBy, text } from "../../http";
import type { Rule } from "../kit/refusals";
import { PERMISSION } from "./permission";

const ErrorsWire = record({ errors: list(record({ message: text })) });

/** Statuses of what GraphQL tells in an answer with the status 200, by the server's words (api/graph/schema.resolvers.go). */
const MEANINGS: readonly (readonly [RegExp, number])[] = [
  [/access denied|insufficient|scope|permission|grant/i, 403],
  [/already exists/i, 409],
  [/not found|no such/i, 404],
];

/** The status that an answer means. A user or a repository that may not be seen is null. */
export function statusOf(answer: Pick<Answer, "status" | "body">): number {
  if (answer.status !== 200) return answer.status;
  const body = answer.body();
  const errors = attemptDecode(ErrorsWire, body)?.errors ?? [];
  if (errors.length === 0) return isNothing(body) ? 404 : 200;
  const said = errors.map(({ message }) => message).join("; ");
  return MEANINGS.find(([words]) => words.test(said))?.[1] ?? 422;
}

function isNothing(body: unknown): boolean {
  if (!isObject(body) || !isObject(body.data) || !("user" in body.data)) return false;
  const { user } = body.data;
  return user === null || (isObject(user) && user.repository === null);
}

/** The server's words. */
export function wordsOf(body: unknown): string {
  if (isNothing(body)) return "no such repository";
  const errors = attemptDecode(ErrorsWire, body)?.errors ?? [];
  return saidBy(errors.length === 0 ? body : errors.map(({ message }) => message).join("; "));
}

export const RULES: readonly Rule[] = [
  { status: 401, hint: `The token is wrong or has expired. ${PERMISSION}` },
  { status: 403, hint: `${PERMISSION} Only the owner of a repository may upload to it.` },
  {
    status: 404,
    hint: `Check repository (~user/name), server_url and the token's account: what a token may not see is not there for it. ${PERMISSION}`,
  },
  {
    status: 409,
    hint: "A file name may be there once in a whole repository: another tag has it, or the commit on which this tag stood before it was moved. Put the version into the name (path => name), or delete the file from the other tag.",
  },
  { status: 413, hint: "The file is larger than the server accepts. Compress or split it, or leave it out." },
];
