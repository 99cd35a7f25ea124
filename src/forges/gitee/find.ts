import { ConfigError, ConflictError } from "../../errors";
import type { Release } from "../../model/release";
import type { Repository } from "./repository";
import { ReleaseWire, maybeRelease, releasesWire, toRelease } from "./wire";

/**
 * The release of a tag. A tag with a slash may not be found although the list has its release; and a 404 can mean as well
 * that the repository is not there: then that is looked at.
 */
export async function findByTag(repository: Repository, tag: string): Promise<Release | undefined> {
  const { status, release } = await askForTag(repository, tag);
  if (release !== undefined) return release;
  if (tag.includes("/")) return listed(repository, tag);
  if (status === 404) await repository.defaultBranch();
  return undefined;
}

/** The same by every way there is, after a request that may have made it, or was refused for what may be its release. */
export async function searchForTag(repository: Repository, tag: string): Promise<Release | undefined> {
  const { release } = await askForTag(repository, tag);
  return release ?? listed(repository, tag);
}

const doingFor = (tag: string): string => `looking for the release of ${tag}`;

/** Absent is `null`, `{}`, an empty answer, or 404. */
async function askForTag(
  { api, path, webUrl }: Repository,
  tag: string,
): Promise<{ readonly status: number; readonly release: Release | undefined }> {
  const doing = doingFor(tag);
  return api.attempt(
    async () => {
      const at = `${path}/releases/tags/${encodeURIComponent(tag)}`;
      const answer = await api.once({ doing, method: "GET", at, accept: [200, 404] });
      const { status } = answer;
      const wire = status === 404 || answer.body() === "" ? undefined : api.decode(maybeRelease, answer);
      return { status, release: wire?.tag_name === tag ? toRelease(wire, webUrl) : undefined };
    },
    { doing },
  );
}

/** Newest first: the release that is looked for is seldom an old one. */
async function listed(repository: Repository, tag: string): Promise<Release | undefined> {
  const { api, path, webUrl } = repository;
  const doing = doingFor(tag);
  const first = { doing, method: "GET", at: `${path}/releases`, query: { direction: "desc" }, accept: [200] } as const;
  for await (const page of repository.pages(first, (answer) => api.decode(releasesWire(tag), answer))) {
    const wire = page.find(({ tag_name }) => tag_name === tag);
    if (wire !== undefined) return toRelease(wire, webUrl);
  }
  return undefined;
}

/** Tag of the release with this id. @throws ConfigError when it is not there. */
export async function tagOfRelease(repository: Repository, id: string): Promise<string> {
  return (await named(repository, id)).tag;
}

/** One release by its id. @throws ConfigError when it is not there. */
async function named(repository: Repository, id: string): Promise<Release> {
  const release = await readRelease(repository, id, `looking for the release ${id}`);
  if (release === undefined) {
    throw new ConfigError({
      what: `There is no release with the id ${id} that this token may see.`,
      hint: "Check release_id and repository. Gitee says 404 for what a token without the scope `projects` asks for, too.",
    });
  }
  return release;
}

/** One release by its id. @throws ConfigError when it is not there or belongs to another tag. */
export async function findById(repository: Repository, id: string, tag: string): Promise<Release> {
  const release = await named(repository, id);
  if (release.tag === tag) return release;
  throw new ConfigError({
    what: `The release ${id} belongs to the tag ${release.tag}, not to ${tag}.`,
    hint: "Set tag_name to the release's tag, or leave release_id out to find the release by its tag.",
  });
}

/** A release as it is now; `undefined` when it is not there. */
export async function readRelease(
  repository: Repository,
  id: Release["id"],
  doing: string,
): Promise<Release | undefined> {
  const at = `${repository.path}/releases/${encodeURIComponent(id)}`;
  const answer = await repository.api.call({ doing, method: "GET", at, accept: [200, 404] });
  if (answer.status === 404) return undefined;
  return toRelease(repository.api.decode(ReleaseWire, answer), repository.webUrl);
}

export function gone({ id, tag }: Release): ConflictError {
  return new ConflictError({ what: `The release ${id} of ${tag} is not there any more.` });
}
