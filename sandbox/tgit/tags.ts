import type { Answer } from "../kernel/exchange";
import { requireRole } from "./access";
import { deleted, json, problem } from "./answers";
import { addTag, resolve } from "./git";
import { paged, pageTable } from "./paging";
import { noteForeign, readParams, text } from "./params";
import { commitJson, dateText } from "./release-json";
import { inOrder, releaseOf, visible } from "./releases";
import type { Release, RepositoryState } from "./state";
import { refuseTag } from "./tag-write";
import type { RepositoryCall, Route } from "./world";

function tagJson(repository: RepositoryState, tag: Release): Record<string, unknown> {
  const commit = repository.commits.get(tag.commit);
  return {
    name: tag.tag,
    message: tag.message,
    commit: commit ? commitJson(commit) : null,
    created_at: dateText(tag.createdAt),
    description: tag.description,
  };
}

const listTable = {
  ...pageTable,
  search: "string",
  order_by: ["name", "created_at"],
  sort: ["asc", "desc"],
} as const;

function listTags(call: RepositoryCall): Answer {
  const fields = readParams(call, { table: listTable });
  const found = visible(call).filter(({ tag }) => tag.includes(text(fields, "search") ?? ""));
  const ordered = inOrder(call.repository, found, fields.order_by, fields.sort);
  return paged(ordered, fields, (tag) => tagJson(call.repository, tag));
}

const getTag = (call: RepositoryCall): Answer => json(200, tagJson(call.repository, releaseOf(call)));

const createTable = { tag_name: "string", ref: "string", message: "string" } as const;

/** Other words than those of a release: `tag_name` and `ref` (reference 6). */
function createTag(call: RepositoryCall): Answer {
  const { repository, world } = call;
  requireRole(call, "developer");
  noteForeign(call, createTable);
  const fields = readParams(call, { table: createTable, required: ["tag_name", "ref"] });
  const tag = text(fields, "tag_name") ?? "";
  refuseTag(call, tag);
  const commit = resolve(repository, text(fields, "ref") ?? "");
  if (!commit) return problem(400, "ref is invalid");
  const visibleFrom = world.clock.now() + world.listLag;
  const made = addTag(repository, { tag, commit: commit.sha, message: text(fields, "message"), visibleFrom });
  return json(world.unverified.created, tagJson(repository, made));
}

/** Takes the release along, as the two are one object. */
function deleteTag(call: RepositoryCall): Answer {
  requireRole(call, "developer");
  call.repository.tags.delete(releaseOf(call).tag);
  return deleted;
}

const LIST = "/repository/tags";

export const tagRoutes: readonly Route[] = [
  { method: "GET", path: LIST, handler: listTags },
  { method: "POST", path: LIST, handler: createTag },
  { method: "GET", path: `${LIST}/:tag`, handler: getTag },
  { method: "DELETE", path: `${LIST}/:tag`, handler: deleteTag },
];
