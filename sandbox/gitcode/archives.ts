import type { StoredContent } from "../kernel/content";
import { webUrl } from "./addresses";
import type { RepositoryState } from "./state";
import type { World } from "./world";

/** A generated archive of a tag, listed among the assets of its release (reference 4). */
export interface Archive {
  readonly name: string;
  readonly url: string;
  readonly content: () => StoredContent;
}

const ENDINGS = ["zip", "tar.gz", "tar.bz2", "tar"];

/** With ids no address says `/-/archive/`, so that `type` and `id` have to tell; which one is real is not verified. */
function archiveUrl(world: World, repo: RepositoryState, tag: string, file: { name: string; ending: string }): string {
  return world.habits.assetIds
    ? webUrl(world, repo, ["archive", "refs", "tags", `${tag}.${file.ending}`])
    : webUrl(world, repo, ["-", "archive", tag, file.name]);
}

export function archivesOf(world: World, repo: RepositoryState, tag: string): Archive[] {
  return ENDINGS.map((ending) => {
    const name = world.habits.form === "older" ? `${repo.name}-${tag}.${ending}` : `${tag}.${ending}`;
    const text = `${ending} of ${repo.tags.get(tag)?.commit ?? ""}`;
    return {
      name,
      url: archiveUrl(world, repo, tag, { name, ending }),
      content: () => world.store.keep(Buffer.from(text)),
    };
  });
}
