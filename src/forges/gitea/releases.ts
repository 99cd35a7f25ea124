import type { Release } from "../../model/release";
import type { Abilities, Forge } from "../forge";
import { changing } from "../kit/rest";
import { releaseList } from "../kit/shapes";
import type { Repository } from "./repository";
import { toWire } from "./wire";

type Verbs = Pick<Forge, "releases" | "release" | "create" | "update"> & Pick<Abilities, "remove">;

/** https://docs.gitea.com/api/#tag/repository: a release comes with all of its assets. */
export function releaseVerbs({ api, path, readRelease, deleteAt }: Repository): Verbs {
  const at = ({ id }: Pick<Release, "id">): string => `${path}/releases/${encodeURIComponent(id)}`;

  const verbs: Verbs = {
    releases: ({ doing, ...wanted }) => api.pages(releaseList(readRelease, wanted), { doing, at: `${path}/releases` }),
    // A tag is one segment, slashes encoded, and found without regard to capital letters.
    release: (ref, doing) =>
      api.find(readRelease, {
        doing,
        at: "id" in ref ? at(ref) : `${path}/releases/tags/${encodeURIComponent(ref.tag)}`,
      }),
    create(fields) {
      const json = { tag_name: fields.tag, ...toWire(fields) };
      return api.post(readRelease, { doing: `creating the release ${fields.tag}`, at: `${path}/releases`, json });
    },
    // Publishing a draft makes its tag where there is none.
    async update(release, change) {
      const doing = changing(release, change);
      const call = { doing, method: "PATCH", at: at(release), json: toWire(change) } as const;
      return api.decode(readRelease, await api.change(call, release, () => verbs.release(release, doing)));
    },
    remove(release) {
      const doing = `deleting the release ${release.id} of ${release.tag}`;
      return deleteAt({ doing, at: at(release) }, async () => (await verbs.release(release, doing)) !== undefined);
    },
  };
  return verbs;
}
