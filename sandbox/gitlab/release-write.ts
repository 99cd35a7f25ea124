import { BrokenHalfway, found, Refusal, remove, tagged, type Table } from "../kernel";
import { requireRole, requireTag } from "./access";
import { complaint, forbidden, json, problem, refuse } from "./answers";
import { releaseJson } from "./json";
import { readParams } from "./params";
import { createTable, fill, linksOf, milestonesOf, refuseUnsaved, updateTable } from "./release-fields";
import { newRelease, type Release, type RepositoryCall } from "./state";
import { ensureTag } from "./tags";

/**
 * Order of checks: role, protected tag, release exists, milestones, tag, save. What fails last leaves the new tag
 * behind (reference 4.1). The release and its links come into being in one step.
 */
export function createRelease(call: RepositoryCall) {
  const { world, repo } = call;
  const { dialect } = world;
  const required = dialect.firstReleases ? (["name", "tag_name", "description"] as const) : (["tag_name"] as const);
  const fields = readParams(call, createTable(dialect), required);
  const links = linksOf(call, fields.assets);
  requireRole(call, "developer");
  const tag = fields.tag_name;
  requireTag(call, tag, dialect.accessDenied);
  if (tagged(repo.releases, tag)) return problem(dialect.firstReleases ? 400 : 409, "Release already exists");
  const milestones = milestonesOf(repo, fields);
  ensureTag(call, { tag, ref: fields.ref, message: fields.tag_message });
  if (call.breakHalfway) throw new BrokenHalfway();
  refuseUnsaved(fields.description, links, dialect);
  const release = newRelease(world, tag, call.token?.user ?? "");
  fill(release, fields, milestones);
  release.links.push(...links);
  repo.releases.push(release);
  return json(201, releaseJson(call, release));
}

function refuseNothing(call: RepositoryCall, table: Table): void {
  const names = Object.keys(table);
  if (names.some((name) => name in call.given)) return;
  if (!call.world.dialect.milestones) throw refuse(400, "params is empty");
  throw new Refusal(complaint(400, `${names.join(", ")} are missing, at least one parameter must be provided`));
}

/** The right is checked against nothing when the release is missing: 403, not 404 (reference 4). */
function ownRelease(call: RepositoryCall): Release {
  requireRole(call, "developer");
  const release = found(tagged(call.repo.releases, call.params.tag), forbidden);
  requireTag(call, release.tagName);
  return release;
}

export function updateRelease(call: RepositoryCall) {
  const table = updateTable(call.world.dialect);
  const fields = readParams(call, table);
  refuseNothing(call, table);
  const release = ownRelease(call);
  if (!call.repo.tags.has(release.tagName)) return problem(404, "Tag does not exist");
  const milestones = milestonesOf(call.repo, fields);
  refuseUnsaved(fields.description, [], call.world.dialect);
  fill(release, fields, milestones);
  return json(200, releaseJson(call, release));
}

/** 200 with what was deleted; the git tag stays (reference 4). */
export function deleteRelease(call: RepositoryCall) {
  const release = ownRelease(call);
  remove(call.repo.releases, release);
  return json(200, releaseJson(call, release));
}
