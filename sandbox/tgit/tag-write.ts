import { problem, Refusal } from "./answers";
import { isTagName } from "./git";
import type { RepositoryCall } from "./world";

/** What keeps a new tag from being made. */
export function refuseTag({ repository, world }: RepositoryCall, tag: string): void {
  if (!isTagName(tag)) throw new Refusal(problem(400, "Tag name invalid"));
  if (repository.tags.has(tag)) throw new Refusal(problem(world.unverified.conflict, "Tag already exists"));
  if (repository.rules.protectedTags.includes(tag)) throw new Refusal(problem(403, "403 Forbidden"));
}
