import { withoutSlash } from "../../model/address";
import { BEYOND_ASCII, IMPOSSIBLE, SPECIAL } from "../../model/names";
import type { ForgeModule } from "../forge";
import { fileNames } from "../kit/names";
import { PERMISSION } from "./permission";

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
  open: async (options) => (await import("./client")).open(options, [HOST]),
};
