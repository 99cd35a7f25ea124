import { BrokenHalfway, type Answer } from "../kernel/exchange";
import { requireRole } from "./access";
import { deleted, json, notFound, problem, Refusal } from "./answers";
import { addTag, resolve } from "./git";
import { labels, noteForeign, readParams, text } from "./params";
import { releaseJson } from "./release-json";
import { now, type Commit, type Release } from "./state";
import { refuseTag } from "./tag-write";
import { violate, type Given, type RepositoryCall } from "./world";

const TYPES = ["release", "none"] as const;
const updateTable = { type: TYPES, description: "string", labels: "labels" } as const;
const createTable = { ...updateTable, tag: "string", start_point: "string", tag_message: "string" } as const;

/** `type=none` makes a tag that no list of releases shows (reference 4): nobody's prerelease. */
function noteHiding(call: RepositoryCall, fields: Given): void {
  if (fields.type === "none") violate(call.world, call, 'type "none" hides the release');
}

const typeOf = (fields: Given): Release["type"] => (fields.type === "none" ? "none" : "release");

function fill(release: Release, fields: Given): void {
  release.description = text(fields, "description") ?? release.description;
  release.labels = labels(fields) ?? release.labels;
}

/** Becomes a release, with its own number, author and date. */
export function promote(call: Pick<RepositoryCall, "world" | "token">, release: Release): void {
  if (release.type === "release") return;
  release.type = "release";
  release.id ??= call.world.nextId();
  release.author = call.token?.user ?? null;
  release.createdAt = now(call.world);
  release.releasedFrom = call.world.clock.now() + call.world.listLag;
}

/** Somebody else is faster, if the test wants it so (`raceFor`). */
function race(call: RepositoryCall, tag: string, commit: Commit | undefined): void {
  const { repository, world } = call;
  const what = repository.rules.races.get(tag);
  if (!repository.rules.races.delete(tag) || !commit) return;
  const theirs = repository.tags.get(tag) ?? addTag(repository, { tag, commit: commit.sha });
  if (what === "release") promote({ world, token: undefined }, theirs);
}

/** A tag that is there: by option `plainTag` it becomes a release; a release is there already (reference 7, 9). */
function refuseKnown(call: RepositoryCall, known: Release, commit: Commit): void {
  const { conflict, plainTag } = call.world.unverified;
  if (known.type === "release") throw new Refusal(problem(conflict, "Release already exists"));
  if (plainTag === "put") throw new Refusal(problem(conflict, "Tag already exists"));
  // Not documented: the tag stays where it is, so another commit is taken for a mistake. Its own name is always right.
  if (known.commit !== commit.sha) throw new Refusal(problem(400, "start_point is not the commit of the tag"));
}

/** The words are `tag` and `start_point`, both required, also for a tag that exists (reference 4). */
export function createRelease(call: RepositoryCall): Answer {
  const { world, repository } = call;
  requireRole(call, "developer");
  noteForeign(call, createTable);
  const fields = readParams(call, { table: createTable, required: ["tag", "start_point"] });
  noteHiding(call, fields);
  const tag = text(fields, "tag") ?? "";
  const point = text(fields, "start_point") ?? "";
  race(call, tag, resolve(repository, point));
  const commit = resolve(repository, point);
  if (!commit) return problem(400, `start_point "${point}" is invalid`);
  const known = repository.tags.get(tag);
  if (known) refuseKnown(call, known, commit);
  else refuseTag(call, tag);
  const visibleFrom = call.world.clock.now() + world.listLag;
  // tag_message has no effect on a tag that exists (reference 4).
  const release =
    known ?? addTag(repository, { tag, commit: commit.sha, message: text(fields, "tag_message"), visibleFrom });
  // Not documented; the worst that can be left is a tag that no list of releases shows.
  if (call.breakHalfway) throw new BrokenHalfway();
  if (typeOf(fields) === "release") promote(call, release);
  fill(release, fields);
  return json(world.unverified.created, releaseJson(world, repository, release));
}

/** Of a release or a plain tag; an omitted `type` is "release" (reference 4), the other two stay as they are. */
export function updateRelease(call: RepositoryCall): Answer {
  const { world, repository } = call;
  requireRole(call, "developer");
  noteForeign(call, updateTable);
  const fields = readParams(call, { table: updateTable });
  noteHiding(call, fields);
  const release = repository.tags.get(call.params.tag ?? "");
  if (!release) return notFound("Tag");
  if (typeOf(fields) === "none") release.type = "none";
  else if (world.unverified.plainTag !== "post") promote(call, release);
  fill(release, fields);
  release.updatedAt = now(world);
  return json(200, releaseJson(world, repository, release));
}

/** Project admins only: labels, attachments and description go, the tag stays unless `delete_tag` (reference 4). */
export function deleteRelease(call: RepositoryCall): Answer {
  const { repository } = call;
  requireRole(call, "master");
  const fields = readParams(call, { table: { delete_tag: "boolean" } });
  const release = repository.tags.get(call.params.tag ?? "");
  if (!release) return notFound("Tag");
  // Not for plain tags: the one operation of the page that is about releases alone.
  if (release.type === "none") return notFound("Release");
  if (fields.delete_tag === true) repository.tags.delete(release.tag);
  Object.assign(release, { type: "none", id: null, description: null, labels: [], author: null, updatedAt: null });
  release.attachments.length = 0;
  return deleted;
}
