import { addTag, BrokenHalfway, isTagName, json, remove, resolveRef, tagged, withDefaults } from "../kernel";
import type { Answer, Fields } from "../kernel";
import { problem, readFields, refuse } from "./access";
import { releaseJson, releaseOf } from "./releases";
import { newRelease, type Call, type Release, type Repo } from "./state";

const updateTable = {
  name: "string",
  body: "string",
  draft: "boolean",
  prerelease: "boolean",
  make_latest: ["true", "false", "legacy"],
} as const;

const createTable = { ...updateTable, tag_name: "string", target_commitish: "string" } as const;

const isFull = ({ draft, prerelease }: Release): boolean => !draft && !prerelease;

function mark(repo: Repo, latest: Release | undefined): void {
  for (const release of repo.releases) release.latest = release === latest;
}

/**
 * Fills in what was sent. A draft or a prerelease is never the latest, and what is said of one is forgotten: not in the
 * reference.
 */
function write({ world, repo }: Call, release: Release, fields: Fields<typeof updateTable>): void {
  const { make_latest: makeLatest } = fields;
  Object.assign(release, withDefaults(release, fields), { updatedAt: world.now() });
  const publishes = !release.draft && release.publishedAt === undefined;
  release.publishedAt = release.draft ? undefined : (release.publishedAt ?? release.updatedAt);
  if (!isFull(release) || makeLatest === "false") release.latest = false;
  // By the date of the release: what "legacy" compares is not in the reference.
  else if (makeLatest === "legacy") mark(repo, repo.releases.findLast(isFull));
  else if (makeLatest === "true" || (publishes && world.choices.latestByDefault)) mark(repo, release);
}

function refuseDuplicate(call: Call, tag: string): void {
  const { world, repo } = call;
  if (repo.races.delete(tag)) {
    const other = newRelease(world, tag, "somebody");
    repo.releases.push(other);
    write(call, other, { make_latest: "false" });
  }
  if (tagged(repo.releases, tag)) throw refuse(world.choices.existsStatus, `release of tag ${tag} already exists`);
}

/** The tag that is there, wherever it points; else a new one at `target_commitish`, for a draft as well (2). */
function ensureTag(call: Call, tag: string, commitish: string | undefined): void {
  const { repo } = call;
  // Which status these have is not in the reference.
  if (!isTagName(tag)) throw refuse(400, "invalid tag_name");
  if (repo.tags.has(tag)) return;
  if (commitish === undefined || commitish === "") throw refuse(400, "target_commitish is required");
  const commit = resolveRef(repo, commitish);
  if (!commit) throw refuse(404, `target_commitish ${commitish} not found`);
  addTag(repo, tag, { commit: commit.sha });
}

/** Order of checks: rights, fields, empty repository, release exists, tag. What breaks after that leaves the tag. */
export async function createRelease(call: Call): Promise<Answer> {
  const { world, repo } = call;
  const fields = await readFields(call, createTable, ["tag_name"]);
  if (repo.commits.size === 0) return problem(400, "repository is empty, initialise it first");
  const tag = fields.tag_name;
  refuseDuplicate(call, tag);
  ensureTag(call, tag, fields.target_commitish);
  if (call.breakHalfway) throw new BrokenHalfway();
  const release = newRelease(world, tag, call.token.user);
  repo.releases.push(release);
  write(call, release, fields);
  return json(201, releaseJson(world, repo, release));
}

/** 200 with an empty body; it takes neither tag_name nor target_commitish (2). */
export async function updateRelease(call: Call): Promise<Answer> {
  const fields = await readFields(call, updateTable);
  const release = releaseOf(call);
  if (call.breakHalfway) throw new BrokenHalfway();
  write(call, release, fields);
  return { status: 200 };
}

/** The git tag stays. No other release becomes the latest by this: not in the reference. */
export function deleteRelease(call: Call): Answer {
  remove(call.repo.releases, releaseOf(call));
  return { status: call.world.choices.deleteStatus };
}
