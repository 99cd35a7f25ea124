import { isMember, nameOf, ownerOf, refsOf, remove, resolveRef, type SentFile } from "../kernel";
import { GraphQLError, type Source } from "./graphql";
import { newArtifact, type Artifact, type Repo, type Token, type World } from "./state";

export interface Asking {
  readonly world: World;
  readonly token: Token;
}

interface Upload {
  readonly repoId: number;
  readonly revspec: string;
  /** Reads the file, when all else is found to be right. */
  file(): Promise<SentFile>;
}

/** The cursor is opaque. */
type Page<T> = Readonly<{ cursor: string | null; results: readonly T[] }>;

const cursorAt = (place: string | number): string => Buffer.from(String(place)).toString("base64url");
const placeOf = (cursor: unknown): string | undefined =>
  typeof cursor === "string" ? Buffer.from(cursor, "base64url").toString() : undefined;

function page<T>(all: readonly T[], cursor: unknown, size: number): Page<T> {
  const end = Number(placeOf(cursor) ?? 0) + size;
  return { cursor: end < all.length ? cursorAt(end) : null, results: all.slice(end - size, end) };
}

/**
 * A page begins behind the first name that is greater than the one which the page before it left out: two names are on
 * neither, unless the server has learned better (option `losesReferences`).
 */
function pageOfReferences<T extends { readonly name: string }>(
  { pageSize, losesReferences }: World,
  all: readonly T[],
  cursor: unknown,
): Page<T> {
  const next = placeOf(cursor);
  const greater = all.findIndex(({ name }) => next !== undefined && (losesReferences ? name > next : name >= next));
  const left = next === undefined ? all : greater < 0 ? [] : all.slice(greater + (losesReferences ? 1 : 0));
  const [first] = left.slice(pageSize);
  return { cursor: first ? cursorAt(first.name) : null, results: left.slice(0, pageSize) };
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

/** By name, HEAD first. */
function references(world: World, repo: Repo, cursor: unknown): Source {
  const head = repo.branches.get(repo.defaultBranch);
  const named = [...(head === undefined ? [] : [{ ref: "HEAD", sha: head }]), ...refsOf(repo)];
  const all = named.map(({ ref, sha }) => {
    const tag = ref.startsWith("refs/tags/") ? repo.tags.get(ref.slice("refs/tags/".length)) : undefined;
    // A lightweight tag lists none, whatever was uploaded for its commit.
    const row = tag && repo.rows.get(tag.name);
    const artifacts = row?.assets.map((one) => artifactJson(repo, row.tagName, one)) ?? [];
    const target = commit(tag?.commit ?? sha);
    return {
      ...{ name: ref, target: sha },
      follow: row ? { __typename: "Tag", id: sha, type: "TAG", message: tag.message, target } : target,
      artifacts: ({ cursor: inner }: { cursor?: unknown }) => page(artifacts, inner, world.pageSize),
    };
  });
  return pageOfReferences(
    world,
    all.sort((a, b) => (a.name < b.name ? -1 : 1)),
    cursor,
  );
}

const canRead = (token: Token, repo: Repo): boolean => !repo.private || isMember(token, repo);

/** What the schema asks for at a field (`@access`); the right to write is one to read, too. */
function requireGrant({ token: { grants } }: Asking, grant: string): void {
  const enough = [grant, grant.replace(/:RO$/, ":RW")].map((one) => `git.sr.ht/${one}`);
  if (grants !== undefined && !grants.some((one) => enough.includes(one)))
    throw new GraphQLError(`Access denied: the token lacks the grant ${grant}`);
}

function requireOwner({ token }: Asking, repo: Repo): void {
  if (!token.writes || !isMember(token, repo)) throw new GraphQLError(`Access denied for repo ${repo.id}`);
}

export function rootOf(asking: Asking): Source {
  const { world, token } = asking;
  const repositories = [...world.repositories.values()];
  const repositoryOf =
    (owner: string) =>
    ({ name }: { name?: unknown }) => {
      requireGrant(asking, "REPOSITORIES:RO");
      const repo = repositories.find((one) => ownerOf(one) === `~${owner}` && nameOf(one) === name);
      if (!repo || !canRead(token, repo)) return null;
      return {
        id: repo.id,
        name: nameOf(repo),
        visibility: repo.private ? "PRIVATE" : "PUBLIC",
        references({ cursor }: { cursor?: unknown }) {
          requireGrant(asking, "OBJECTS:RO");
          return references(world, repo, cursor);
        },
        revparse_single({ revspec }: { revspec?: unknown }) {
          requireGrant(asking, "OBJECTS:RO");
          const found = resolveRef(repo, String(revspec), { tags: true, fullRefs: true });
          if (!found) throw new GraphQLError("reference not found");
          return commit(found.sha);
        },
      };
    };
  return {
    user({ username }: { username?: unknown }) {
      requireGrant(asking, "PROFILE:RO");
      return { repository: repositoryOf(String(username)) };
    },

    async uploadArtifact({ repoId, revspec, file }: Upload) {
      requireGrant(asking, "OBJECTS:RW");
      const repo = repositories.find(({ id }) => id === repoId);
      if (!repo || !canRead(token, repo)) throw new GraphQLError(`Repository ${repoId} not found`);
      requireOwner(asking, repo);
      const tag = revspec.replace(/^refs\/tags\//, "");
      const row = repo.rows.get(tag);
      // The server takes what it would never list: a careful client does not ask for that.
      if (!row) throw new GraphQLError("revspec must match a specific git tag");
      const { filename: name, content } = await file();
      // Also one that no tag lists any more, because its tag was moved.
      const taken = world.uniqueIn === "tag" ? row.assets : [...repo.files.values()].flat();
      if (taken.some((one) => one.name === name))
        throw new GraphQLError("An artifact by this name already exists for this repository");
      const artifact = newArtifact(world, name, content);
      row.assets.push(artifact);
      return artifactJson(repo, tag, artifact);
    },

    deleteArtifact({ id }: { id?: unknown }) {
      requireGrant(asking, "OBJECTS:RW");
      for (const repo of repositories) {
        const files = [...repo.files.values()].find((all) => all.some((one) => one.id === id)) ?? [];
        const gone = files.find((one) => one.id === id);
        if (!gone) continue;
        requireOwner(asking, repo);
        remove(files, gone);
        return artifactJson(repo, "", gone);
      }
      throw new GraphQLError("No such artifact for this user");
    },
  };
}
