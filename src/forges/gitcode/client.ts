import type { Forge, OpenOptions } from "../forge";
import { abilities } from "../kit/shapes";
import { openToStrangers } from "../kit/strangers";
import { commitInList, textInList } from "../kit/tags";
import { assetsOf } from "./assets";
import { permissionFor } from "./permission";
import { releasesOf } from "./releases";
import { BUDGET, openRepository } from "./repository";
import { codeOf } from "./wire";

/** https://docs.gitcode.com/en/docs/repos/release/; the largest PUT is that of the object store. */
export function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  const { api, path, habits } = repository;
  const { latestTag, ...releases } = releasesOf(repository);
  const tags = `${path}/tags`;
  return {
    can: () =>
      abilities({
        order: { first: "release" },
        listsLag: true,
        // Without ids nothing can be deleted, so nothing is replaced.
        replace: { by: habits().givesIds ? "duplicate" : "none" },
        sameName: "duplicates",
        prereleases: true,
        tagText: (tag) => textInList(api, tag, { at: tags }),
        latest: { legacy: false, tag: latestTag },
        deleteTag: (tag) => api.remove({ doing: `deleting the tag ${tag}`, at: `${tags}/${encodeURIComponent(tag)}` }),
        // The list of tags is open to anybody who may see the repository.
        downloads: openToStrangers(
          { ...options, apiUrl: repository.base },
          { at: `${tags}?page=1&per_page=1`, doing: "looking whether the repository is public", statusOf: codeOf },
        ),
        limits: { file: { least: 0, most: 5 * 1024 ** 3, sure: false }, requests: BUDGET },
      }),
    attempt: api.attempt,
    ...releases,
    ...assetsOf(repository),
    // Each begins with a request for its address.
    awaitUploads: api.warm,
    tagCommit: (tag) => commitInList(api, tag, { at: tags }),

    /** Tags can be read without any right; what the token may do is told nowhere. */
    async rights() {
      const call = { doing: "looking at the repository", method: "GET", at: tags, accept: [200] } as const;
      await api.call({ ...call, query: { page: 1, per_page: 1 } });
      return { writes: undefined, hint: permissionFor(options.automatic) };
    },
  };
}
