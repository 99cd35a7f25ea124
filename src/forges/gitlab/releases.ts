import { ConfigError, ConflictError } from "../../errors";
import { type Answer, HttpError } from "../../http";
import type { Release, ReleaseChange, ReleaseFields } from "../../model/release";
import type { Attachments, Found } from "../forge";
import type { Shelf } from "./links";
import { type NewLink, distinctPaths, givenLink, newLink, requireLinks, withoutPath } from "./new-link";
import { toAsset } from "./places";
import { isProjectMissing } from "./project";
import { wordsOf } from "./refusals";
import { ReleaseWire, toRelease, toWire } from "./wire";

const releasePath = ({ project }: Shelf, tag: string): string => `${project.path}/releases/${encodeURIComponent(tag)}`;

/**
 * The release of a tag. Never by the list, which is cached. Servers between 11.8 and 13.0 say 403 for one that is not
 * there. https://docs.gitlab.com/api/releases/
 */
export async function findRelease(shelf: Shelf, tag: string, releaseId: string | undefined): Promise<Found> {
  const { project } = shelf;
  if (releaseId !== undefined && releaseId !== tag) {
    throw new ConfigError({
      what: `The release ${releaseId} cannot be the one of the tag ${tag}: on GitLab the id of a release is its tag.`,
      hint: "Leave release_id out, or set tag_name to the same.",
    });
  }
  const doing = `looking for the release of ${tag}`;
  const [answer] = await Promise.all([
    project.api.call({ doing, method: "GET", at: releasePath(shelf, tag), accept: [200, 403, 404] }),
    project.learnVersion(),
  ]);
  if (answer.status === 200) return { release: await read(shelf, answer), otherTags: undefined };
  const unclear = project.version() === undefined || !project.since("13.0");
  const absent = answer.status === 404 ? !isProjectMissing(answer) : unclear && isPlainForbidden(answer);
  if (!absent) throw project.api.refusal(doing, new HttpError({ ...answer, body: answer.body() }));
  if (releaseId === undefined) return { release: undefined, otherTags: undefined };
  throw new ConfigError({
    what: `There is no release with the id ${releaseId} that this token may see.`,
    hint: "On GitLab the id of a release is its tag. Leave release_id out to make a release of the tag.",
  });
}

function isPlainForbidden(answer: Answer): boolean {
  return /^403 forbidden$/i.test(wordsOf(answer.body()));
}

async function read(shelf: Shelf, answer: Answer): Promise<Release> {
  return complete(shelf, shelf.project.api.decode(ReleaseWire, answer));
}

/** A release with the assets that its answer names. */
async function complete(shelf: Shelf, wire: ReleaseWire): Promise<Release> {
  const webUrl = wire._links?.self === undefined ? await shelf.project.webUrl(wire.tag_name) : "";
  return toRelease(wire, webUrl);
}

/**
 * Creates the release with all of its links in one request, so that nobody sees it without them. Links that the server
 * refuses are tried without their paths.
 *
 * @throws ConflictError when the tag has a release meanwhile, or the tag itself appeared.
 */
export async function createRelease(shelf: Shelf, fields: ReleaseFields, made: Attachments): Promise<Release> {
  const { api, options } = shelf.project;
  const doing = `creating the release ${fields.tag}`;
  const links = distinctPaths([...made.files.map(newLink), ...made.links.map(givenLink)]);

  async function post(sent: readonly NewLink[]): Promise<Release> {
    const json = { ...toWire(fields), ...(sent.length === 0 ? {} : { assets: { links: sent } }) };
    const answer = await api.once({ doing, method: "POST", at: `${shelf.project.path}/releases`, json, accept: [201] });
    return withAssets(api.decode(ReleaseWire, answer), answer.request);
  }

  async function withAssets(wire: ReleaseWire, request: string): Promise<Release> {
    const told = wire.assets?.links ?? [];
    const known = new Map(made.files.map((file) => [file.storedAt, file]));
    const assets = await Promise.all(
      [...told].reverse().map(async (link) => {
        const { size, sha256, name } = known.get(link.url) ?? {};
        const asset = await toAsset(shelf, link);
        return name === undefined ? asset : { ...asset, size, sha256 };
      }),
    );
    requireLinks(links, assets, request);
    return { ...(await complete(shelf, wire)), assets };
  }

  /** What a request without an answer made after all: all that was sent has to be there. */
  async function findOwn(): Promise<{ value: Release } | undefined> {
    const at = releasePath(shelf, fields.tag);
    const answer = await api.call({ doing, method: "GET", at, accept: [200, 403, 404] });
    if (answer.status !== 200) return undefined;
    const wire = api.decode(ReleaseWire, answer);
    const urls = new Set(wire.assets?.links.map(({ url }) => url));
    const own =
      wire.name === fields.title && wire.description === fields.notes && links.every(({ url }) => urls.has(url));
    if (own) return { value: await withAssets(wire, answer.request) };
    throw new ConflictError({
      what: `Another run made the release ${fields.tag} at the same moment; this run goes on there.`,
    });
  }

  const release = await api.attempt(
    async () => {
      try {
        return await post(links);
      } catch (error) {
        if (!(error instanceof HttpError) || ![400, 409, 422].includes(error.status)) throw error;
        const words = wordsOf(error.body);
        if (/filepath|direct_asset_path/i.test(words)) return post(links.map(withoutPath));
        // Old servers say with many a status that the release is there.
        await findOwn();
        throw error;
      }
    },
    { doing, recover: findOwn },
  );
  options.memory.created.add(release.id);
  return release;
}

/** Changes what a release says; `released_at` is left alone. A release that went away is answered with 403. */
export async function updateRelease(shelf: Shelf, release: Release, change: ReleaseChange): Promise<Release> {
  const { api } = shelf.project;
  const doing = `updating the release ${release.tag}`;
  const at = releasePath(shelf, release.tag);
  const answer = await api.call({ doing, method: "PUT", at, json: toWire(change), accept: [200, 403, 404] });
  if (answer.status === 200) return { ...(await read(shelf, answer)), assets: release.assets };
  const { release: there } = await findRelease(shelf, release.tag, undefined);
  if (there === undefined) throw new ConflictError({ what: `The release ${release.tag} is not there any more.` });
  throw api.refusal(doing, new HttpError({ ...answer, body: answer.body() }));
}
