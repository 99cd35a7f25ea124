import { ConfigError, ConflictError } from "../../errors";
import { pagesOf } from "../../http";
import type { Release } from "../../model/release";
import type { Found } from "../forge";
import { type Project, releasePath } from "./project";
import { ReleaseWire, ReleasesWire, isRelease, toRelease } from "./wire";

/** A tag as the server has it, with or without a release; `undefined` when there is no such tag to be seen. */
export async function readTag(project: Project, tag: string, doing: string): Promise<ReleaseWire | undefined> {
  const { api } = project;
  const answer = await api.call({ doing, method: "GET", at: releasePath(project, tag), accept: [200, 404] });
  return answer.status === 200 ? api.decode(ReleaseWire, answer) : undefined;
}

/**
 * The release of a tag. The API has no way to it by id: one that is given has to be that of the tag's release.
 *
 * @throws ConfigError when the release of the tag is not the one that was asked for.
 */
export async function findRelease(project: Project, tag: string, releaseId: string | undefined): Promise<Found> {
  const doing = `looking for the release of ${tag}`;
  const wire = await readTag(project, tag, doing);
  // 404 is the answer for a project that may not be seen, too: only one that may be can lack a tag.
  if (wire === undefined) await askForReleases(project, doing);
  remember(project, tag, wire);
  const release = wire === undefined || !isRelease(wire) ? undefined : toRelease(wire, project.places);
  if (releaseId !== undefined && String(release?.id) !== releaseId) throw otherRelease(tag, releaseId, release);
  if (release !== undefined) tellTwins(project, release);
  return { release, otherTags: undefined };
}

/**
 * Tag of the release with this id. Only the list tells ids.
 *
 * @throws ConfigError when it is not there.
 */
export async function tagOfRelease({ api, path }: Project, id: string): Promise<string> {
  const doing = `looking for the release ${id}`;
  const list = pagesOf(doing);
  for (const page of list.numbers()) {
    const query = { per_page: 100, page };
    const answer = await api.call({ doing, method: "GET", at: `${path}/releases`, query, accept: [200] });
    const releases = list.took(api.decode(ReleasesWire, answer), answer);
    const found = releases.find((wire) => isRelease(wire) && String(wire.id) === id);
    if (found !== undefined) return found.tag;
    const next = answer.headers["x-next-page"];
    if (releases.length === 0 || next === "" || (next === undefined && releases.length < 100)) break;
  }
  throw new ConfigError({
    what: `There is no release with the id ${id} that this token may see.`,
    hint: "Check release_id and repository, or set tag_name: a tag has one release here at most.",
  });
}

async function askForReleases({ api, path }: Project, doing: string): Promise<void> {
  await api.call({ doing, method: "GET", at: `${path}/releases`, query: { per_page: 1 }, accept: [200] });
}

function remember({ tags }: Project, tag: string, wire: ReleaseWire | undefined): void {
  const commit = wire?.ref?.commit?.id;
  if (wire === undefined || commit !== undefined) tags.set(tag, commit);
  else tags.delete(tag);
}

function otherRelease(tag: string, releaseId: string, release: Release | undefined): ConfigError {
  const there =
    release === undefined ? `The tag ${tag} has no release` : `The release of ${tag} has the id ${release.id}`;
  return new ConfigError({
    what: `${there}; release_id asks for ${releaseId}.`,
    hint: "Leave release_id out: a tag has one release here at most.",
  });
}

/** Names that stand more than once on a release: by its name only the older one can be reached. */
export function twins({ assets }: Release): string[] {
  const names = assets.map(({ name }) => name);
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

export function tellTwins({ options }: Project, release: Release): void {
  for (const name of twins(release)) {
    options.log.notice(
      `The release ${release.tag} has more than one file ${name}, and the address leads to the oldest. Delete one of them on the release's page.`,
    );
  }
}

/**
 * The release as it is now, where one has to be.
 *
 * @throws ConflictError when there is only a tag any more, or not even that.
 */
export async function readRelease(project: Project, { tag }: Pick<Release, "tag">, doing: string): Promise<Release> {
  const wire = await readTag(project, tag, doing);
  if (wire !== undefined && isRelease(wire)) return toRelease(wire, project.places);
  throw new ConflictError({ what: `The release of ${tag} is not there any more.` });
}
