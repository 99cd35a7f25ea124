import { addTag, BrokenHalfway, isReserved, isTagName, json, noContent, remove, resolveRef } from "../kernel";
import { tagged, violate, type Answer } from "../kernel";
import { checkRepeat } from "./access";
import { readFields, problem, refuse } from "./params";
import { newRelease, releaseJson } from "./releases";
import type { Release, RepositoryCall } from "./state";

export type Fields = Pick<Release, "tagName" | "name" | "body" | "prerelease" | "target">;

const TEXTS = { tag_name: "string", name: "string", body: "string" } as const;
const UPDATED = { ...TEXTS, prerelease: "boolean" } as const;
const CREATED = { ...TEXTS, target_commitish: "string", prerelease: "boolean" } as const;

const blankNotes = ({ world }: RepositoryCall): "body" | undefined =>
  world.uncertain.blankNotes === "kept" ? "body" : undefined;

/** Wants the target also for a tag that exists (4). `prerelease` left out is false, on an update too. */
function readCreated(call: RepositoryCall): Fields {
  const required = ["tag_name", "name", "body", "target_commitish"] as const;
  const read = readFields(call.given, CREATED, { required, blank: blankNotes(call) });
  const { tag_name: tagName, name, body, target_commitish: target, prerelease = false } = read;
  return { tagName, name, body, target, prerelease };
}

/** Each of the three statuses that are reported, each with another of the bodies that clients meet (2, 8). */
function existsAlready(status: 400 | 409 | 422): Answer {
  if (status === 400) return problem(400, "发行版已存在");
  if (status === 422) return problem(422, { base: ["发行版已存在"] });
  return json(409, { error: "conflict", error_description: "发行版已存在" });
}

/** The release's tag: the one that is there, whatever the target says, or a new one (4). */
function ensureTag({ repo }: RepositoryCall, fields: Fields): void {
  if (repo.tags.has(fields.tagName)) return;
  const commit = resolveRef(repo, fields.target);
  const valid = isTagName(fields.tagName) && !isReserved(fields.tagName);
  if (!commit || !valid) throw refuse(400, `创建标签失败：${fields.tagName}`);
  addTag(repo, fields.tagName, { commit: commit.sha });
}

export function createRelease(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const fields = readCreated(call);
  checkRepeat(call, fields.tagName);
  if (tagged(repo.releases, fields.tagName)) return existsAlready(world.uncertain.existing);
  if (repo.withdrawn.has(fields.tagName)) violate(world, call, "a release deleted to be created again");
  ensureTag(call, fields);
  if (call.breakHalfway) throw new BrokenHalfway();
  const release = newRelease(world, { ...fields, author: call.token?.user ?? "" });
  repo.releases.push(release);
  return json(201, releaseJson(call, release));
}

/** Replaces all of them (4). Moving a release to another tag is unverified: only to a free tag that is there. */
export function updateRelease(call: RepositoryCall, release: Release): Answer {
  const { world, repo } = call;
  const required = ["tag_name", "name", "body"] as const;
  const read = readFields(call.given, UPDATED, { required, blank: blankNotes(call) });
  const { tag_name: tagName, name, body, prerelease = false } = read;
  if (tagName !== release.tagName) {
    if (tagged(repo.releases, tagName)) return existsAlready(world.uncertain.existing);
    if (!repo.tags.has(tagName)) return problem(400, `标签不存在：${tagName}`);
  }
  Object.assign(release, { tagName, name, body, prerelease });
  return json(200, releaseJson(call, release));
}

export function deleteRelease({ world, repo }: RepositoryCall, release: Release): Answer {
  remove(repo.releases, release);
  repo.withdrawn.add(release.tagName);
  if (world.uncertain.tagDiesWithRelease) repo.tags.delete(release.tagName);
  return noContent;
}
