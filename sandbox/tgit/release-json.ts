import type { Attachment, Commit, Release, RepositoryState } from "./state";
import type { World } from "./world";

export const repositoryUrl = (world: World, repository: RepositoryState): string =>
  `${world.bases.web}/${repository.path}`;

/** No colon in the zone, no milliseconds (reference 4). */
export const dateText = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19)}+0000`;

export function commitJson(commit: Commit): Record<string, unknown> {
  const date = dateText(commit.date);
  return {
    id: commit.sha,
    message: commit.message,
    parent_ids: commit.parent === undefined ? [] : [commit.parent],
    authored_date: date,
    author_name: "bili",
    author_email: "bili@example.com",
    committed_date: date,
    committer_name: "bili",
    committer_email: "bili@example.com",
    title: commit.message.split("\n")[0],
    created_at: date,
    short_id: commit.sha.slice(0, 8),
  };
}

export const attachmentJson = ({ name, content, type, createdAt }: Attachment): Record<string, unknown> => ({
  name,
  type,
  size: content.size,
  created_at: dateText(createdAt),
});

/** Accounts are numbered by their names, for the filter `author_id`. */
export const authorId = (user: string): number => [...user].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0);

const authorJson = (world: World, user: string): Record<string, unknown> => ({
  id: authorId(user),
  username: user,
  web_url: `${world.bases.web}/u/${user}`,
  name: user,
  state: "active",
  avatar_url: null,
});

/** Set by the server: the documents show a tag's name and something else, so a client must not count on it (4). */
const titleOf = ({ tag, message }: Release): string => message?.split("\n")[0] ?? tag;

/** Neither urls nor `tag_name`, `name`, `body`, `draft`, nor the labels (reference 4). */
export function releaseJson(world: World, repository: RepositoryState, release: Release): Record<string, unknown> {
  const commit = repository.commits.get(release.commit);
  return {
    ref: { name: release.tag, message: release.message, commit: commit ? commitJson(commit) : null },
    id: release.id,
    project_id: repository.id,
    tag: release.tag,
    title: titleOf(release),
    type: release.type,
    attachments: release.attachments.map(attachmentJson),
    description: release.description,
    created_at: dateText(release.createdAt),
    updated_at: release.updatedAt === null ? null : dateText(release.updatedAt),
    author: release.author === null ? null : authorJson(world, release.author),
  };
}
