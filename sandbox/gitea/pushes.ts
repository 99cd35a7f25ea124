import { remember, unasked, writeDownSeeds } from "../kernel/history";
import { bareTag, newRow, releaseByTag, removeBareTag, rowByTag } from "./rows";
import type { Repo, World } from "./state";

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
  const known = repo.tags.get(tag);
  // Deleted again by the time that the queue gets to it.
  if (!known) return;
  const row = rowByTag(repo, tag);
  if (row) Object.assign(row, { draft: false, createdAt: known.date });
  else repo.tagRows.push({ ...newRow(world, tag, "octavia"), target: known.commit, createdAt: known.date });
}

/** The row of a bare tag goes; a published release becomes a draft (reference 5.2). */
function deleted({ repo, tag }: Push): void {
  const row = bareTag(repo, tag);
  if (row) removeBareTag(repo, row);
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
    world.pushes.splice(world.pushes.indexOf(push), 1);
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
