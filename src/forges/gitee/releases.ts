import { ConflictError, PublishError } from "../../errors";
import { sameNotes } from "../../model/notes";
import type { Release } from "../../model/release";
import type { Abilities, Forge } from "../forge";
import { gone } from "../kit/rest";
import type { Repository } from "./repository";
import { ReleaseWire, maybeRelease, releasesWire, toRelease, toWire } from "./wire";

export function releasesOf({
  api,
  path,
  webUrl,
  commits,
  about,
}: Repository): Pick<Forge, "releases" | "release" | "create" | "update"> & Pick<Abilities, "remove"> {
  const all = `${path}/releases`;
  const one = (id: Release["id"]): string => `${all}/${encodeURIComponent(id)}`;

  async function byId(id: Release["id"], doing: string): Promise<Release | undefined> {
    const wire = await api.find(ReleaseWire, { doing, at: one(id) });
    return wire && toRelease(wire, webUrl);
  }

  /**
   * None is `null`, `{}`, an empty answer, or 404, which is the answer for a repository that cannot be seen, too. A tag
   * with a slash may not be found although the list has its release.
   */
  async function byTag(tag: string, doing: string): Promise<Release | undefined> {
    const call = { doing, method: "GET", at: `${all}/tags/${encodeURIComponent(tag)}`, accept: [200, 404] } as const;
    const { status, wire } = await api.attempt(
      async () => {
        const answer = await api.once(call);
        const none = answer.status === 404 || answer.body() === "";
        return { status: answer.status, wire: none ? undefined : api.decode(maybeRelease, answer) };
      },
      { doing },
    );
    if (status === 404 && !tag.includes("/")) await about();
    return wire?.tag_name === tag ? toRelease(wire, webUrl) : undefined;
  }

  return {
    async *releases({ doing, ...wanted }) {
      const call = { doing, at: all, query: { direction: "desc" } };
      for await (const page of api.pages(releasesWire(wanted), call)) yield page.map((wire) => toRelease(wire, webUrl));
    },

    release: (ref, doing) => ("id" in ref ? byId(ref.id, doing) : byTag(ref.tag, doing)),

    /** A target is asked for although the tag may be there: then it is not used, and has to be one all the same. */
    async create(fields) {
      const doing = `creating the release ${fields.tag}`;
      const target = fields.target ?? commits.get(fields.tag) ?? (await about()).default_branch;
      if (target === undefined)
        throw new PublishError({
          what: `Failed ${doing}.`,
          said: `GET ${path} names no default branch.`,
          hint: "Push a commit first: an empty repository cannot have a release.",
        });
      const json = { ...toWire(fields), target_commitish: target };
      return toRelease(await api.post(ReleaseWire, { doing, at: all, json }), webUrl);
    },

    /**
     * The request replaces everything that a release says, so all of it is read just before, and sent.
     *
     * @throws ConflictError also when the notes were changed since they were read.
     */
    async update(release, change) {
      const { id, tag } = release;
      const doing = `updating the release ${tag}`;
      const present = await byId(id, doing);
      if (present?.tag !== tag) throw gone(release);
      if (change.notes !== undefined && !sameNotes(present.notes, release.notes))
        throw new ConflictError({ what: `The notes of the release ${tag} were changed at the same moment.` });
      const call = { doing, method: "PATCH", at: one(id), json: toWire({ ...present, ...change }) } as const;
      return toRelease(api.decode(ReleaseWire, await api.change(call, release, () => byId(id, doing))), webUrl);
    },

    /** Reports differ on whether the tag survives. */
    remove: ({ id, tag }) => api.remove({ doing: `deleting the release ${tag}`, at: one(id) }),
  };
}
