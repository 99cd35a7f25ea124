import { forbidden, notFound, Refusal } from "./answers";
import type { RepositoryState } from "./state";
import type { Token } from "./tokens";

const isMember = (token: Token, repository: RepositoryState): boolean =>
  token.repositories?.includes(repository.slug.toLowerCase()) ?? true;

/** A repository that is not shown is one that is not there: 404. A scope that does not reach: 403 (reference 1). */
export function requireAccess(token: Token, repository: RepositoryState, wanted: "read" | "write"): void {
  const member = isMember(token, repository);
  if (!member && repository.visibility === "private") throw new Refusal(notFound("repository not found"));
  if (token.access === "none" || (wanted === "write" && (!member || token.access !== "write"))) {
    throw new Refusal(forbidden());
  }
}
