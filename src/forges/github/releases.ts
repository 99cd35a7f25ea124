import type { Release } from "../../model/release";
import type { Abilities, Forge } from "../forge";
import { changing, segments } from "../kit/rest";
import { releaseList } from "../kit/shapes";
import type { Repository } from "./repository";
import { toWire } from "./wire";

type Verbs = Pick<Forge, "releases" | "release" | "create" | "update"> & Pick<Abilities, "remove">;

/** https://docs.github.com/en/rest/releases/releases */
export function releaseVerbs({ rest, path, readRelease, log, automatic }: Repository): Verbs {
  const tellEvents = (...types: string[]): void => {
    log.info(eventsLine(types, automatic));
  };
  const at = ({ id }: Pick<Release, "id">): string => `${path}/releases/${encodeURIComponent(id)}`;

  const release: Verbs["release"] = (ref, doing) =>
    rest.find(readRelease, { doing, at: "id" in ref ? at(ref) : `${path}/releases/tags/${segments(ref.tag)}` });

  return {
    release,
    releases: ({ doing, signal, ...wanted }) =>
      rest.pages(releaseList(readRelease, wanted), { doing, at: `${path}/releases`, signal }),
    async create(fields) {
      const made = await rest.post(readRelease, {
        doing: `creating the release ${fields.tag}`,
        at: `${path}/releases`,
        // A category is refused for a draft; the publishing request carries it.
        json: toWire(fields.draft ? { ...fields, discussionCategory: undefined, latest: undefined } : fields),
      });
      if (!made.draft) tellEvents("created", "published", made.prerelease ? "prereleased" : "released");
      return made;
    },
    async update(before, change) {
      // GitHub resets the tag of a draft that is changed without its tag_name.
      const json = toWire({ ...(before.draft ? whole(before) : { tag: before.tag }), ...change });
      const call = { doing: changing(before, change), method: "PATCH", at: at(before), json } as const;
      const reread = () => release(before, `checking the release ${before.tag}`);
      const after = rest.decode(readRelease, await rest.change(call, before, reread));
      // A prerelease that was a draft fires `published` and not `prereleased`.
      if (before.draft && !after.draft) tellEvents("published", ...(after.prerelease ? [] : ["released"]));
      return after;
    },
    remove: (old) => rest.remove({ doing: `deleting the release ${old.tag}`, at: at(old) }),
  };
}

function whole({ tag, target, title, notes, draft, prerelease }: Release) {
  return { tag, target, title, notes, draft, prerelease };
}

/**
 * What a token of a job does starts no workflow.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#release
 */
function eventsLine(types: readonly string[], automatic: boolean): string {
  const ending = automatic ? "; with the job's own token it starts no workflow" : "";
  return `fires the event release: ${types.join(", ")}${ending}`;
}
