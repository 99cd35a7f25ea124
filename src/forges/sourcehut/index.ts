import { withoutSlash } from "../../model/address";
import type { ForgeModule } from "../forge";
import { PERMISSION } from "./permission";

/** SourceHut: git.sr.ht, and servers of one's own. One GraphQL API; a release is an annotated tag with artifacts. */
export const sourcehut: ForgeModule = {
  id: "sourcehut",
  title: "SourceHut",
  hosts: ["git.sr.ht"],
  publicServer: "https://git.sr.ht",
  tokenVariables: () => ["SOURCEHUT_TOKEN", "SRHT_TOKEN"],
  closedToStrangers: true,
  tagsAreReleases: true,
  permission: () => PERMISSION,
  apiUrl: withoutSlash,
  repository: { form: /^~[^/\s]+\/[^/\s]+$/, words: "~user/repository" },
  releaseId: /^\S+$/,
  idsAreTags: true,
  // The name is stored as it is sent; a path before it is cut off by the server's form reader.
  storedName: (name) => name,
  open: async (options) => (await import("./client")).open(options),
};
