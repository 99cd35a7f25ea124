import type { Release, RepositoryState } from "./state";
import type { World } from "./world";

interface Wish {
  /** `make_latest` as it was sent (2). */
  readonly makeLatest: string | undefined;
  /** Whether this request makes it public. */
  readonly publishes: boolean;
}

/** By the date of the release: what "legacy" compares is not in the reference. */
function newest(repository: RepositoryState): string | undefined {
  return repository.releases.findLast(({ draft, prerelease }) => !draft && !prerelease)?.id;
}

/** A draft or a prerelease is never the latest, and a wish that comes with one is forgotten: not in the reference. */
export function settleLatest(world: World, repository: RepositoryState, release: Release, wish: Wish): void {
  const { makeLatest, publishes } = wish;
  if (release.draft || release.prerelease || makeLatest === "false") {
    if (repository.latest === release.id) repository.latest = undefined;
  } else if (makeLatest === "legacy") repository.latest = newest(repository);
  else if (makeLatest === "true" || (publishes && world.choices.latestByDefault)) repository.latest = release.id;
}
