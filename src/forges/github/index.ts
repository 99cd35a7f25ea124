import { attemptDecode, record, text } from "../../http";
import { withoutSlash } from "../../model/address";
import { serverIsAtLeast } from "../../model/version";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { ownAccount } from "./account";
import { deleteAsset, listAssets, readAsset, retitleAsset, storeAsset } from "./assets";
import { findById, findByTag, tagOfRelease } from "./find";
import { storedName } from "./names";
import { permissionFor } from "./refusals";
import { knowsCommit, readRights } from "./rights";
import { clearTwin, confirmRelease, createRelease, publishRelease, updateRelease } from "./releases";
import { openRepository } from "./repository";
import { generateNotes, latestTag, releaseTags, stableTags, tagCommit } from "./tags";

/** https://docs.github.com/en/rest/releases, https://docs.github.com/en/repositories/releasing-projects-on-github/about-releases */
const GITHUB_COM: Abilities = {
  order: "draft-first",
  replace: "rename",
  prereleases: true,
  labels: "free",
  links: "none",
  milestones: false,
  tagMessages: false,
  packages: false,
  latest: true,
  discussions: true,
  generatedNotes: true,
  tags: true,
  limits: { file: { least: 1, most: 2 * 1024 ** 3 - 1, sure: true }, assets: 1000, notes: 125_000 },
};

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
  apiUrl: apiUrlOf,
  repository: { form: /^[^/\s]+\/[^/\s]+$/, words: "owner/repo" },
  releaseId: /^\d+$/,
  storedName,
  abilities: GITHUB_COM,
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
    const { limits } = GITHUB_COM;
    return {
      ...GITHUB_COM,
      latest: from("3.8") && !compatible,
      discussions: version === undefined && !compatible,
      generatedNotes: from("3.4") && !compatible,
      tags: !compatible,
      limits: { ...limits, file: { ...limits.file, sure: version === undefined && !compatible } },
    };
  }

  return {
    can,
    tagOf: (id) => tagOfRelease(repository, id),
    find: (tag, releaseId) =>
      releaseId === undefined ? findByTag(repository, tag) : findById(repository, releaseId, tag),
    assets: (release) => listAssets(repository, release),
    rights: () => readRights(repository, options.automatic),
    knows: (target) => knowsCommit(repository, target),
    tagCommit: (tag) => tagCommit(repository, tag),
    create: (fields) => createRelease(repository, fields),
    update: (release, change) => updateRelease(repository, release, change),
    store: (release, upload) => storeAsset(repository, release, upload),
    deleteAsset: (_release, asset) => deleteAsset(repository, asset),
    read: (_release, asset) => readAsset(repository, asset),
    retitle: (_release, change) => retitleAsset(repository, change),
    ...(options.automatic ? {} : { account: () => ownAccount(repository) }),
    drafts: {
      publish: (release, fields) => publishRelease(repository, release, fields),
      confirm: (release) => confirmRelease(repository, release),
      clearTwin: (id, kept) => clearTwin(repository, id, kept),
    },
    marks: { latestTag: () => latestTag(repository), stableTags: () => stableTags(repository) },
    notes: {
      releaseTags: () => releaseTags(repository),
      generate: (range) => generateNotes(repository, range),
    },
  };
}
