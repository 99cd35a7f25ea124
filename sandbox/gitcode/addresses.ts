import type { Release, RepositoryState } from "./state";
import type { World } from "./world";

/** A page of the repository on the web site, each segment encoded. */
export function webUrl(world: World, repo: RepositoryState, segments: readonly string[]): string {
  const owner = repo.owner.split("/");
  return [world.bases.web, ...[...owner, repo.name, ...segments].map(encodeURIComponent)].join("/");
}

/** Where browsers get an attachment (reference 1, and 7 for the older form). */
export function downloadUrl(world: World, repo: RepositoryState, { tagName }: Release, name: string): string {
  return world.habits.form === "older"
    ? webUrl(world, repo, ["-", "releases", tagName, "downloads", name])
    : webUrl(world, repo, ["releases", "download", tagName, name]);
}
