import { addTag, isReserved, isTagName } from "../kernel/git";
import { visibleFrom } from "../kernel/state";
import { refuse } from "./answers";
import type { Call, Release, Repo, World } from "./state";

/** What keeps a new tag from being made. */
export function refuseTag({ repo, world }: Call, tag: string): void {
  if (!isTagName(tag) || isReserved(tag)) throw refuse(400, "Tag name invalid");
  if (repo.tags.has(tag)) throw refuse(world.unverified.conflict, "Tag already exists");
  if (repo.rules.protectedTags.includes(tag)) throw refuse(403, "403 Forbidden");
}

/** The row of a tag that git has: type `none`. */
export function addRow(world: World, repo: Repo, tag: string): Release {
  const row: Release = {
    tagName: tag,
    name: null,
    type: "none",
    id: null,
    body: null,
    labels: [],
    author: null,
    createdAt: world.now(),
    updatedAt: null,
    assets: [],
    visibleFrom: 0,
    releasedFrom: 0,
  };
  repo.rows.set(tag, row);
  return row;
}

interface NewTag {
  readonly tag: string;
  readonly commit: string;
  readonly message?: string | undefined;
}

/** A tag that a request makes: lists learn of it later (option `listLag`). */
export function makeTag(world: World, repo: Repo, { tag, commit, message }: NewTag): Release {
  addTag(repo, tag, { commit, message });
  const row = { ...addRow(world, repo, tag), visibleFrom: visibleFrom(world) };
  repo.rows.set(tag, row);
  return row;
}

export function removeTag(repo: Repo, tag: string): void {
  repo.tags.delete(tag);
  repo.rows.delete(tag);
}
