import { attemptDecode, record, text } from "../../http";
import { withoutSlash } from "../../model/address";
import type { ForgeModule } from "../forge";
import { storedName } from "./names";
import { PERMISSION } from "./permission";

const HOSTS = ["gitlab.com"];

/** GitLab, from 11.7 on. */
export const gitlab: ForgeModule = {
  id: "gitlab",
  title: "GitLab",
  hosts: HOSTS,
  publicServer: "https://gitlab.com",
  hostVariable: "GITLAB_HOST",
  tokenVariables: () => ["GITLAB_TOKEN", "GL_TOKEN"],
  permission: () => PERMISSION,
  gitUser: (automatic) => (automatic ? "gitlab-ci-token" : "oauth2"),
  apiUrl: (serverUrl) => `${withoutSlash(serverUrl)}/api/v4`,
  pages: { commit: "/-/commit/{id}", compare: "/-/compare/{from}...{to}" },
  repository: { form: /^(\d+|[^/\s]+(\/[^/\s]+)+)$/, words: "group/project, or the number of the project" },
  releaseId: /\S/,
  idsAreTags: true,
  storedName,
  probe: {
    path: "/api/v4/version",
    // The version itself is for signed-in users only; nobody else says no like this.
    recognises: (status, body) =>
      (status === 200 && attemptDecode(record({ version: text, revision: text }), body) !== undefined) ||
      (status === 401 && attemptDecode(record({ message: text }), body)?.message === "401 Unauthorized"),
  },
  open: async (options) => (await import("./client")).open(options, HOSTS),
};
