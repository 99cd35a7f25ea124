import { withoutSlash } from "../../model/address";
import { BEYOND_ASCII, SPECIAL } from "../../model/names";
import type { ForgeModule } from "../forge";
import { fileNames } from "../kit/names";
import { PERMISSION } from "./permission";

/** The public host, and the one on which the documents of the same product stand. */
const HOSTS: readonly string[] = ["git.code.tencent.com", "git.tencent.com"];

/** Tencent 工蜂 (TGit). Its API is called v3 as GitLab's old one, but releases are of its own design. */
export const tgit: ForgeModule = {
  id: "tgit",
  title: "工蜂 (TGit)",
  hosts: HOSTS,
  publicServer: "https://git.code.tencent.com",
  tokenVariables: () => ["TGIT_TOKEN"],
  closedToStrangers: true,
  permission: () => PERMISSION,
  gitUser: () => "private",
  apiUrl: (serverUrl) => `${withoutSlash(serverUrl)}/api/v3`,
  pages: { commit: "/commit/{id}", compare: "/compare/{from}...{to}" },
  repository: {
    form: /^(\d+|[^/\s]+(\/[^/\s]+)+)$/,
    words: "group/name (with subgroups in between), or the project's number",
  },
  releaseId: /^\d+$/,
  // The server drops special characters and does not name them: letters of any script, digits, `_`, `.` and `-` are none.
  ...fileNames({ usually: SPECIAL, plainer: [BEYOND_ASCII], earlier: [BEYOND_ASCII] }),
  open: async (options) => (await import("./client")).open(options, HOSTS),
};
