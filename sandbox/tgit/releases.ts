import type { Answer } from "../kernel/exchange";
import { json, notFound, Refusal } from "./answers";
import { tagCommit } from "./git";
import { paged, pageTable } from "./paging";
import { labels, readParams } from "./params";
import { authorId, releaseJson } from "./release-json";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import type { Release, ReleaseType, RepositoryState } from "./state";
import type { RepositoryCall, Route } from "./world";

const listTable = {
  ...pageTable,
  labels: "labels",
  author_id: "integer",
  type: ["release", "none", "all"],
  order_by: ["name", "created_at"],
  sort: ["asc", "desc"],
} as const;

/** `created_at` means the date of the commit, not of the release (reference 4). */
export function inOrder(repository: RepositoryState, tags: readonly Release[], by: unknown, way: unknown): Release[] {
  const dateOf = ({ tag }: Release): string => tagCommit(repository, tag)?.date ?? "";
  const keyOf = (one: Release): string => (by === "name" ? one.tag : dateOf(one));
  const ascending = [...tags].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
  return way === "asc" ? ascending : ascending.reverse();
}

export const visible = ({ repository, world }: RepositoryCall): Release[] =>
  [...repository.tags.values()].filter(({ visibleFrom }) => visibleFrom <= world.clock.now());

const typeSeen = ({ world }: RepositoryCall, { type, releasedFrom }: Release): ReleaseType =>
  releasedFrom <= world.clock.now() ? type : "none";

function listReleases(call: RepositoryCall): Answer {
  const { repository, world } = call;
  const fields = readParams(call, { table: listTable });
  const wanted = fields.type ?? "release";
  const found = visible(call).filter(
    (one) =>
      (wanted === "all" || typeSeen(call, one) === wanted) &&
      (labels(fields) ?? []).every((label) => one.labels.includes(label)) &&
      (fields.author_id === undefined || (one.author !== null && authorId(one.author) === fields.author_id)),
  );
  const ordered = inOrder(repository, found, fields.order_by, fields.sort);
  return paged(ordered, fields, (one) => releaseJson(world, repository, one));
}

/** The tag the path names, with or without a release; 404 when there is no such tag (reference 4). */
export function releaseOf({ repository, params }: RepositoryCall): Release {
  const release = repository.tags.get(params.tag ?? "");
  if (!release) throw new Refusal(notFound("Tag"));
  return release;
}

const getRelease = (call: RepositoryCall): Answer =>
  json(200, releaseJson(call.world, call.repository, releaseOf(call)));

export const LIST = "/releases";
export const ONE = "/releases/:tag";

export const releaseRoutes: readonly Route[] = [
  { method: "GET", path: LIST, handler: listReleases },
  { method: "POST", path: LIST, handler: createRelease },
  { method: "GET", path: ONE, handler: getRelease },
  { method: "PUT", path: ONE, handler: updateRelease },
  { method: "DELETE", path: ONE, handler: deleteRelease },
];
