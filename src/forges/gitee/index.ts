import { withoutSlash } from "../../model/address";
import { BEYOND_ASCII, IMPOSSIBLE, SPECIAL } from "../../model/names";
import type { Forge, ForgeModule, OpenOptions } from "../forge";
import { fileNames } from "../kit/names";
import { abilities, isOnHost } from "../kit/shapes";
import { openToStrangers } from "../kit/strangers";
import { assetsOf } from "./assets";
import { PERMISSION } from "./refusals";
import { releasesOf } from "./releases";
import { openRepository } from "./repository";
import { tagsOf } from "./tags";

const HOST = "gitee.com";

/** Gitee: gitee.com and private servers that speak version 5 of its API. */
export const gitee: ForgeModule = {
  id: "gitee",
  title: "Gitee",
  hosts: [HOST],
  publicServer: `https://${HOST}`,
  tokenVariables: () => ["GITEE_TOKEN"],
  permission: () => PERMISSION,
  gitUser: () => "oauth2",
  apiUrl: (serverUrl) => `${withoutSlash(serverUrl)}/api/v5`,
  pages: { commit: "/commit/{id}", compare: "/compare/{from}...{to}" },
  repository: { form: /^[^/\s]+\/[^/\s]+$/, words: "owner/repo" },
  releaseId: /^\d+$/,
  // Which characters Gitee alters is not documented, only that it alters some.
  ...fileNames({
    usually: IMPOSSIBLE,
    plainer: [SPECIAL, BEYOND_ASCII],
    earlier: [/[^\p{L}\p{M}\p{Nd}_.-]/u, BEYOND_ASCII],
  }),
  open,
};

/** https://gitee.com/api/v5/swagger: releases, their attachments, tags */
function open(options: OpenOptions): Forge {
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
    limits: { file: { least: 0, most: 100 * 1024 ** 2, sure: isOnHost(options, [HOST]) } },
  });
  return {
    can: () => can,
    attempt: repository.api.attempt,
    ...releases,
    ...assets,
    ...tags,
    // A public repository is shown to a wrong token as to nobody. A right one may lack the scope for this: 403.
    async proveToken() {
      const { api } = repository;
      await api.call({ doing: "asking whose token this is", method: "GET", at: "/user", accept: [200, 403] });
    },
    rights: async () => ({ writes: (await repository.about()).permission?.push, hint: PERMISSION }),
  };
}
