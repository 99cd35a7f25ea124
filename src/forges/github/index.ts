import { attemptDecode, record, text } from "../../http";
import { withoutSlash } from "../../model/address";
import { serverIsAtLeast } from "../../model/version";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { ownAccount } from "../kit/accounts";
import { abilities } from "../kit/shapes";
import { strangers } from "../kit/strangers";
import { assetVerbs } from "./assets";
import { storedName } from "./names";
import {
  commitExists,
  deleteTag,
  generateNotes,
  latestTag,
  readRights,
  readVisibility,
  tagCommit,
  tagText,
} from "./queries";
import { permissionFor } from "./refusals";
import { releaseVerbs } from "./releases";
import { openRepository } from "./repository";
import { tagMover } from "./tag-refs";

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
  open,
};

/** `https://github.com` → `https://api.github.com`; tenants of GHE.com have an `api.` sibling, servers `/api/v3`. */
function apiUrlOf(serverUrl: string): string {
  const url = new URL(serverUrl);
  if (url.hostname === "github.com" || url.hostname.endsWith(".ghe.com")) return `${url.protocol}//api.${url.host}`;
  return `${withoutSlash(serverUrl)}/api/v3`;
}

/** Where a release is going to say that its files go: connections may lead there before it does. */
function uploadHost(apiUrl: string): string {
  const { protocol, hostname, host } = new URL(apiUrl);
  return `${protocol}//${hostname.startsWith("api.") ? host.replace(/^api\./, "uploads.") : host}`;
}

function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  const { rename, list, ...assets } = assetVerbs(repository);
  const { remove, ...releases } = releaseVerbs(repository);

  /**
   * https://docs.github.com/en/repositories/releasing-projects-on-github/about-releases. On Enterprise Server
   * make_latest is there from 3.8 on, generated notes from 3.4 on, and no discussions; compatible hosts have none of
   * these, and no route for tags.
   */
  function can(): Abilities {
    const version = repository.serverVersion();
    const compatible = repository.isCompatibleHost();
    const from = (minimum: string): boolean =>
      !compatible && (version === undefined || serverIsAtLeast(version, minimum));
    return abilities({
      order: { first: "draft", unique: false, push: undefined },
      lookup: { shows: "published", listFirst: false, slashes: true },
      listAssets: list,
      remove,
      replace: { by: "rename", rename },
      prereleases: true,
      labels: { unique: false, change: rename },
      latest: from("3.8") ? { legacy: true, tag: () => latestTag(repository) } : undefined,
      discussions: version === undefined && !compatible,
      notes: from("3.4") ? { configurable: true, generate: (range) => generateNotes(repository, range) } : undefined,
      // As far as it was seen; what comes with a release is not said to be complete for those with many.
      listedFiles: 30,
      tags: !compatible,
      moveTag: compatible ? undefined : tagMover(repository),
      tagText: compatible ? undefined : (tag) => tagText(repository, tag),
      deleteTag: compatible ? undefined : (tag) => deleteTag(repository, tag),
      ages: true,
      seals: !compatible,
      downloads: { open: strangers(options), visibility: () => readVisibility(repository, options) },
      limits: {
        file: { least: 1, most: 2 * 1024 ** 3 - 1, sure: version === undefined && !compatible },
        assets: 1000,
        notes: 125_000,
      },
    });
  }

  return {
    can,
    attempt: repository.rest.attempt,
    ...releases,
    ...assets,
    tagCommit: (tag) => tagCommit(repository, tag),
    awaitUploads(uploads) {
      repository.rest.warm(uploads, uploadHost(options.apiUrl));
    },
    commitExists: (ref) => commitExists(repository, ref),
    rights: () => readRights(repository, options.automatic),
    version: () => Promise.resolve(repository.serverVersion()),
    ...(options.automatic ? {} : { account: () => ownAccount(repository.rest) }),
  };
}
