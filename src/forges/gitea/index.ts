import { attemptDecode, record, text } from "../../http";
import { withoutSlash } from "../../model/address";
import type { ForgeModule } from "../forge";
import { permissionFor } from "./permission";
import { type Server, VersionWire, readServer } from "./server";

/** Which of the two answers; `undefined` where it is neither. A server that wants a sign-in may be either. */
function softwareOf(status: number, body: unknown): Server["software"] | undefined {
  const version = status === 200 ? attemptDecode(VersionWire, body)?.version : undefined;
  if (version !== undefined) return readServer(version).software;
  const words = attemptDecode(record({ message: text }), body)?.message ?? "";
  return (status === 401 || status === 403) && /signed in user|token is required/i.test(words) ? "gitea" : undefined;
}

/** Gitea, from 1.15 on. */
export const gitea = forge("gitea", {
  title: "Gitea",
  hosts: ["gitea.com"],
  publicServer: "https://gitea.com",
  tokenVariables: () => ["GITEA_TOKEN", "FORGEJO_TOKEN"],
});

/** Forgejo, from 7 on. */
export const forgejo = forge("forgejo", {
  title: "Forgejo",
  hosts: ["codeberg.org", "code.forgejo.org"],
  publicServer: "https://codeberg.org",
  tokenVariables: () => ["FORGEJO_TOKEN", "GITEA_TOKEN"],
});

function forge(
  id: Server["software"],
  names: Pick<ForgeModule, "title" | "hosts" | "publicServer" | "tokenVariables">,
): ForgeModule {
  return {
    ...names,
    id,
    family: "gitea",
    permission: permissionFor,
    // The name is no matter where the password is a token.
    gitUser: () => "oauth2",
    apiUrl: (serverUrl) => `${withoutSlash(serverUrl)}/api/v1`,
    pages: { commit: "/commit/{id}", compare: "/compare/{from}...{to}" },
    repository: { form: /^[^/\s]+\/[^/\s]+$/, words: "owner/repo" },
    releaseId: /^\d+$/,
    storedName: (name) => name,
    probe: { path: "/api/v1/version", recognises: (status, body) => softwareOf(status, body) === id },
    open: async (options) => (await import("./client")).open(options, id),
  };
}
