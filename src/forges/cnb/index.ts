import { withoutSlash } from "../../model/address";
import { IMPOSSIBLE, readableName } from "../../model/names";
import type { ForgeModule } from "../forge";
import { PERMISSION } from "./permission";

/** CNB (cnb.cool), Tencent's cloud native build, and self-hosted ones with `api_url`. */
export const cnb: ForgeModule = {
  id: "cnb",
  title: "CNB",
  hosts: ["cnb.cool", "api.cnb.cool"],
  publicServer: "https://cnb.cool",
  // CNB_TOKEN is the automatic token of its pipelines, and for the server that runs them only.
  tokenVariables: () => [],
  closedToStrangers: true,
  permission: () => PERMISSION,
  gitUser: () => "cnb",
  apiUrl: apiUrlOf,
  pages: { commit: "/-/commit/{id}", compare: "/-/compare/{from}...{to}" },
  repository: { form: /^[^/\s]+(\/[^/\s]+)+$/, words: "group/repo, with all groups" },
  releaseId: /^\w+$/,
  // As it is, spaces and every script included.
  storedName: (name) => (IMPOSSIBLE.test(name) ? readableName(name, IMPOSSIBLE) : name),
  open: async (options) => (await import("./client")).open(options),
};

/** `https://cnb.cool` → `https://api.cnb.cool`; where a host has no such sibling, `api_url` says where it is. */
function apiUrlOf(serverUrl: string): string {
  const { protocol, host } = new URL(serverUrl);
  const sibling = `${protocol}//api.${host}`;
  return URL.canParse(sibling) ? sibling : withoutSlash(serverUrl);
}
