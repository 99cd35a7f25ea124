import { found, json, listed, tagCommit, type Answer } from "../kernel";
import { notFound } from "./access";
import { authorId, releaseJson } from "./json";
import { paged, pageTable, readParams } from "./params";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import type { Call, Release, ReleaseType, Repo, Route } from "./state";

const listTable = {
  ...pageTable,
  labels: "strings",
  author_id: "integer",
  type: ["release", "none", "all"],
  order_by: ["name", "created_at"],
  sort: ["asc", "desc"],
} as const;

/** `created_at` means the date of the commit, not of the release (reference 4). */
export function inOrder(repo: Repo, tags: readonly Release[], by: unknown, way: unknown): Release[] {
  const dateOf = ({ tagName }: Release): string => tagCommit(repo, tagName)?.date ?? "";
  const keyOf = (one: Release): string => (by === "name" ? one.tagName : dateOf(one));
  const ascending = [...tags].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
  return way === "asc" ? ascending : ascending.reverse();
}

const typeSeen = ({ world }: Call, { type, releasedFrom }: Release): ReleaseType =>
  releasedFrom <= world.clock.now() ? type : "none";

function listReleases(call: Call): Answer {
  const { repo, world } = call;
  const fields = readParams(call, { table: listTable });
  const wanted = fields.type ?? "release";
  const found = listed(world, repo.rows.values()).filter(
    (one) =>
      (wanted === "all" || typeSeen(call, one) === wanted) &&
      (fields.labels ?? []).every((label) => one.labels.includes(label)) &&
      (fields.author_id === undefined || (one.author !== null && authorId(one.author) === fields.author_id)),
  );
  const ordered = inOrder(repo, found, fields.order_by, fields.sort);
  return paged(ordered, fields, (one) => releaseJson(world, repo, one));
}

/** The tag the path names, with or without a release; 404 when there is no such tag (reference 4). */
export const releaseOf = ({ repo, params }: Call): Release =>
  found(repo.rows.get(params.tag ?? ""), () => notFound("Tag"));

const getRelease = (call: Call): Answer => json(200, releaseJson(call.world, call.repo, releaseOf(call)));

export const LIST = "/releases";
export const ONE = "/releases/:tag";

export const releaseRoutes: readonly Route[] = [
  { method: "GET", path: LIST, handler: listReleases },
  { method: "POST", path: LIST, handler: createRelease },
  { method: "GET", path: ONE, handler: getRelease },
  { method: "PUT", path: ONE, handler: updateRelease },
  { method: "DELETE", path: ONE, handler: deleteRelease },
];
