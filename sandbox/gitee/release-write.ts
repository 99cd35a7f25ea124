import { BrokenHalfway, type Answer } from "../kernel/exchange";
import { json, noContent, problem, Refusal } from "./answers";
import { addTag, isTagName, resolveTarget } from "./git";
import { checkRepeat } from "./manners";
import { fieldReader } from "./params";
import { releaseJson } from "./release-json";
import { timestamp, type Release } from "./state";
import { violate, type RepositoryCall } from "./world";

type Fields = Pick<Release, "tagName" | "name" | "body" | "prerelease" | "targetCommitish">;

/** Create wants the target also for a tag that exists (4). `prerelease` left out is false, on an update too. */
function readFields(call: RepositoryCall, wanted: { readonly target: boolean }): Fields {
  const fields = fieldReader(call.given);
  const read = {
    tagName: fields.text("tag_name"),
    name: fields.text("name"),
    body: fields.text("body", { blank: call.world.uncertain.blankNotes === "kept" }),
    targetCommitish: wanted.target ? fields.text("target_commitish") : "",
    prerelease: fields.flag("prerelease"),
  };
  fields.check();
  return read;
}

/** Each of the three statuses that are reported, each with another of the bodies that clients meet (2, 8). */
function existsAlready(status: 400 | 409 | 422): Answer {
  if (status === 400) return problem(400, "发行版已存在");
  if (status === 422) return problem(422, { base: ["发行版已存在"] });
  return json(409, { error: "conflict", error_description: "发行版已存在" });
}

/** The release's tag: the one that is there, whatever the target says, or a new one (4). */
function ensureTag({ repository }: RepositoryCall, fields: Fields): void {
  if (repository.tags.has(fields.tagName)) return;
  const commit = resolveTarget(repository, fields.targetCommitish);
  if (!commit || !isTagName(fields.tagName)) throw new Refusal(problem(400, `创建标签失败：${fields.tagName}`));
  addTag(repository, fields.tagName, commit.sha);
}

export function createRelease(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const fields = readFields(call, { target: true });
  checkRepeat(call, fields.tagName);
  if (repository.releases.some(({ tagName }) => tagName === fields.tagName)) {
    return existsAlready(world.uncertain.existing);
  }
  if (repository.withdrawn.has(fields.tagName)) violate(world, call, "a release deleted to be created again");
  ensureTag(call, fields);
  if (call.breakHalfway) throw new BrokenHalfway();
  const release: Release = {
    ...fields,
    id: world.nextId(),
    author: call.token?.user ?? "",
    createdAt: timestamp(world.clock.now()),
    assets: [],
    departed: [],
    visibleFrom: world.clock.now() + world.listLag,
  };
  repository.releases.push(release);
  return json(201, releaseJson(world, { repository, release }));
}

/** Replaces all of them (4). Moving a release to another tag is unverified: only to a free tag that is there. */
export function updateRelease(call: RepositoryCall, release: Release): Answer {
  const { world, repository } = call;
  const { tagName, name, body, prerelease } = readFields(call, { target: false });
  if (tagName !== release.tagName) {
    const taken = repository.releases.some((one) => one.tagName === tagName);
    if (taken) return existsAlready(world.uncertain.existing);
    if (!repository.tags.has(tagName)) return problem(400, `标签不存在：${tagName}`);
  }
  Object.assign(release, { tagName, name, body, prerelease });
  return json(200, releaseJson(world, { repository, release }));
}

export function deleteRelease({ world, repository }: RepositoryCall, release: Release): Answer {
  repository.releases.splice(repository.releases.indexOf(release), 1);
  repository.withdrawn.add(release.tagName);
  if (world.uncertain.tagDiesWithRelease) repository.tags.delete(release.tagName);
  return noContent;
}
