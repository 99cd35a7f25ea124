import { isProtected, requireDownload, requireRole, requireTag } from "./access";
import { json, noContent, notFound } from "./answers";
import { tagCommit } from "./git";
import { keyset, paged } from "./paging";
import { readParams, text } from "./params";
import { commitJson } from "./release-json";
import type { ProjectState, Tag } from "./state";
import { makeTag } from "./tag-write";
import { always, type ProjectCall, type ProjectRoute } from "./world";

function tagJson(project: ProjectState, tag: Tag): Record<string, unknown> {
  const commit = tagCommit(project, tag.name);
  const release = project.releases.find((one) => one.tagName === tag.name);
  return {
    name: tag.name,
    message: tag.message,
    target: tag.commit,
    commit: commit && commitJson(commit),
    release: release ? { tag_name: tag.name, description: release.description } : null,
    protected: isProtected(project, tag.name),
    created_at: tag.message === "" ? null : tag.createdAt,
  };
}

const listTable = {
  order_by: ["name", "updated", "version"],
  sort: ["asc", "desc"],
  search: "string",
  pagination: ["legacy", "keyset"],
  page_token: "string",
} as const;

/** `^v1` begins with, `1$` ends with, anything else is somewhere in the name; letter case does not matter. */
function matches(name: string, search: string): boolean {
  const wanted = search.replace(/^\^/, "").replace(/\$$/, "").toLowerCase();
  const given = name.toLowerCase();
  if (search.startsWith("^") && search.endsWith("$")) return given === wanted;
  if (search.startsWith("^")) return given.startsWith(wanted);
  return search.endsWith("$") ? given.endsWith(wanted) : given.includes(wanted);
}

function inOrder(project: ProjectState, order: string): Tag[] {
  const tags = [...project.tags.values()];
  if (order === "updated") return tags.sort((a, b) => (dateOf(project, a) < dateOf(project, b) ? -1 : 1));
  const numeric = order === "version";
  return tags.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric }));
}

const dateOf = (project: ProjectState, tag: Tag): string => tagCommit(project, tag.name)?.date ?? "";

function listTags(call: ProjectCall) {
  const fields = readParams(call, listTable);
  requireDownload(call);
  const ordered = inOrder(call.project, text(fields, "order_by") ?? "updated");
  const tags = fields.sort === "asc" ? ordered : ordered.reverse();
  const found = tags.filter(({ name }) => matches(name, text(fields, "search") ?? ""));
  const toJson = (tag: Tag): unknown => tagJson(call.project, tag);
  return fields.pagination === "keyset" ? keyset(call, found, toJson) : paged(call, found, toJson);
}

function getTag(call: ProjectCall) {
  requireDownload(call);
  const tag = call.project.tags.get(call.params.tag ?? "");
  return tag ? json(200, tagJson(call.project, tag)) : notFound("Tag");
}

function createTag(call: ProjectCall) {
  const fields = readParams(call, { tag_name: "string", ref: "string", message: "string" }, ["tag_name", "ref"]);
  requireRole(call, "developer");
  const tag = text(fields, "tag_name") ?? "";
  requireTag(call, tag, call.world.dialect.accessDenied);
  const wanted = { tag, ref: text(fields, "ref"), message: text(fields, "message") };
  return json(201, tagJson(call.project, makeTag(call, wanted, true)));
}

/** Takes the release of the tag along, as the release cannot be without it. */
function deleteTag(call: ProjectCall) {
  requireRole(call, "developer");
  const { project } = call;
  const name = call.params.tag ?? "";
  if (!project.tags.has(name)) return notFound("Tag");
  requireTag(call, name);
  project.tags.delete(name);
  const at = project.releases.findIndex((one) => one.tagName === name);
  if (at >= 0) project.releases.splice(at, 1);
  return noContent;
}

/** Any name of a commit. https://docs.gitlab.com/api/commits/ */
function getCommit(call: ProjectCall) {
  requireDownload(call);
  const { project, params } = call;
  const ref = params.ref ?? "";
  const sha = project.tags.get(ref)?.commit ?? project.branches.get(ref) ?? ref;
  const commit = project.commits.get(sha);
  return commit ? json(200, { id: commit.sha, message: commit.message }) : notFound("Commit");
}

const LIST = "/repository/tags";

/** The list is the only one of these that a job token may ask (reference 2.1). */
export const tagRoutes: readonly ProjectRoute[] = [
  { method: "GET", path: LIST, handler: listTags, job: always },
  { method: "POST", path: LIST, handler: createTag },
  { method: "GET", path: `${LIST}/:tag`, handler: getTag },
  { method: "DELETE", path: `${LIST}/:tag`, handler: deleteTag },
  { method: "GET", path: "/repository/commits/:ref", handler: getCommit },
];
