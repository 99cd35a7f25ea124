import { BrokenHalfway, json, resolveRef, violate, visibleFrom } from "../kernel";
import type { Answer, Commit, Fields } from "../kernel";
import { deleted, notFound, problem, refuse, requireRole } from "./access";
import { noteForeign, readParams } from "./params";
import { releaseJson, releaseOf } from "./releases";
import type { Call, Release, Repo } from "./state";
import { makeTag, refuseTag, removeTag } from "./tags";

/** A whole sha, a branch or another tag by its bare name (reference 4, `start_point`); a short sha is not promised. */
export const resolve = (repo: Repo, point: string): Commit | undefined => resolveRef(repo, point, { tags: true });

const TYPES = ["release", "none"] as const;
const updateTable = { type: TYPES, description: "string", labels: "strings" } as const;
type Updated = Fields<typeof updateTable>;
const createTable = { ...updateTable, tag: "string", start_point: "string", tag_message: "string" } as const;

/** `type=none` makes a tag that no list of releases shows (reference 4): nobody's prerelease. */
function noteHiding(call: Call, fields: Updated): void {
  if (fields.type === "none") violate(call.world, call, 'type "none" hides the release');
}

const typeOf = (fields: Updated): Release["type"] => (fields.type === "none" ? "none" : "release");

function fill(release: Release, fields: Updated): void {
  release.body = fields.description ?? release.body;
  release.labels = fields.labels ?? release.labels;
}

/** Becomes a release, with its own number, author and date. */
export function promote(call: Pick<Call, "world" | "token">, release: Release): void {
  if (release.type === "release") return;
  release.type = "release";
  release.id ??= call.world.nextId();
  release.author = call.token?.user ?? null;
  release.createdAt = call.world.now();
  release.releasedFrom = visibleFrom(call.world);
}

/** Somebody else is faster, if the test wants it so (`raceFor`). */
function race(call: Call, tag: string, commit: Commit | undefined): void {
  const { repo, world } = call;
  const what = repo.races.get(tag);
  if (!repo.races.delete(tag) || !commit) return;
  const theirs = repo.rows.get(tag) ?? makeTag(call, tag, { commit: commit.sha });
  if (what === "release") promote({ world, token: undefined }, theirs);
}

/** A tag that is there: by option `plainTag` it becomes a release; a release is there already (reference 7, 9). */
function refuseKnown(call: Call, known: Release, commit: Commit): void {
  const { conflict, plainTag } = call.world.unverified;
  if (known.type === "release") throw refuse(conflict, "Release already exists");
  if (plainTag === "put") throw refuse(conflict, "Tag already exists");
  // Not documented: the tag stays where it is, so another commit is taken for a mistake. Its own name is always right.
  if (call.repo.tagCommit(known.tagName) !== commit.sha) throw refuse(400, "start_point is not the commit of the tag");
}

/** The words are `tag` and `start_point`, both required, also for a tag that exists (reference 4). */
export function createRelease(call: Call): Answer {
  const { world, repo } = call;
  requireRole(call, "developer");
  noteForeign(call, createTable);
  const fields = readParams(call, createTable, ["tag", "start_point"]);
  noteHiding(call, fields);
  const { tag, start_point: point } = fields;
  race(call, tag, resolve(repo, point));
  const commit = resolve(repo, point);
  if (!commit) return problem(400, `start_point "${point}" is invalid`);
  const known = repo.rows.get(tag);
  if (known) refuseKnown(call, known, commit);
  else refuseTag(call, tag);
  // tag_message has no effect on a tag that exists (reference 4).
  const release = known ?? makeTag(call, tag, { commit: commit.sha, message: fields.tag_message });
  // Not documented; the worst that can be left is a tag that no list of releases shows.
  if (call.breakHalfway) throw new BrokenHalfway();
  if (typeOf(fields) === "release") promote(call, release);
  fill(release, fields);
  return json(world.unverified.created, releaseJson(world, repo, release));
}

/** Of a release or a plain tag; an omitted `type` is "release" (reference 4), the other two stay as they are. */
export function updateRelease(call: Call): Answer {
  const { world, repo } = call;
  requireRole(call, "developer");
  noteForeign(call, updateTable);
  const fields = readParams(call, updateTable);
  noteHiding(call, fields);
  const release = releaseOf(call);
  if (typeOf(fields) === "none") release.type = "none";
  else if (world.unverified.plainTag !== "post") promote(call, release);
  fill(release, fields);
  release.updatedAt = world.now();
  return json(200, releaseJson(world, repo, release));
}

/** Project admins only: labels, attachments and description go, the tag stays unless `delete_tag` (reference 4). */
export function deleteRelease(call: Call): Answer {
  const { repo } = call;
  requireRole(call, "master");
  const fields = readParams(call, { delete_tag: "boolean" });
  const release = releaseOf(call);
  // Not for plain tags: the one operation of the page that is about releases alone.
  if (release.type === "none") return notFound("Release");
  if (fields.delete_tag === true) removeTag(repo, release.tagName);
  Object.assign(release, { type: "none", id: null, body: null, labels: [], author: null, updatedAt: null });
  release.assets.length = 0;
  return deleted;
}
