import { commitJson as plainCommit, found, json, listed, tagCommit, type Answer, type Commit } from "../kernel";
import { notFound } from "./access";
import { paged, pageTable, readParams } from "./params";
import { createRelease, deleteRelease, updateRelease } from "./release-write";
import type { Attachment, Call, Release, Repo, Route, World } from "./state";

/** No colon in the zone, no milliseconds (reference 4). */
export const dateText = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19)}+0000`;

const PERSON = { name: "bili", email: "bili@example.com" };

export const commitJson = (commit: Commit) => plainCommit(commit, PERSON, dateText(commit.date));

export const attachmentJson = ({ name, content, type, createdAt }: Attachment): Record<string, unknown> => ({
  name,
  type,
  size: content.size,
  created_at: dateText(createdAt),
});

/** Accounts are numbered by their names, for the filter `author_id`. */
const authorId = (user: string): number => [...user].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0);

const authorJson = (world: World, user: string): Record<string, unknown> => ({
  id: authorId(user),
  username: user,
  web_url: `${world.bases.web}/u/${user}`,
  name: user,
  state: "active",
  avatar_url: null,
});

/** Neither urls nor `tag_name`, `name`, `body`, `draft`, nor the labels (reference 4). */
export function releaseJson(world: World, repo: Repo, release: Release): Record<string, unknown> {
  const commit = tagCommit(repo, release.tagName);
  const message = repo.tags.get(release.tagName)?.message;
  return {
    ref: { name: release.tagName, message: message ?? null, commit: commit ? commitJson(commit) : null },
    id: release.id,
    project_id: repo.id,
    tag: release.tagName,
    // Set by the server: the documents show a tag's name and something else, so a client must not count on it (4).
    title: message?.split("\n")[0] ?? release.tagName,
    type: release.type,
    attachments: release.assets.map(attachmentJson),
    description: release.body,
    created_at: dateText(release.createdAt),
    updated_at: release.updatedAt === null ? null : dateText(release.updatedAt),
    author: release.author === null ? null : authorJson(world, release.author),
  };
}

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

const typeSeen = ({ world }: Call, { type, releasedFrom }: Release): Release["type"] =>
  releasedFrom <= world.clock.now() ? type : "none";

function listReleases(call: Call): Answer {
  const { repo, world } = call;
  const fields = readParams(call, listTable);
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
