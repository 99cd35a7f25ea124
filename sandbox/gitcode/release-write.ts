import { addTag, BrokenHalfway, isTagName, noContent, resolveRef, tagged, violate } from "../kernel";
import type { Answer, Tag } from "../kernel";
import { readFields } from "./access";
import { json, refuse, releaseOf } from "./answers";
import { releaseJson } from "./releases";
import { newRelease, type Call, type Release, type ReleaseStatus, type Repo } from "./state";

/** A tag that is there never moves; a missing one is made at the target, else at the default branch's tip (4, 7). */
function ensureTag({ world, repo }: Call, name: string, target: string | undefined): Tag {
  const known = repo.tags.get(name);
  if (known) return known;
  const commit = resolveRef(repo, target ?? repo.defaultBranch);
  if (!commit) throw refuse(world, 422, `target_commitish ${target ?? repo.defaultBranch} is invalid`);
  return addTag(repo, name, { commit: commit.sha });
}

const TEXTS = { tag_name: "string", name: "string", body: "string" } as const;
const STATUS = { release_status: ["pre", "latest"] } as const;
const REQUIRED = ["tag_name", "name", "body"] as const;

/** Both are dropped without a word (reference 4): what was to be hidden is public at once. */
function checkIgnored(call: Call): void {
  const { given } = call;
  if (given.draft === true || given.draft === "true") violate(call.world, call, "draft is ignored");
  const asksPre = given.prerelease === true || given.prerelease === "true";
  if (asksPre && given.release_status !== "pre") violate(call.world, call, "prerelease is ignored");
}

/** Only one release is the latest. */
function mark(repo: Repo, release: Release, status: ReleaseStatus | undefined): void {
  if (status === "latest") {
    for (const one of repo.releases) if (one.status === "latest") one.status = undefined;
  }
  release.status = status;
}

export function createRelease(call: Call): Answer {
  const { world, repo } = call;
  const fields = readFields(call, { ...TEXTS, target_commitish: "string", ...STATUS }, REQUIRED);
  const { tag_name: tag, name, body, target_commitish: target, release_status: status } = fields;
  checkIgnored(call);
  if (!isTagName(tag)) throw refuse(world, 422, "tag_name is invalid");
  // Somebody else was faster by a moment (`raceFor`).
  if (repo.races.delete(tag)) repo.release({ tag, author: "somebody-else" });
  if (tagged(repo.releases, tag)) throw refuse(world, 409, "Conflict: Release already exists");
  ensureTag(call, tag, target);
  if (call.breakHalfway) throw new BrokenHalfway();
  const release = { ...newRelease(world, tag, call.token?.user ?? ""), name, body };
  mark(repo, release, status);
  repo.releases.push(release);
  return json(world.habits.created, releaseJson(call, release));
}

function updateAnswer(call: Call, release: Release): Answer {
  const { updated, form } = call.world.habits;
  if (updated === "no-content") return noContent;
  if (updated === "empty") return { status: 200 };
  const body = releaseJson(call, release, { unmarked: true });
  return json(200, form === "older" ? { id: 1, ...body } : body);
}

/** By tag. `tag_name` is asked for in the body too: newer pages leave it out, so the spec page is the strict one. */
export function updateRelease(call: Call): Answer {
  const { world, repo } = call;
  const release = releaseOf(call);
  const { tag_name: tag, name, body } = readFields(call, TEXTS, REQUIRED);
  checkIgnored(call);
  // Whether another name would move the release is not verified.
  if (tag !== release.tagName) throw refuse(world, 422, "tag_name is invalid");
  if (world.habits.form === "now") {
    const { release_status: status } = readFields(call, STATUS);
    if (status !== undefined || world.habits.omittedStatus === "normal") mark(repo, release, status);
  }
  Object.assign(release, { name, body, changed: world.nextId() });
  return updateAnswer(call, release);
}
