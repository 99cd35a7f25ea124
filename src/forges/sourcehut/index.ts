import { withoutSlash } from "../../model/address";
import type { Forge, ForgeModule, OpenOptions } from "../forge";
import { abilities } from "../kit/shapes";
import { strangers } from "../kit/strangers";
import { assetsOf } from "./assets";
import { PERMISSION } from "./refusals";
import { releasesOf } from "./releases";
import { openRepository } from "./repository";

/** SourceHut: git.sr.ht, and servers of one's own. One GraphQL API; a release is an annotated tag with artifacts. */
export const sourcehut: ForgeModule = {
  id: "sourcehut",
  title: "SourceHut",
  hosts: ["git.sr.ht"],
  publicServer: "https://git.sr.ht",
  tokenVariables: () => ["SOURCEHUT_TOKEN", "SRHT_TOKEN"],
  permission: () => PERMISSION,
  apiUrl: withoutSlash,
  repository: { form: /^~[^/\s]+\/[^/\s]+$/, words: "~user/repository" },
  releaseId: /^\S+$/,
  idsAreTags: true,
  // The name is stored as it is sent; a path before it is cut off by the server's form reader.
  storedName: (name) => name,
  open,
};

/** https://man.sr.ht/git.sr.ht/#uploading-artifacts and the schema of https://git.sr.ht/graphql */
function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  const can = abilities({
    order: { first: "release" },
    releases: "tags",
    replace: { by: "delete-first" },
    ages: true,
    downloads: { open: strangers(options), visibility: repository.visibility },
    limits: { file: { least: 0, most: Infinity, sure: false } },
  });
  return { can: () => can, attempt: repository.attempt, ...releasesOf(repository), ...assetsOf(repository) };
}
