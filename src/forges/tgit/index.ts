import { withoutSlash } from "../../model/address";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { deleteAttachment, readAttachment, settleAttachments } from "./attachments";
import { findRelease, tagOfRelease } from "./find";
import { earlierNames, plainerNames, storedName } from "./names";
import { openProject } from "./project";
import { PERMISSION } from "./refusals";
import { readRights } from "./rights";
import { createRelease, updateRelease } from "./releases";
import { storeAttachment } from "./store";
import { tagCommit } from "./tags";

/** The public host, and the one on which the documents of the same product stand. */
const HOSTS: readonly string[] = ["git.code.tencent.com", "git.tencent.com"];

/** https://git.tencent.com/help/ (API, Releases): no drafts, prereleases, labels of files or digests; 200M a file. */
const PUBLIC: Abilities = {
  order: "release-first",
  replace: "delete-first",
  prereleases: false,
  labels: "none",
  links: "none",
  milestones: false,
  tagMessages: true,
  packages: false,
  latest: false,
  discussions: false,
  generatedNotes: false,
  tags: true,
  limits: { file: { least: 0, most: 200 * 1024 ** 2, sure: true }, assets: undefined, notes: undefined },
};

/** Tencent 工蜂 (TGit). Its API is called v3 as GitLab's old one, but releases are of its own design. */
export const tgit: ForgeModule = {
  id: "tgit",
  title: "工蜂 (TGit)",
  hosts: HOSTS,
  publicServer: "https://git.code.tencent.com",
  tokenVariables: () => ["TGIT_TOKEN"],
  permission: () => PERMISSION,
  apiUrl: (serverUrl) => `${withoutSlash(serverUrl)}/api/v3`,
  repository: {
    form: /^(\d+|[^/\s]+(\/[^/\s]+)+)$/,
    words: "group/name (with subgroups in between), or the project's number",
  },
  releaseId: /^\d+$/,
  storedName,
  earlierNames,
  plainerNames,
  abilities: PUBLIC,
  open,
};

function open(options: OpenOptions): Forge {
  const project = openProject(options);
  const isPublic = HOSTS.includes(new URL(options.apiUrl).hostname);
  const { limits } = PUBLIC;
  const abilities: Abilities = {
    ...PUBLIC,
    // Who runs a server of their own may have set another limit.
    limits: { ...limits, file: { ...limits.file, sure: isPublic } },
  };
  return {
    can: () => abilities,
    tagOf: (id) => tagOfRelease(project, id),
    find: (tag, releaseId) => findRelease(project, tag, releaseId),
    // They come with the release, all of them.
    assets: (release) => Promise.resolve(release.assets),
    rights: () => readRights(project),
    tagCommit: (tag) => tagCommit(project, tag),
    create: (fields) => createRelease(project, fields),
    update: (release, change) => updateRelease(project, release, change),
    store: (release, upload) => storeAttachment(project, release, upload),
    deleteAsset: (release, asset) => deleteAttachment(project, release, asset),
    read: (release, asset) => readAttachment(project, release, asset),
    settle: (release, stored) => settleAttachments(project, release, stored),
  };
}
