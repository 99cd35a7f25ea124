import { IMPOSSIBLE, readableName } from "../../model/names";
import type { ForgeModule } from "../forge";
import { permissionFor } from "./permission";

/** GitCode and AtomGit, which are one platform. Nobody runs a server of their own. */
export const gitcode: ForgeModule = {
  id: "gitcode",
  title: "GitCode",
  hosts: ["gitcode.com", "api.gitcode.com", "atomgit.com", "api.atomgit.com"],
  publicServer: "https://gitcode.com",
  tokenVariables: () => ["GITCODE_TOKEN"],
  // What it shows to everybody is the list of releases alone: neither the latest one nor a file.
  closedToStrangers: true,
  permission: permissionFor,
  gitUser: () => "oauth2",
  apiUrl: apiUrlOf,
  pages: { compare: "/compare/{from}...{to}" },
  repository: { form: /^[^/\s]+(\/[^/\s]+)+$/, words: "owner/repo" },
  releaseId: /\S/,
  idsAreTags: true,
  storedName: (name) => (IMPOSSIBLE.test(name) ? readableName(name, IMPOSSIBLE) : name),
  open: async (options) => (await import("./client")).open(options),
};

/** `https://gitcode.com` → `https://api.gitcode.com/api/v5` */
function apiUrlOf(serverUrl: string): string {
  const { protocol, host } = new URL(serverUrl);
  return `${protocol}//${host.startsWith("api.") ? host : `api.${host}`}/api/v5`;
}
