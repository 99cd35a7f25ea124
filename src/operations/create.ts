import { ConflictError, PublishError } from "../errors";
import type { Attachments } from "../forges/forge";
import { HttpError, isLimit } from "../http";
import { decodeNotes, sameNotes, sameTitle } from "../model/notes";
import type { Release, ReleaseFields } from "../model/release";
import { elect, everyRelease } from "./find";
import { type Operation, awaited } from "./operation";
import { behindPush } from "./pushed-tag";

/** A release that was made. */
export interface Created {
  readonly release: Release;
  /** Settles when it is sure to be the one of its tag; rejects with a ConflictError when another run's draft is. */
  readonly stays: Promise<void>;
}

interface Creating extends Operation {
  readonly fields: ReleaseFields;
  /** What the release has from its first moment on, where files come first. */
  readonly attached: Attachments;
}

/**
 * Creates a release exactly once: a lost answer, and a refusal that may mean "it is there", are looked into before
 * anything is sent again.
 *
 * @throws ConflictError when the tag has a release of somebody else meanwhile, or files from before.
 */
export async function createRelease(creating: Creating): Promise<Created> {
  const { forge, memory, fields, attached } = creating;
  const { tag } = fields;
  const doing = `creating the release ${tag}`;
  let lost = false;
  const release = await forge
    .attempt(
      async () => {
        try {
          return await behindPush(creating, fields, () => forge.create(fields, attached));
        } catch (error) {
          if (!mayBeTaken(error)) throw error;
          const standing = await everyRelease(creating, tag, doing).catch(() => []);
          const own = lost ? standing.find((one) => isOwn(creating, one)) : undefined;
          if (own !== undefined) return own;
          throw inTheWay(creating, standing) ?? error;
        }
      },
      {
        doing,
        recover: async () => {
          lost = true;
          const own = (await everyRelease(creating, tag, doing)).find((one) => isOwn(creating, one));
          return own && { value: own };
        },
      },
    )
    .catch(async (error: unknown) => {
      if (!(error instanceof ConflictError)) throw error;
      // The tag was taken by the very request whose answer was lost, if what a list shows in the end is what was sent.
      const own = lost ? await appearing(creating, doing) : undefined;
      if (own !== undefined) return own;
      memory.contested.add(tag);
      throw error;
    });
  if (release.tag !== tag) return takeBack(creating, release);
  memory.created.add(release.id);
  if (forge.can().order.first === "release" && release.assets.length > 0)
    throw new ConflictError({ what: `The tag ${tag} had files before it became a release.` });
  const stays = release.draft ? electDraft(creating, release) : Promise.resolve();
  // Whoever waits for it hears of a failure.
  stays.catch(() => undefined);
  return { release, stays };
}

/** Statuses for what is there already: which one a server takes is seldom documented. */
function mayBeTaken(error: unknown): boolean {
  if (error instanceof ConflictError) return true;
  return error instanceof HttpError && !isLimit(error) && [400, 404, 409, 422].includes(error.status);
}

/** Whether a release is what was sent: this run's marker, or else every word and link of it. */
function isOwn({ fields, attached }: Creating, { draft, title, notes, assets }: Release): boolean {
  if (draft !== fields.draft) return false;
  const run = decodeNotes(fields.notes).marker?.run;
  if (run !== undefined) return decodeNotes(notes).marker?.run === run;
  const addresses = new Set(assets.flatMap(({ storedAt, downloadUrl }) => [storedAt, downloadUrl]));
  return (
    sameTitle(title, fields.title) &&
    (fields.notes === "" || sameNotes(notes, fields.notes)) &&
    [...attached.files.map(({ storedAt }) => storedAt), ...attached.links.map(({ url }) => url)].every((url) =>
      addresses.has(url),
    )
  );
}

function inTheWay({ forge, fields }: Creating, standing: readonly Release[]): ConflictError | undefined {
  const { order } = forge.can();
  const draftsToo = order.first !== "draft" || order.unique;
  const other = standing.find(({ draft }) => draftsToo || !draft);
  return (
    other &&
    new ConflictError({
      what: `Another run made the release of ${fields.tag} at the same moment; this run goes on there.`,
      said: `It has the id ${other.id}.`,
    })
  );
}

async function appearing(creating: Creating, doing: string): Promise<Release | undefined> {
  return awaited(creating, async () => {
    const standing = await everyRelease(creating, creating.fields.tag, doing);
    return standing.find((one) => isOwn(creating, one));
  });
}

/**
 * After a draft was made where a tag can have several: waits until the list shows it, and with it every draft made
 * before. Every run elects the same one.
 *
 * @throws ConflictError when this draft lost.
 */
async function electDraft(creating: Creating, own: Release): Promise<void> {
  const { forge } = creating;
  const { order } = forge.can();
  if (order.first !== "draft" || order.unique) return;
  const doing = `checking that ${own.tag} has one draft only`;
  const listed = await awaited(creating, async () => {
    const drafts: Release[] = [];
    for await (const page of forge.releases({ doing, tag: own.tag })) {
      drafts.push(...page.filter(({ tag }) => tag === own.tag));
      if (drafts.some(({ id }) => id === own.id)) return drafts;
    }
    return undefined;
  });
  const winner = elect(listed ?? []);
  if (winner === undefined || winner.id === own.id) return;
  throw new ConflictError({
    what: `Another run made the release ${winner.id} of ${own.tag} at the same moment; this run goes on there.`,
  });
}

/**
 * The server took another tag for this one, as some do with capital letters, and made the release there: it goes again,
 * as an empty draft, before anybody takes it for what it is not.
 */
async function takeBack({ forge, fields: { tag } }: Creating, release: Release): Promise<never> {
  const { order, remove } = forge.can();
  if (!release.draft && order.first === "draft") await forge.update(release, { draft: true });
  await remove?.(release);
  const caseOnly = release.tag.toLowerCase() === tag.toLowerCase();
  throw new PublishError({
    what: `The release of ${tag} was not made: the server takes the tag ${release.tag} for it.`,
    said: `It answered with a release of ${release.tag}, which ${remove === undefined ? "stays: this forge has no request that deletes a release" : "was taken back at once"}.`,
    hint: caseOnly
      ? "The server looks for tags without regard to capital letters. Use a tag that differs in more, or delete the other tag first."
      : undefined,
  });
}
