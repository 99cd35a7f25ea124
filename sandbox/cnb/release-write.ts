import { BrokenHalfway, type Answer } from "../kernel/exchange";
import { requireAccess } from "./access";
import { json, notFound, problem, Refusal } from "./answers";
import { flag, readFields, text, type Fields } from "./fields";
import { addTag, isTagName, resolveCommitish } from "./git";
import { settleLatest } from "./latest";
import { releaseJson } from "./release-json";
import { now, type Release } from "./state";
import type { Call, World } from "./world";

const updateTable = {
  name: "string",
  body: "string",
  draft: "boolean",
  prerelease: "boolean",
  make_latest: ["true", "false", "legacy"],
} as const;

const createTable = { ...updateTable, tag_name: "string", target_commitish: "string" } as const;

export function blankRelease(world: World, tag: string, author: string): Release {
  const date = now(world);
  return {
    id: world.nextId(),
    tagName: tag,
    name: "",
    body: "",
    draft: false,
    prerelease: false,
    author,
    createdAt: date,
    updatedAt: date,
    publishedAt: undefined,
    assets: [],
    visibleFrom: world.clock.now() + world.listLag,
  };
}

/** @returns whether it got published by this */
function fill(world: World, release: Release, fields: Fields): boolean {
  release.name = text(fields, "name") ?? release.name;
  release.body = text(fields, "body") ?? release.body;
  release.draft = flag(fields, "draft") ?? release.draft;
  release.prerelease = flag(fields, "prerelease") ?? release.prerelease;
  release.updatedAt = now(world);
  const publishes = !release.draft && release.publishedAt === undefined;
  release.publishedAt = release.draft ? undefined : (release.publishedAt ?? release.updatedAt);
  return publishes;
}

function refuseTwin(call: Call, tag: string): void {
  const { world, repository } = call;
  if (repository.races.delete(tag)) {
    const other = blankRelease(world, tag, "somebody");
    fill(world, other, {});
    repository.releases.push(other);
  }
  if (repository.releases.some(({ tagName }) => tagName === tag)) {
    throw new Refusal(problem(world.choices.existsStatus, `release of tag ${tag} already exists`));
  }
}

/** The tag that is there, wherever it points; else a new one at `target_commitish`, for a draft as well (2). */
function ensureTag(call: Call, tag: string, commitish: string | undefined): void {
  const { repository } = call;
  // Which status these have is not in the reference.
  if (!isTagName(tag)) throw new Refusal(problem(400, "invalid tag_name"));
  if (repository.tags.has(tag)) return;
  if (commitish === undefined || commitish === "") throw new Refusal(problem(400, "target_commitish is required"));
  const commit = resolveCommitish(repository, commitish);
  if (!commit) throw new Refusal(notFound(`target_commitish ${commitish} not found`));
  addTag(repository, tag, commit.sha);
}

/** Order of checks: rights, fields, empty repository, release exists, tag. What breaks after that leaves the tag. */
export async function createRelease(call: Call): Promise<Answer> {
  const { world, repository } = call;
  requireAccess(call.token, repository, "write");
  const fields = await readFields(call, createTable, ["tag_name"]);
  if (repository.commits.size === 0) return problem(400, "repository is empty, initialise it first");
  const tag = text(fields, "tag_name") ?? "";
  refuseTwin(call, tag);
  ensureTag(call, tag, text(fields, "target_commitish"));
  if (call.breakHalfway) throw new BrokenHalfway();
  const release = blankRelease(world, tag, call.token.user);
  const publishes = fill(world, release, fields);
  repository.releases.push(release);
  settleLatest(world, repository, release, { makeLatest: text(fields, "make_latest"), publishes });
  return json(201, releaseJson(world, repository, release));
}

/** 200 with an empty body; it takes neither tag_name nor target_commitish (2). */
export async function updateRelease(call: Call, releaseOf: (call: Call) => Release): Promise<Answer> {
  requireAccess(call.token, call.repository, "write");
  const fields = await readFields(call, updateTable);
  const release = releaseOf(call);
  if (call.breakHalfway) throw new BrokenHalfway();
  const publishes = fill(call.world, release, fields);
  settleLatest(call.world, call.repository, release, { makeLatest: text(fields, "make_latest"), publishes });
  return { status: 200 };
}

/** The git tag stays. No other release becomes the latest by this: not in the reference. */
export function deleteRelease(call: Call, releaseOf: (call: Call) => Release): Answer {
  const { repository } = call;
  requireAccess(call.token, repository, "write");
  const release = releaseOf(call);
  repository.releases.splice(repository.releases.indexOf(release), 1);
  if (repository.latest === release.id) repository.latest = undefined;
  return { status: call.world.choices.deleteStatus };
}
