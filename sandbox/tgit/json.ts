import { commitJson as plainCommit, tagCommit, type Commit } from "../kernel";
import type { Attachment, Release, Repo, World } from "./state";

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
const titleOf = ({ tagName }: Release, message: string | undefined): string => message?.split("\n")[0] ?? tagName;

/** Neither urls nor `tag_name`, `name`, `body`, `draft`, nor the labels (reference 4). */
export function releaseJson(world: World, repo: Repo, release: Release): Record<string, unknown> {
  const commit = tagCommit(repo, release.tagName);
  const message = repo.tags.get(release.tagName)?.message;
  return {
    ref: { name: release.tagName, message: message ?? null, commit: commit ? commitJson(commit) : null },
    id: release.id,
    project_id: repo.id,
    tag: release.tagName,
    title: titleOf(release, message),
    type: release.type,
    attachments: release.assets.map(attachmentJson),
    description: release.body,
    created_at: dateText(release.createdAt),
    updated_at: release.updatedAt === null ? null : dateText(release.updatedAt),
    author: release.author === null ? null : authorJson(world, release.author),
  };
}
