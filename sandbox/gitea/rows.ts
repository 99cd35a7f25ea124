import { remember, remove, unasked, writeDownSeeds } from "../kernel";
import { newRow, type Release, type Repo, type World } from "./state";

/** Tags are looked up without regard to case (reference 5). */
const same = (row: Release, tag: string): boolean => row.tagName.toLowerCase() === tag.toLowerCase();

export const releaseByTag = (repo: Repo, tag: string): Release | undefined =>
  repo.releases.find((row) => same(row, tag));

export const bareTag = (repo: Repo, tag: string): Release | undefined => repo.tagRows.find((row) => same(row, tag));

export function removeBareTag(repo: Repo, tag: string): void {
  const row = bareTag(repo, tag);
  if (row) remove(repo.tagRows, row);
}

/** Whatever holds this name in the table: there can be one row only. */
export const rowByTag = (repo: Repo, tag: string): Release | undefined => releaseByTag(repo, tag) ?? bareTag(repo, tag);

/** A text that is no number parses as 0, which is nobody's id (reference 5). */
export const releaseById = (repo: Repo, id: string | undefined): Release | undefined =>
  /^\d+$/.test(id ?? "") ? repo.releases.find((row) => row.id === Number(id)) : undefined;

/** The bare tag becomes a release, with the same id and date (reference 5.2). */
export function promote(repo: Repo, row: Release): void {
  remove(repo.tagRows, row);
  repo.releases.push(row);
}

/** What is left of a deleted release, also of a draft that never had a tag: a bare tag's row (reference 5.2). */
export function demote(repo: Repo, row: Release): void {
  remove(repo.releases, row);
  Object.assign(row, { name: "", body: "", draft: false, prerelease: false });
  row.assets.length = 0;
  repo.tagRows.push(row);
}

/** The server learns of a pushed tag in the background, and keeps a row for it. */
export function syncTag(world: World, repo: Repo, tag: string, author: string): void {
  const known = repo.tags.get(tag);
  if (!known || rowByTag(repo, tag)) return;
  repo.tagRows.push({ ...newRow(world, tag, author), target: known.commit, createdAt: known.date });
}

/** A tag that was pushed or deleted: git has that at once, the table of releases only when the queue gets to it. */
export interface Push {
  readonly repo: Repo;
  readonly tag: string;
  readonly what: "made" | "deleted";
  /** Milliseconds since the epoch: when the queue gets to it. */
  readonly due: number;
}

/** The bare tag of a new name gets a row; a release of it is made public, whatever it was (second table, first row). */
function made(world: World, { repo, tag }: Push): void {
  const [known, row] = [repo.tags.get(tag), rowByTag(repo, tag)];
  // It may be deleted again by the time that the queue gets to it.
  if (known && row) Object.assign(row, { draft: false, createdAt: known.date });
  syncTag(world, repo, tag, "octavia");
}

/** The row of a bare tag goes; a published release becomes a draft (reference 5.2). */
function deleted({ repo, tag }: Push): void {
  removeBareTag(repo, tag);
  const release = releaseByTag(repo, tag);
  if (release) release.draft = true;
}

function handle(world: World, push: Push): void {
  writeDownSeeds(push.repo);
  if (push.what === "made") made(world, push);
  else deleted(push);
  // Written after all else.
  push.repo.updatedAt = world.now();
  remember(push.repo, unasked("PUSH"));
}

/** Handles what waits and is due, in the order in which it was pushed. @param of everything of this repository, due or not */
export function handlePushes(world: World, of?: Repo): void {
  const now = world.clock.now();
  for (const push of world.pushes.filter(({ repo, due }) => (of === undefined ? due <= now : repo === of))) {
    remove(world.pushes, push);
    handle(world, push);
  }
}

/** As the hook behind `git push` does: it only leaves a note, and answers. */
export function enqueue(world: World, push: Omit<Push, "due">): void {
  const delay = world.pushDelay === "held" ? Infinity : world.pushDelay;
  world.pushes.push({ ...push, due: world.clock.now() + delay });
  if (delay === 0) handlePushes(world);
  else if (delay < Infinity)
    void world.clock.sleep(delay).then(() => {
      handlePushes(world);
    });
}
