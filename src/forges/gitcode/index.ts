import { IMPOSSIBLE, readableName } from "../../model/names";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { deleteAsset, readAsset } from "./assets";
import { findByTag, latestTag, releaseTags, stableTags } from "./find";
import { permissionFor } from "./refusals";
import { readRights } from "./rights";
import { createRelease, updateRelease } from "./releases";
import { openRepository } from "./repository";
import { settleAssets } from "./showing";
import { tagCommit } from "./tags";
import { storeAsset } from "./uploads";

/** https://docs.gitcode.com/en/docs/repos/release/; the largest PUT is that of the object store. */
const GITCODE_COM: Abilities = {
  order: "release-first",
  replace: "twin",
  prereleases: true,
  labels: "none",
  links: "none",
  milestones: false,
  tagMessages: false,
  packages: false,
  latest: true,
  legacyLatest: false,
  discussions: false,
  generatedNotes: false,
  tags: true,
  limits: { file: { least: 0, most: 5 * 1024 ** 3, sure: false }, assets: undefined, notes: undefined },
};

/** GitCode and AtomGit, which are one platform. There is no server of one's own. */
export const gitcode: ForgeModule = {
  id: "gitcode",
  title: "GitCode",
  hosts: ["gitcode.com", "api.gitcode.com", "atomgit.com", "api.atomgit.com"],
  publicServer: "https://gitcode.com",
  tokenVariables: () => ["GITCODE_TOKEN"],
  permission: permissionFor,
  apiUrl: apiUrlOf,
  repository: { form: /^[^/\s]+(\/[^/\s]+)+$/, words: "owner/repo" },
  releaseId: /\S/,
  idsAreTags: true,
  storedName: (name) => (IMPOSSIBLE.test(name) ? readableName(name, IMPOSSIBLE) : name),
  abilities: GITCODE_COM,
  open,
};

/** `https://gitcode.com` → `https://api.gitcode.com/api/v5` */
function apiUrlOf(serverUrl: string): string {
  const { protocol, host } = new URL(serverUrl);
  return `${protocol}//${host.startsWith("api.") ? host : `api.${host}`}/api/v5`;
}

function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  return {
    can: () => (repository.givesIds() ? GITCODE_COM : { ...GITCODE_COM, replace: "none" }),
    find: (tag, releaseId) => findByTag(repository, tag, releaseId),
    // They come along with the release, all of them.
    assets: (release) => Promise.resolve(release.assets),
    rights: () => readRights(repository, options.automatic),
    tagCommit: (tag) => tagCommit(repository, tag),
    create: (fields) => createRelease(repository, fields),
    update: (release, change) => updateRelease(repository, release, change),
    store: (release, upload) => storeAsset(repository, release, upload),
    deleteAsset: (release, asset) => deleteAsset(repository, release, asset),
    read: (release, asset) => readAsset(repository, release, asset),
    settle: (release, stored) => settleAssets(repository, release, stored),
    marks: {
      latestTag: () => latestTag(repository),
      stableTags: () => stableTags(repository),
      releaseTags: () => releaseTags(repository),
    },
  };
}
