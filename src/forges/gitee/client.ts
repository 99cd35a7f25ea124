import type { Forge, OpenOptions } from "../forge";
import { abilities, isOnHost } from "../kit/shapes";
import { openToStrangers } from "../kit/strangers";
import { assetsOf } from "./assets";
import { PERMISSION } from "./permission";
import { releasesOf } from "./releases";
import { openRepository } from "./repository";
import { tagsOf } from "./tags";

/** https://gitee.com/api/v5/swagger: releases, their attachments, tags */
export function open(options: OpenOptions, hosts: readonly string[]): Forge {
  const repository = openRepository(options);
  const { make, text, ...tags } = tagsOf(repository);
  const { list, ...assets } = assetsOf(repository);
  const { remove, ...releases } = releasesOf(repository);
  const can = abilities({
    order: { first: "release" },
    lookup: { shows: "everything", listFirst: false, slashes: false },
    listAssets: list,
    remove,
    listedFiles: 0,
    listsLag: true,
    replace: { by: "duplicate" },
    sameName: "duplicates",
    prereleases: true,
    tagText: text,
    tagMessages: { by: "tag", make },
    downloads: openToStrangers(options, { at: repository.path, doing: "looking whether the repository is public" }),
    limits: { file: { least: 0, most: 100 * 1024 ** 2, sure: isOnHost(options, hosts) } },
  });
  return {
    can: () => can,
    attempt: repository.api.attempt,
    ...releases,
    ...assets,
    ...tags,
    awaitUploads: repository.api.warm,
    // A public repository is shown to a wrong token as to nobody. A right one may lack the scope for this: 403.
    async proveToken() {
      const { api } = repository;
      await api.call({ doing: "asking whose token this is", method: "GET", at: "/user", accept: [200, 403] });
    },
    rights: async () => ({ writes: (await repository.about()).permission?.push, hint: PERMISSION }),
  };
}
