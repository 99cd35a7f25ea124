import { ConflictError, PublishError } from "../../errors";
import { HttpError } from "../../http";
import type { Release, ReleaseFields } from "../../model/release";
import type { Abilities, Forge, ListOptions } from "../forge";
import { MAYBE_THERE } from "../kit/refusals";
import { firstOf } from "../kit/rest";
import type { Project, ToldCommit } from "./project";
import { ReleaseWire, isRelease, releasesWire, toDescription, toRelease } from "./wire";

function toldBy(wire: ReleaseWire | undefined): ToldCommit {
  const commit = wire?.ref?.commit?.id;
  return wire === undefined || commit !== undefined ? { commit } : undefined;
}

/** A release is a tag of another type; it is found, made and changed by the tag. */
export function releasesOf({
  api,
  path,
  places,
  commits,
  release: one,
}: Project): Pick<Forge, "releases" | "release" | "create" | "update"> & Pick<Abilities, "remove"> {
  const all = `${path}/releases`;

  /** A tag with or without a release; `undefined` when there is no such tag to be seen. */
  function readTag(tag: string, doing: string): Promise<ReleaseWire | undefined> {
    const reading = api.find(ReleaseWire, { doing, at: one(tag) });
    const told = reading.then(toldBy, () => undefined);
    commits.set(tag, told);
    return reading;
  }

  const ofTag = (wire: ReleaseWire | undefined): Release | undefined =>
    wire !== undefined && isRelease(wire) ? toRelease(wire, places) : undefined;

  async function* releases({ doing, ...wanted }: ListOptions): AsyncGenerator<Release[]> {
    for await (const page of api.pages(releasesWire(wanted), { doing, at: all }))
      yield page.filter(isRelease).map((wire) => toRelease(wire, places));
  }

  /** Only the list tells ids. */
  async function tagOf(id: Release["id"], doing: string): Promise<string | undefined> {
    return (await firstOf(releases({ doing }), (one) => String(one.id) === String(id)))?.tag;
  }

  /** A server may take a request and leave the tag a plain one. */
  function made(wire: ReleaseWire, doing: string): Release {
    if (isRelease(wire)) return toRelease(wire, places);
    throw new PublishError({
      what: `Failed ${doing}.`,
      said: `The server took the request, and the tag ${wire.tag} still has no release (its type is “none”).`,
      hint: "Make the release of this tag once by hand on the project's page; the same command then adds the rest.",
    });
  }

  return {
    releases,

    async release(ref, doing) {
      const tag = "id" in ref ? await tagOf(ref.id, doing) : ref.tag;
      if (tag === undefined) return undefined;
      const wire = await readTag(tag, doing);
      // 404 is the answer for a project that may not be seen, too: only one that may be can lack a tag.
      if (wire === undefined) await api.call({ doing, method: "GET", at: all, query: { per_page: 1 }, accept: [200] });
      return ofTag(wire);
    },

    /**
     * Which of two requests makes a release of a tag that is there is not documented: the server is asked to create it
     * first, and to update it where it refuses. Files that the tag had already come along.
     *
     * @throws ConflictError when the tag was made meanwhile: it may be on any commit.
     */
    async create(fields) {
      const { tag, target, tagMessage } = fields;
      const doing = `creating the release ${tag}`;
      const message = target === undefined || tagMessage === undefined ? {} : { tag_message: tagMessage };
      const json = { tag, start_point: target ?? tag, ...message, ...says(fields) };
      try {
        return made(await api.post(ReleaseWire, { doing, at: all, json }), doing);
      } catch (error) {
        if (!(error instanceof HttpError) || !MAYBE_THERE.includes(error.status)) throw error;
        const present = await readTag(tag, `checking the tag ${tag}`);
        if (present === undefined || isRelease(present)) throw error;
        if (target !== undefined) throw new ConflictError({ what: `The tag ${tag} was made at the same moment.` });
        const call = { doing, method: "PUT", at: one(tag), json: says(fields), accept: [200] } as const;
        const updated = api.decode(ReleaseWire, await api.once(call));
        if (isRelease(updated)) return toRelease(updated, places);
        throw error;
      }
    },

    /** Title and notes are one text. */
    async update(release, { title = release.title, notes = release.notes, labels }) {
      const { tag } = release;
      const doing = `updating the release ${tag}`;
      const json = { type: "release", description: toDescription({ tag, title, notes }), labels: labels?.join(",") };
      const call = { doing, method: "PUT", at: one(tag), json } as const;
      const answer = await api.change(call, release, async () => ofTag(await readTag(tag, doing)));
      const updated = made(api.decode(ReleaseWire, answer), doing);
      // The same request makes a release of what has become a plain tag in the meantime, without the files it had.
      if (updated.id === release.id) return updated;
      throw new ConflictError({ what: `The release ${tag} was deleted at the same moment.` });
    },

    /** Only administrators of the project may. */
    remove: ({ tag }) => api.remove({ doing: `deleting the release ${tag}`, at: one(tag) }),
  };
}

/** Empty words are not sent: a plain tag may have a description of its own. */
function says(fields: ReleaseFields): Record<string, string> {
  const description = toDescription(fields);
  const { labels = [] } = fields;
  return {
    type: "release",
    ...(description === "" ? {} : { description }),
    ...(labels.length === 0 ? {} : { labels: labels.join(",") }),
  };
}

/** No answer tells labels, and the list can be asked for those that have some. */
export function hasLabels({ api, path }: Project) {
  return async ({ tag }: Release, labels: readonly string[]): Promise<boolean> => {
    const call = {
      doing: `looking for the labels of ${tag}`,
      at: `${path}/releases`,
      query: { labels: labels.join(",") },
    };
    return (await firstOf(api.pages(releasesWire({}), call), (wire) => wire.tag === tag)) !== undefined;
  };
}
