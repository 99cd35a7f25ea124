import { ConflictError, PublishError } from "../../errors";
import { HttpError } from "../../http";
import { sameNotes, sameTitle } from "../../model/notes";
import type { Release, ReleaseChange, ReleaseFields } from "../../model/release";
import { readRelease, readTag } from "./find";
import { type Project, releasePath } from "./project";
import { isTaken } from "./refusals";
import { ReleaseWire, isRelease, toDescription, toRelease } from "./wire";

/**
 * Makes the release of a tag, and the tag where it is not there. Which of its two requests the server takes for a tag
 * that is there is not documented: it is asked to create first, and to update where it refuses.
 *
 * @throws ConflictError when there is something else than was seen: a release, a new tag, files on the tag.
 */
export async function createRelease(project: Project, fields: ReleaseFields): Promise<Release> {
  const { api, places, options } = project;
  const doing = `creating the release ${fields.tag}`;
  let lost = false;
  const wire = await api.attempt(
    async () => {
      try {
        return await post(project, fields, doing);
      } catch (error) {
        if (!(error instanceof HttpError) || !isTaken(error)) throw error;
        return (await whatStands(project, fields, lost)) ?? (await promoted(project, fields, { doing, error }));
      }
    },
    {
      doing,
      recover: async () => {
        lost = true;
        const own = await whatStands(project, fields, lost);
        return own === undefined ? undefined : { value: own };
      },
    },
  );
  const release = toRelease(sure(wire, doing), places);
  options.memory.created.add(release.id);
  if (release.assets.length === 0) return release;
  throw new ConflictError({ what: `The tag ${fields.tag} had files before it became a release.` });
}

async function post(project: Project, fields: ReleaseFields, doing: string): Promise<ReleaseWire> {
  const { tag, target, tagMessage } = fields;
  const json = {
    tag,
    start_point: target ?? tag,
    // Only for a tag that is made now.
    ...(target === undefined || tagMessage === undefined ? {} : { tag_message: tagMessage }),
    ...words(fields),
  };
  const at = `${project.path}/releases`;
  const answer = await project.api.once({ doing, method: "POST", at, json, accept: [200, 201] });
  return project.api.decode(ReleaseWire, answer);
}

/** The release that stands, if it is this run's own: its answer was `lost`, and it says what was sent. */
async function whatStands(project: Project, fields: ReleaseFields, lost: boolean): Promise<ReleaseWire | undefined> {
  const { tag } = fields;
  const wire = await readTag(project, tag, `checking the release ${tag}`);
  if (wire === undefined || !isRelease(wire)) return undefined;
  if (lost && says(toRelease(wire, project.places), fields)) return wire;
  throw new ConflictError({ what: `The release ${tag} was made by somebody else at the same moment.` });
}

/**
 * Makes a release of a tag for which the server refused to create one. Whether it refused because the tag is there
 * shows when its state is asked for, and not in its words.
 */
async function promoted(
  project: Project,
  fields: ReleaseFields,
  { doing, error }: { readonly doing: string; readonly error: HttpError },
): Promise<ReleaseWire> {
  const { api } = project;
  const { tag, target } = fields;
  if (target !== undefined) {
    // A tag that was not there a moment ago may be on any commit: that is for the plan to decide.
    if ((await readTag(project, tag, `checking the tag ${tag}`)) === undefined) throw error;
    throw new ConflictError({ what: `The tag ${tag} was made at the same moment.` });
  }
  const at = releasePath(project, tag);
  const answer = await api.once({ doing, method: "PUT", at, json: words(fields), accept: [200] });
  const wire = api.decode(ReleaseWire, answer);
  if (isRelease(wire)) return wire;
  throw error;
}

/** A server may take a request and leave the tag a plain one. */
function sure(wire: ReleaseWire, doing: string): ReleaseWire {
  if (isRelease(wire)) return wire;
  throw new PublishError({
    what: `Failed ${doing}.`,
    said: `The server took the request, and the tag ${wire.tag} still has no release (its type is “none”).`,
    hint: "Make the release of this tag once by hand on the project's page; the same command then adds the rest.",
  });
}

/** What was not sent may say anything. */
function says(release: Release, { title, notes }: ReleaseFields): boolean {
  return sameTitle(release.title, title) && (notes === "" || sameNotes(release.notes, notes));
}

/** Empty words are not sent: a plain tag may have a description of its own. */
function words(fields: ReleaseFields): Record<string, string> {
  const description = toDescription(fields);
  return { type: "release", ...(description === "" ? {} : { description }) };
}

/**
 * Changes title and notes, which are one text here.
 *
 * @throws ConflictError when the release is gone, or is another one by now.
 */
export async function updateRelease(project: Project, release: Release, change: ReleaseChange): Promise<Release> {
  const { api, places } = project;
  const { tag } = release;
  const doing = `updating the release ${tag}`;
  const description = toDescription({
    tag,
    title: change.title ?? release.title,
    notes: change.notes ?? release.notes,
  });
  const json = { type: "release", description };
  const answer = await api.call({ doing, method: "PUT", at: releasePath(project, tag), json, accept: [200, 404] });
  if (answer.status === 404) {
    await readRelease(project, release, doing);
    throw api.refusal(doing, new HttpError({ ...answer, body: answer.body() }));
  }
  const updated = toRelease(sure(api.decode(ReleaseWire, answer), doing), places);
  // The same request makes a release of what has become a plain tag in the meantime, without the files it had.
  if (updated.id === release.id) return updated;
  throw new ConflictError({ what: `The release ${tag} was deleted at the same moment.` });
}
