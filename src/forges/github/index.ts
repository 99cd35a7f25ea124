import { attemptDecode, record, text } from "../../http";
import { withoutSlash } from "../../model/address";
import type { ForgeModule } from "../forge";
import { storedName } from "./names";
import { permissionFor } from "./permission";

/** GitHub, GitHub Enterprise Server and Cloud, and hosts that speak version 3 of its API. */
export const github: ForgeModule = {
  id: "github",
  title: "GitHub",
  hosts: ["github.com", "api.github.com"],
  publicServer: "https://github.com",
  hostVariable: "GH_HOST",
  tokenVariables: (onPublicHost) =>
    onPublicHost ? ["GITHUB_TOKEN", "GH_TOKEN"] : ["GH_ENTERPRISE_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"],
  permission: permissionFor,
  gitUser: () => "x-access-token",
  apiUrl: apiUrlOf,
  pages: { commit: "/commit/{id}", compare: "/compare/{from}...{to}" },
  repository: { form: /^[^/\s]+\/[^/\s]+$/, words: "owner/repo" },
  releaseId: /^\d+$/,
  storedName,
  probe: {
    path: "/api/v3/meta",
    recognises: (status, body, headers) =>
      headers["x-github-enterprise-version"] !== undefined ||
      (status === 200 && attemptDecode(record({ installed_version: text }), body) !== undefined),
  },
  open: async (options) => (await import("./client")).open(options),
};

/** `https://github.com` → `https://api.github.com`; tenants of GHE.com have an `api.` sibling, servers `/api/v3`. */
function apiUrlOf(serverUrl: string): string {
  const url = new URL(serverUrl);
  if (url.hostname === "github.com" || url.hostname.endsWith(".ghe.com")) return `${url.protocol}//api.${url.host}`;
  return `${withoutSlash(serverUrl)}/api/v3`;
}
