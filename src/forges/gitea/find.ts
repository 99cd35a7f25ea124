import { ConfigError, ConflictError } from "../../errors";
import { decodeNotes } from "../../model/notes";
import type { Release } from "../../model/release";
import type { Found } from "../forge";
import { type Repository, releasePages } from "./repository";
import { ReleaseWire } from "./wire";

/**
 * The release of a tag, drafts included: there is one at most. Asked for by tag; the list is looked at only where that
 * answer can hide one.
 *
 * @throws ConfigError when the server takes another tag, which differs in capital letters only, for this one.
 */
export async function findByTag(repository: Repository, tag: string): Promise<Found> {
  const release = await byTag(repository, tag);
  if (release?.tag === tag) return found(repository, release);
  // A proxy may decode %2F in the path; and some versions hide drafts from who may not write.
  const hidden = release !== undefined || tag.includes("/") || repository.taken.has(tag);
  const listed = hidden ? await inList(repository, tag) : undefined;
  if (listed !== undefined) return found(repository, listed);
  if (release === undefined) return { release: undefined, otherTags: undefined };
  throw new ConfigError({
    what: `${tag} and ${release.tag} are one tag for this server, and ${release.tag} has a release already (id ${release.id}).`,
    hint: `The server looks for tags without regard to capital letters. Set tag_name to ${release.tag} to update that release, or use a tag that differs in more.`,
  });
}

/** The release that the server shows for a tag. The tag is one segment of the path, slashes encoded. */
async function byTag(repository: Repository, tag: string): Promise<Release | undefined> {
  const doing = `looking for the release of ${tag}`;
  const at = `${repository.path}/releases/tags/${encodeURIComponent(tag)}`;
  const answer = await repository.api.call({ doing, method: "GET", at, accept: [200, 404] });
  return answer.status === 404 ? undefined : repository.shown(repository.api.decode(ReleaseWire, answer));
}

async function inList(repository: Repository, tag: string): Promise<Release | undefined> {
  for await (const page of releasePages(repository, { doing: `looking for the release of ${tag}`, tag })) {
    const wire = page.find(({ tag_name }) => tag_name === tag);
    if (wire !== undefined) return repository.shown(wire);
  }
  return undefined;
}

function found({ memory }: Repository, release: Release): Found {
  // A draft whose answer was lost shows up here first.
  if (decodeNotes(release.notes).marker?.run === memory.runId) memory.created.add(release.id);
  return { release, otherTags: undefined };
}

/** Tag of the release with this id. @throws ConfigError when it is not there. */
export async function tagOfRelease(repository: Repository, id: string): Promise<string> {
  return (await named(repository, id)).tag;
}

/** One release by its id; a draft, too. @throws ConfigError when it is not there. */
async function named(repository: Repository, id: string): Promise<Release> {
  const release = await byId(repository, { id, doing: `looking for the release ${id}` });
  if (release === undefined) {
    throw new ConfigError({
      what: `There is no release with the id ${id} that this token may see.`,
      hint: "Check release_id and repository; drafts are shown only to tokens that may write to the repository.",
    });
  }
  return release;
}

/** One release by its id; a draft, too. @throws ConfigError when it is not there or belongs to another tag. */
export async function findById(repository: Repository, id: string, tag: string): Promise<Found> {
  const release = await named(repository, id);
  if (release.tag === tag) return found(repository, release);
  throw new ConfigError({
    what: `The release ${id} belongs to the tag ${release.tag}, not to ${tag}.`,
    hint: "Set tag_name to the release's tag, or leave release_id out to find the release by its tag.",
  });
}

/** A release as it is now, all its assets with their final addresses; `undefined` when it is gone. */
export async function byId(
  repository: Repository,
  { id, doing }: { readonly id: number | string; readonly doing: string },
): Promise<Release | undefined> {
  const at = `${repository.path}/releases/${encodeURIComponent(id)}`;
  const answer = await repository.api.call({ doing, method: "GET", at, accept: [200, 404] });
  return answer.status === 404 ? undefined : repository.shown(repository.api.decode(ReleaseWire, answer));
}

/** Reads a release again, with all its assets. @throws ConflictError when it is gone. */
export async function confirmRelease(repository: Repository, { id, tag }: Release): Promise<Release> {
  const release = await byId(repository, { id, doing: `checking the release ${tag}` });
  if (release !== undefined) return release;
  throw new ConflictError({ what: `The release ${id} of ${tag} is not there any more.` });
}
