import type { Release } from "../../model/release";
import type { Abilities, Forge } from "../forge";
import { changing, orGone } from "../kit/rest";
import type { Repository } from "./repository";
import { releasesWire, toRelease, toWire } from "./wire";

type Verbs = Pick<Forge, "releases" | "release" | "create" | "update"> & Pick<Abilities, "remove">;

/** https://api.cnb.cool, Releases */
export function releaseVerbs(repository: Repository): Verbs {
  const { rest, path, readRelease } = repository;
  const at = ({ id }: Pick<Release, "id">): string => `${path}/releases/${encodeURIComponent(id)}`;

  const release: Verbs["release"] = (ref, doing) => {
    const route = "id" in ref ? at(ref) : `${path}/releases/tags/${encodeURIComponent(ref.tag)}`;
    return rest.find(readRelease, { doing, at: route });
  };

  return {
    release,
    async *releases({ doing, ...wanted }) {
      for await (const page of rest.pages(releasesWire(wanted), { doing, at: `${path}/releases` })) {
        const rows = page.map(async (wire) => {
          const { id, tag_name: tag } = wire;
          const whole = (tag !== wanted.tag && wanted.files !== true) || wire.assets !== undefined;
          const read = whole ? undefined : await release({ id }, `looking for the files of ${tag}`);
          return read ?? toRelease(wire, repository);
        });
        yield await Promise.all(rows);
      }
    },
    create: (fields) =>
      rest.post(readRelease, {
        doing: `creating the release ${fields.tag}`,
        at: `${path}/releases`,
        json: {
          tag_name: fields.tag,
          target_commitish: fields.target,
          // The mark goes with the request that publishes.
          ...toWire(fields.draft ? { ...fields, latest: undefined } : fields),
        },
      }),
    async update(old, change) {
      const doing = changing(old, change);
      const call = { doing, method: "PATCH", at: at(old), json: toWire(change) } as const;
      await rest.change(call, old, () => release(old, doing));
      // A change is answered with nothing.
      return orGone(old, await release(old, doing));
    },
    remove: (old) => rest.remove({ doing: `deleting the release ${old.tag}`, at: at(old) }),
  };
}
