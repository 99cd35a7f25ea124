import { addTag, isReserved, isTagName, json, listed, tagCommit, visibleFrom, type Answer } from "../kernel";
import { deleted, levelOf, problem, refuse, requireRole } from "./access";
import { noteForeign, paged, pageTable, readParams } from "./params";
import { resolve } from "./release-write";
import { commitJson, dateText, inOrder, releaseOf } from "./releases";
import { newRow, type Call, type Release, type Repo, type Route } from "./state";

function tagJson(repo: Repo, row: Release): Record<string, unknown> {
  const commit = tagCommit(repo, row.tagName);
  return {
    name: row.tagName,
    message: repo.tags.get(row.tagName)?.message ?? null,
    commit: commit ? commitJson(commit) : null,
    created_at: dateText(row.createdAt),
    description: row.body,
  };
}

const listTable = {
  ...pageTable,
  search: "string",
  order_by: ["name", "created_at"],
  sort: ["asc", "desc"],
} as const;

function listTags(call: Call): Answer {
  const fields = readParams(call, listTable);
  const found = listed(call.world, call.repo.rows.values()).filter(({ tagName }) =>
    tagName.includes(fields.search ?? ""),
  );
  const ordered = inOrder(call.repo, found, fields.order_by, fields.sort);
  return paged(ordered, fields, (tag) => tagJson(call.repo, tag));
}

const getTag = (call: Call): Answer => json(200, tagJson(call.repo, releaseOf(call)));

const createTable = { tag_name: "string", ref: "string", message: "string" } as const;

/** Other words than those of a release: `tag_name` and `ref` (reference 6). */
function createTag(call: Call): Answer {
  const { repo, world } = call;
  requireRole(call, "developer");
  noteForeign(call, createTable);
  const fields = readParams(call, createTable, ["tag_name", "ref"]);
  const tag = fields.tag_name;
  refuseTag(call, tag);
  const commit = resolve(repo, fields.ref);
  if (!commit) return problem(400, "ref is invalid");
  const made = makeTag(call, tag, { commit: commit.sha, message: fields.message });
  return json(world.unverified.created, tagJson(repo, made));
}

/** Takes the release along, as the two are one object. */
function deleteTag(call: Call): Answer {
  requireRole(call, "developer");
  removeTag(call.repo, releaseOf(call).tagName);
  return deleted;
}

const LIST = "/repository/tags";

/** The project with the role of the token's user, as GitLab's old API has it. */
function getProject({ repo, token }: Call): Answer {
  const level = levelOf(token, repo);
  return json(200, {
    id: repo.id,
    path_with_namespace: repo.path,
    default_branch: repo.commits.size > 0 ? repo.defaultBranch : null,
    public: !repo.private,
    visibility_level: repo.private ? 0 : 20,
    permissions: { project_access: level === 0 ? null : { access_level: level }, group_access: null },
  });
}

export const tagRoutes: readonly Route[] = [
  { method: "GET", path: "", handler: getProject },
  { method: "GET", path: LIST, handler: listTags },
  { method: "POST", path: LIST, handler: createTag },
  { method: "GET", path: `${LIST}/:tag`, handler: getTag },
  { method: "DELETE", path: `${LIST}/:tag`, handler: deleteTag },
];

/** What keeps a new tag from being made. */
export function refuseTag({ repo, world }: Call, tag: string): void {
  if (!isTagName(tag) || isReserved(tag)) throw refuse(400, "Tag name invalid");
  if (repo.tags.has(tag)) throw refuse(world.unverified.conflict, "Tag already exists");
  if (repo.rules.protectedTags.includes(tag)) throw refuse(403, "403 Forbidden");
}

/** A tag that a request makes: lists learn of it later (option `listLag`). */
export function makeTag({ world, repo }: Call, tag: string, at: Parameters<typeof addTag>[2]): Release {
  addTag(repo, tag, at);
  const row = newRow(world, tag, visibleFrom(world));
  repo.rows.set(tag, row);
  return row;
}

export function removeTag(repo: Repo, tag: string): void {
  repo.tags.delete(tag);
  repo.rows.delete(tag);
}
