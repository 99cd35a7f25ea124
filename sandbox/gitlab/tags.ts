import { addTag, isReserved, isTagName, noContent, remove, resolveRef, tagCommit, tagged } from "../kernel";
import type { Commit, Refusal, Tag } from "../kernel";
import { isProtected, requireDownload, requireRole, requireTag } from "./access";
import { json, notFound, refuse } from "./answers";
import { commitJson } from "./json";
import { keyset, paged, readParams } from "./params";
import { always, type Repo, type RepositoryCall, type Route } from "./state";

const SHORTEST_SHA = 7;

/** A sha (also a short one), a branch or another tag (reference 4.1, `ref`). */
export const resolve = (repo: Repo, ref: string): Commit | undefined =>
  resolveRef(repo, ref, { tags: true, fullRefs: true, shortSha: SHORTEST_SHA });

type NewTag = Readonly<{ tag: string } & Record<"ref" | "message", string | undefined>>;

/** A refusal of the tags service: its own status, and what the tags route and 11.7 make of it: 400 (4.1, 8). */
const refusal = (status: number, message: string, plain: boolean): Refusal => refuse(plain ? 400 : status, message);

/** @param plain every refusal but the hook's is 400 */
function makeTag(call: RepositoryCall, { tag, ref, message }: NewTag, plain: boolean): Tag {
  const { repo } = call;
  const { tagHook } = repo.rules;
  if (!isTagName(tag) || isReserved(tag)) throw refusal(400, "Tag name invalid", plain);
  if (ref === undefined || ref === "") throw refusal(400, "Target is empty", plain);
  if (repo.commits.size === 0) throw refusal(400, `Failed to create a tag: ${tag}`, plain);
  const commit = resolve(repo, ref);
  if (!commit) throw refusal(400, `Target ${ref} is invalid`, plain);
  if (repo.races.delete(tag)) addTag(repo, tag, { commit: commit.sha });
  if (repo.tags.has(tag)) throw refusal(409, `Tag ${tag} already exists`, plain);
  if (tagHook) throw refuse(tagHook.status, tagHook.message);
  return addTag(repo, tag, { commit: commit.sha, message: message === "" ? undefined : message });
}

/** The release's tag: the one that is there, whatever `ref` says, or a new one at `ref` (reference 4.1). */
export function ensureTag(call: RepositoryCall, wanted: NewTag): void {
  const plain = call.world.dialect.firstReleases;
  if (!isTagName(wanted.tag) || isReserved(wanted.tag)) throw refusal(400, "Tag name invalid", plain);
  if (tagCommit(call.repo, wanted.tag)) return;
  if (wanted.ref === undefined) throw refusal(422, "Ref is not specified", plain);
  makeTag(call, wanted, plain);
}

function tagJson(repo: Repo, tag: Tag): Record<string, unknown> {
  const commit = tagCommit(repo, tag.name);
  const release = tagged(repo.releases, tag.name);
  return {
    name: tag.name,
    message: tag.message ?? "",
    target: tag.commit,
    commit: commit && commitJson(commit),
    release: release ? { tag_name: tag.name, description: release.body } : null,
    protected: isProtected(repo, tag.name),
    created_at: tag.message === undefined ? null : tag.date,
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

function inOrder(repo: Repo, order: string): Tag[] {
  const tags = [...repo.tags.values()];
  if (order === "updated") return tags.sort((a, b) => (dateOf(repo, a) < dateOf(repo, b) ? -1 : 1));
  const numeric = order === "version";
  return tags.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric }));
}

const dateOf = (repo: Repo, tag: Tag): string => tagCommit(repo, tag.name)?.date ?? "";

function listTags(call: RepositoryCall) {
  const fields = readParams(call, listTable);
  requireDownload(call);
  const ordered = inOrder(call.repo, fields.order_by ?? "updated");
  const tags = fields.sort === "asc" ? ordered : ordered.reverse();
  const found = tags.filter(({ name }) => matches(name, fields.search ?? ""));
  const toJson = (tag: Tag): unknown => tagJson(call.repo, tag);
  return fields.pagination === "keyset" ? keyset(call, found, toJson) : paged(call, found, toJson);
}

function getTag(call: RepositoryCall) {
  requireDownload(call);
  const tag = call.repo.tags.get(call.params.tag ?? "");
  return tag ? json(200, tagJson(call.repo, tag)) : notFound("Tag");
}

function createTag(call: RepositoryCall) {
  const fields = readParams(call, { tag_name: "string", ref: "string", message: "string" }, ["tag_name", "ref"]);
  requireRole(call, "developer");
  const tag = fields.tag_name;
  requireTag(call, tag, call.world.dialect.accessDenied);
  const wanted = { tag, ref: fields.ref, message: fields.message };
  return json(201, tagJson(call.repo, makeTag(call, wanted, true)));
}

/** Takes the release of the tag along, as the release cannot be without it. */
function deleteTag(call: RepositoryCall) {
  requireRole(call, "developer");
  const { repo } = call;
  const name = call.params.tag ?? "";
  if (!repo.tags.has(name)) return notFound("Tag");
  requireTag(call, name);
  repo.tags.delete(name);
  const release = tagged(repo.releases, name);
  if (release) remove(repo.releases, release);
  return noContent;
}

/** Any name of a commit. https://docs.gitlab.com/api/commits/ */
function getCommit(call: RepositoryCall) {
  requireDownload(call);
  const { repo, params } = call;
  const ref = params.ref ?? "";
  const sha = repo.tags.get(ref)?.commit ?? repo.branches.get(ref) ?? ref;
  const commit = repo.commits.get(sha);
  return commit ? json(200, { id: commit.sha, message: commit.message }) : notFound("Commit");
}

const LIST = "/repository/tags";

/** The list is the only one of these that a job token may ask (reference 2.1). */
export const tagRoutes: readonly Route[] = [
  { method: "GET", path: LIST, handler: listTags, job: always },
  { method: "POST", path: LIST, handler: createTag },
  { method: "GET", path: `${LIST}/:tag`, handler: getTag },
  { method: "DELETE", path: `${LIST}/:tag`, handler: deleteTag },
  { method: "GET", path: "/repository/commits/:ref", handler: getCommit },
];
