import { forbidden, notFound, Refusal } from "./answers";
import type { RepositoryState } from "./state";
import { readerOf, requireToken, type Token } from "./tokens";
import type { Call, RepositoryCall } from "./world";

export const isMember = (token: Token | undefined, repository: RepositoryState): boolean =>
  token !== undefined && (token.repositories?.includes(repository.path) ?? true);

const reads = (method: string): boolean => method === "GET" || method === "HEAD";

/** A missing scope looks like a missing repository, reads included (2, 10). */
function checkScope(call: Call, token: Token | undefined): void {
  if (!token || token.scopes.includes("projects")) return;
  throw new Refusal(call.world.uncertain.scopeDenied === 403 ? forbidden() : notFound("Project"));
}

/** Finds the repository of the path. Throws 401, then 404, then 403 when the caller may not do this there (2). */
export function admit(call: Call): RepositoryCall {
  const reading = reads(call.method);
  const { token, refusal } = reading ? readerOf(call) : { token: requireToken(call), refusal: undefined };
  const repository = call.world.repositories.get(`${call.params.owner ?? ""}/${call.params.repo ?? ""}`);
  if (!repository || (repository.private && !isMember(token, repository))) {
    throw refusal ?? new Refusal(notFound("Project"));
  }
  checkScope(call, token);
  const writer = token?.access === "write" && isMember(token, repository);
  if (!reading && !writer) throw new Refusal(forbidden());
  return { ...call, repository, token };
}
