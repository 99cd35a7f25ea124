import { withoutSlash } from "../../model/address";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { deleteAsset, readAsset, storeAsset } from "./assets";
import { findById, findByTag, stableTags, tagOfRelease } from "./find";
import { storedName } from "./names";
import { confirmRelease, verifySent } from "./read";
import { PERMISSION } from "./refusals";
import { clearTwin, createRelease, publishRelease, updateRelease } from "./releases";
import { openRepository } from "./repository";
import { latestTag, tagCommit } from "./tags";

/** https://api.cnb.cool: no limit is documented, so the server decides. */
const CNB_COOL: Abilities = {
  order: "draft-first",
  // The old file stays until the upload of the new one is confirmed.
  replace: "swap",
  prereleases: true,
  labels: "none",
  links: "none",
  milestones: false,
  tagMessages: false,
  packages: false,
  latest: true,
  discussions: false,
  generatedNotes: false,
  tags: true,
  limits: { file: { least: 0, most: Infinity, sure: false }, assets: undefined, notes: undefined },
};

/** CNB (cnb.cool), Tencent's cloud native build, and installations of one's own with `api_url`. */
export const cnb: ForgeModule = {
  id: "cnb",
  title: "CNB",
  hosts: ["cnb.cool", "api.cnb.cool"],
  publicServer: "https://cnb.cool",
  // CNB_TOKEN is the automatic token of its pipelines, and for the server that runs them only.
  tokenVariables: () => [],
  permission: () => PERMISSION,
  apiUrl: apiUrlOf,
  repository: { form: /^[^/\s]+(\/[^/\s]+)+$/, words: "group/repo, with all groups" },
  releaseId: /^\w+$/,
  storedName,
  abilities: CNB_COOL,
  open,
};

/** `https://cnb.cool` → `https://api.cnb.cool`; where a host has no such sibling, `api_url` says where it is. */
function apiUrlOf(serverUrl: string): string {
  const { protocol, host } = new URL(serverUrl);
  const sibling = `${protocol}//api.${host}`;
  return URL.canParse(sibling) ? sibling : withoutSlash(serverUrl);
}

function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  return {
    can: () => ({ ...CNB_COOL, tags: !repository.known.tagless }),
    tagOf: (id) => tagOfRelease(repository, id),
    find: (tag, releaseId) =>
      releaseId === undefined ? findByTag(repository, tag) : findById(repository, releaseId, tag),
    // No route lists them: they come whole with every reading of the release, which is what is asked about here.
    assets: (release) => Promise.resolve(release.assets),
    tagCommit: (tag) => tagCommit(repository, tag),
    create: (fields) => createRelease(repository, fields),
    update: (release, change) => updateRelease(repository, release, change),
    store: (release, upload) => storeAsset(repository, release, upload),
    deleteAsset: (release, asset) => deleteAsset(repository, release, asset),
    read: (release, asset) => readAsset(repository, release, asset),
    settle: async (release) => verifySent(repository, await confirmRelease(repository, release)).assets,
    drafts: {
      publish: (release, fields) => publishRelease(repository, release, fields),
      confirm: (release) => confirmRelease(repository, release),
      clearTwin: (id, kept) => clearTwin(repository, id, kept),
    },
    marks: { latestTag: () => latestTag(repository), stableTags: () => stableTags(repository) },
  };
}
