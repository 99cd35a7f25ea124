import { ConfigError, ConflictError } from "../../errors";
import { HttpError } from "../../http";
import type { Release } from "../../model/release";
import type { Found } from "../forge";
import type { Reply, Repository } from "./repository";
import { ReleaseWire, releasesWire } from "./wire";

/** The address of a release below the API's root: the tag is its name, and a slash in it is no path. */
export function releasePath({ path }: Repository, tag: string): string {
  return `${path}/releases/${encodeURIComponent(tag)}`;
}

/** @throws ConfigError for an id that is not the tag: there are no others. */
export async function findByTag(repository: Repository, tag: string, releaseId: string | undefined): Promise<Found> {
  const release = releaseId === undefined || releaseId === tag ? await readRelease(repository, tag) : undefined;
  if (releaseId === undefined || release !== undefined) return { release, otherTags: undefined };
  throw new ConfigError({
    what: `There is no release with the id ${releaseId} of the tag ${tag}.`,
    hint: "Releases have no ids but their tags here: leave release_id out, and the release is found by its tag.",
  });
}

/**
 * The release of a tag. That there is none is said in three ways: 404, 400 with 404 inside, and `null`. Where a slash is
 * not taken in an address it looks the same, so the list is asked as well.
 */
export async function readRelease(repository: Repository, tag: string): Promise<Release | undefined> {
  const doing = `looking for the release of ${tag}`;
  const slash = tag.includes("/");
  const at = `${repository.path}/releases/tags/${encodeURIComponent(tag)}`;
  const accept = slash ? [200, 404, 400] : [200, 404];
  const found = await repository.ask({ doing, method: "GET", at, accept }, ({ code, answer }) =>
    code !== 200 || answer.json() === null ? undefined : repository.release(repository.api.decode(ReleaseWire, answer)),
  );
  return found ?? (slash ? readListed(repository, doing, tag) : undefined);
}

async function readListed(repository: Repository, doing: string, tag: string): Promise<Release | undefined> {
  for await (const page of releasePages(repository, doing, tag)) {
    const release = page.find((one) => one.tag === tag);
    if (release !== undefined) return release;
  }
  return undefined;
}

/** The release as it stands now. @throws ConflictError when it is gone. */
export async function standingRelease(repository: Repository, { tag }: Release): Promise<Release> {
  const release = await readRelease(repository, tag);
  if (release !== undefined) return release;
  throw new ConflictError({ what: `The release of ${tag} is not there any more.` });
}

/** 404 where the release should be: it went away, which is a conflict, or the answer is a refusal. */
export async function refuseGone(repository: Repository, release: Release, { code, answer }: Reply): Promise<void> {
  if (code !== 404) return;
  await standingRelease(repository, release);
  throw new HttpError({ ...answer, status: code, body: answer.body() });
}

/** Pages of all releases. Their order means something only when one is asked for. */
function releasePages(repository: Repository, doing: string, tag?: string): AsyncGenerator<readonly Release[]> {
  return repository.pages({
    doing,
    at: `${repository.path}/releases`,
    query: { direction: "desc" },
    read: ({ answer }) => repository.api.decode(releasesWire(tag), answer).map((wire) => repository.release(wire)),
  });
}

/** Tags of all releases, newest first. */
export async function releaseTags(repository: Repository): Promise<string[]> {
  const tags: string[] = [];
  for await (const page of releasePages(repository, "looking for the other releases"))
    tags.push(...page.map(({ tag }) => tag));
  return tags;
}

/** Tags of stable releases, of the first page. */
export async function stableTags(repository: Repository): Promise<string[]> {
  for await (const page of releasePages(repository, "looking for higher versions"))
    return page.filter(({ prerelease }) => !prerelease).map(({ tag }) => tag);
  return [];
}

/** Tag of the release that is marked latest; where none is, the newest is shown, which says nothing. */
export async function latestTag(repository: Repository): Promise<string | undefined> {
  const at = `${repository.path}/releases/latest`;
  const call = { doing: "looking for the latest release", method: "GET", at, query: { type: "latest" } } as const;
  return repository.ask({ ...call, accept: [200, 404] }, ({ code, answer }) => {
    if (code === 404 || answer.json() === null) return undefined;
    const wire = repository.api.decode(ReleaseWire, answer);
    return wire.release_status === "latest" ? wire.tag_name : undefined;
  });
}
