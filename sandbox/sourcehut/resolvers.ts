import type { StoredContent } from "../kernel/content";
import { isMember, nameOf, ownerOf } from "../kernel/state";
import { GraphQLError, type Source } from "./graphql";
import type { Artifact, Release, Repo, Token, World } from "./state";

export interface Asking {
  readonly world: World;
  readonly token: Token;
  /** The file of an upload, read when all else is found to be right. */
  receive(): Promise<{ readonly name: string; readonly content: StoredContent }>;
}

/** An opaque place in a list, and what follows there. */
function page<T>(all: readonly T[], cursor: unknown, size: number): { cursor: string | null; results: readonly T[] } {
  const from = typeof cursor === "string" ? Number(Buffer.from(cursor, "base64url").toString()) : 0;
  const end = from + size;
  return {
    cursor: end < all.length ? Buffer.from(String(end)).toString("base64url") : null,
    results: all.slice(from, end),
  };
}

export const downloadUrl = (repo: Repo, tag: string, name: string): string =>
  `${repo.webUrl}/refs/download/${encodeURIComponent(tag)}/${encodeURIComponent(name)}`;

const artifactJson = (repo: Repo, tag: string, { id, name, createdAt, content }: Artifact): Source => ({
  id,
  created: createdAt,
  filename: name,
  checksum: `sha256:${content.sha256}`,
  size: content.size,
  url: downloadUrl(repo, tag, name),
});

const commit = (id: string): Source => ({ __typename: "Commit", id, type: "COMMIT" });

function references({ pageSize }: World, repo: Repo, cursor: unknown): Source {
  const artifacts =
    (tag: string, row: Release | undefined) =>
    ({ cursor: inner }: { cursor?: unknown }) =>
      page(
        (row?.assets ?? []).map((one) => artifactJson(repo, tag, one)),
        inner,
        pageSize,
      );
  const branches = [...repo.branches].map(([name, sha]) => ({
    name: `refs/heads/${name}`,
    target: sha,
    follow: commit(sha),
    artifacts: artifacts(name, undefined),
  }));
  const tags = [...repo.tags.values()].map(({ name, sha, commit: target, message }) => ({
    name: `refs/tags/${name}`,
    target: sha,
    follow: repo.rows.has(name)
      ? { __typename: "Tag", id: sha, type: "TAG", message, target: commit(target) }
      : commit(target),
    // A lightweight tag lists none, whatever was uploaded for its commit.
    artifacts: artifacts(name, repo.rows.get(name)),
  }));
  return page([...branches, ...tags], cursor, pageSize);
}

const canRead = (token: Token, repo: Repo): boolean => !repo.private || isMember(token, repo);

function requireOwner({ token }: Asking, repo: Repo): void {
  if (!token.writes || !isMember(token, repo)) throw new GraphQLError(`Access denied for repo ${repo.id}`);
}

export function rootOf(asking: Asking): Source {
  const { world, token } = asking;
  const repositories = [...world.repositories.values()];
  const repositoryOf =
    (owner: string) =>
    ({ name }: { name?: unknown }) => {
      const repo = repositories.find((one) => ownerOf(one) === `~${owner}` && nameOf(one) === name);
      if (!repo || !canRead(token, repo)) return null;
      return {
        id: repo.id,
        name: nameOf(repo),
        references: ({ cursor }: { cursor?: unknown }) => references(world, repo, cursor),
      };
    };
  return {
    user: ({ username }: { username?: unknown }) => ({ repository: repositoryOf(String(username)) }),

    async uploadArtifact({ repoId, revspec }: { repoId?: unknown; revspec?: unknown }) {
      const repo = repositories.find(({ id }) => id === repoId);
      if (!repo || !canRead(token, repo)) throw new GraphQLError(`Repository ${String(repoId)} not found`);
      requireOwner(asking, repo);
      const tag = String(revspec).replace(/^refs\/tags\//, "");
      const row = repo.rows.get(tag);
      // The server takes what it would never list: a careful client does not ask for that.
      if (!row) throw new GraphQLError("revspec must match a specific git tag");
      const { name, content } = await asking.receive();
      const rows = world.uniqueIn === "tag" ? [row] : [...repo.rows.values()];
      if (rows.some(({ assets }) => assets.some((one) => one.name === name)))
        throw new GraphQLError("An artifact by this name already exists for this repository");
      const artifact = { id: world.nextId(), name, createdAt: world.now(), content };
      row.assets.push(artifact);
      return artifactJson(repo, tag, artifact);
    },

    deleteArtifact({ id }: { id?: unknown }) {
      for (const repo of repositories) {
        for (const row of repo.rows.values()) {
          const at = row.assets.findIndex((one) => one.id === id);
          if (at < 0) continue;
          requireOwner(asking, repo);
          const [gone] = row.assets.splice(at, 1);
          return gone && artifactJson(repo, row.tagName, gone);
        }
      }
      throw new GraphQLError("No such artifact for this user");
    },
  };
}
