import { withoutSlash } from "../../model/address";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { deleteAttachment, lookAtAttachments, readAttachment, settleAttachments } from "./attachments";
import { findById, findByTag, tagOfRelease } from "./find";
import { earlierNames, plainerNames, storedName } from "./names";
import { PERMISSION } from "./refusals";
import { knowsCommit, readRights } from "./rights";
import { createRelease, updateRelease } from "./releases";
import { openRepository } from "./repository";
import { tagCommit } from "./tags";
import { storeAttachment } from "./uploads";

const HOST = "gitee.com";

/** https://gitee.com/api/v5/swagger: releases, their attachments, tags */
const GITEE_COM: Abilities = {
  order: "release-first",
  // The same name again is neither refused nor overwritten: a second attachment appears beside the first.
  replace: "twin",
  prereleases: true,
  labels: "none",
  links: "none",
  milestones: false,
  tagMessages: true,
  packages: false,
  latest: false,
  discussions: false,
  generatedNotes: false,
  tags: true,
  limits: { file: { least: 0, most: 100 * 1024 ** 2, sure: true }, assets: undefined, notes: undefined },
};

/** Gitee: gitee.com and private servers that speak version 5 of its API. */
export const gitee: ForgeModule = {
  id: "gitee",
  title: "Gitee",
  hosts: [HOST],
  publicServer: `https://${HOST}`,
  tokenVariables: () => ["GITEE_TOKEN"],
  permission: () => PERMISSION,
  apiUrl: (serverUrl) => `${withoutSlash(serverUrl)}/api/v5`,
  repository: { form: /^[^/\s]+\/[^/\s]+$/, words: "owner/repo" },
  releaseId: /^\d+$/,
  storedName,
  earlierNames,
  plainerNames,
  abilities: GITEE_COM,
  open,
};

function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  const sure = [options.serverUrl, options.apiUrl].some((url) => new URL(url).hostname === HOST);
  const { limits } = GITEE_COM;
  const can: Abilities = { ...GITEE_COM, limits: { ...limits, file: { ...limits.file, sure } } };
  return {
    can: () => can,
    tagOf: (id) => tagOfRelease(repository, id),
    find: async (tag, releaseId) => ({
      release: await (releaseId === undefined ? findByTag(repository, tag) : findById(repository, releaseId, tag)),
      otherTags: undefined,
    }),
    assets: (release) => lookAtAttachments(repository, release),
    rights: () => readRights(repository),
    knows: (target) => knowsCommit(repository, target),
    tagCommit: (tag) => tagCommit(repository, tag),
    create: (fields) => createRelease(repository, fields),
    update: (release, change) => updateRelease(repository, release, change),
    store: (release, upload) => storeAttachment(repository, release, upload),
    deleteAsset: (release, asset) => deleteAttachment(repository, release, asset),
    read: (release, asset) => readAttachment(repository, release, asset),
    settle: (release, stored) => settleAttachments(repository, release, stored),
  };
}
