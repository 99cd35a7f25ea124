import { attemptDecode, record, text } from "../../http";
import { serverIsAtLeast } from "../../model/version";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { deleteAsset, listAssets, readAsset, retitleAsset, storeAsset } from "./assets";
import { findById, findByTag } from "./find";
import { storedName } from "./names";
import { PERMISSION } from "./refusals";
import { clearTwin, confirmRelease, createRelease, publishRelease, updateRelease } from "./releases";
import { openRepository } from "./repository";
import { generateNotes, latestTag, releaseTags, tagCommit } from "./tags";

/** GitHub, GitHub Enterprise Server and Cloud, and hosts that speak version 3 of its API. */
export const github: ForgeModule = {
  id: "github",
  title: "GitHub",
  hosts: ["github.com", "api.github.com"],
  publicServer: "https://github.com",
  tokenVariables: (onPublicHost) =>
    onPublicHost ? ["GITHUB_TOKEN", "GH_TOKEN"] : ["GH_ENTERPRISE_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"],
  permission: PERMISSION,
  apiUrl: apiUrlOf,
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
  return `${serverUrl.replace(/\/+$/, "")}/api/v3`;
}

const MIB = 1024 * 1024;

function open(options: OpenOptions): Forge {
  const repository = openRepository(options);

  /**
   * https://docs.github.com/en/enterprise-server: make_latest from 3.8, generated notes from 3.4, no discussions.
   * Compatible hosts have none of these, and no route for tags.
   */
  function can(): Abilities {
    const version = repository.serverVersion();
    const compatible = repository.isCompatibleHost();
    const from = (minimum: string): boolean => version === undefined || serverIsAtLeast(version, minimum);
    return {
      latest: from("3.8") && !compatible,
      discussions: version === undefined && !compatible,
      generatedNotes: from("3.4") && !compatible,
      tags: !compatible,
      limits: {
        file: { least: 1, most: 2048 * MIB - 1, sure: version === undefined && !compatible },
        assets: 1000,
        notes: 125_000,
      },
    };
  }

  return {
    can,
    find: (tag, releaseId) =>
      releaseId === undefined ? findByTag(repository, tag) : findById(repository, releaseId, tag),
    releaseTags: () => releaseTags(repository),
    assets: (release) => listAssets(repository, release),
    tagCommit: (tag) => tagCommit(repository, tag),
    latestTag: () => latestTag(repository),
    create: (fields) => createRelease(repository, fields),
    update: (release, change) => updateRelease(repository, release, change),
    publish: (release, fields) => publishRelease(repository, release, fields),
    confirm: (release) => confirmRelease(repository, release),
    store: (release, upload) => storeAsset(repository, release, upload),
    retitle: (asset, to) => retitleAsset(repository, asset, to),
    deleteAsset: (asset) => deleteAsset(repository, asset),
    clearTwin: (id, kept) => clearTwin(repository, id, kept),
    read: (asset) => readAsset(repository, asset),
    generateNotes: (range) => generateNotes(repository, range),
  };
}
