import { attemptDecode, record, text } from "../../http";
import { withoutSlash } from "../../model/address";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { ownAccount } from "./account";
import { deleteAsset, listAssets, readAsset, renameAsset, storeAsset } from "./assets";
import { findByTag, findById, tagOfRelease } from "./find";
import { setLink } from "./links";
import { awaitPush, lookAgain } from "./pushes";
import { permissionFor } from "./hints";
import { knowsCommit, readRights } from "./rights";
import { clearTwin, createRelease, publishRelease, updateRelease } from "./releases";
import { openRepository } from "./repository";
import { knowsHow, readServer, tellsLargestFile } from "./server";
import { tagCommit } from "./tags";
import { settleAssets } from "./twins";
import { VersionWire } from "./wire";

/** What Gitea and Forgejo have in common. https://docs.gitea.com/api/, https://codeberg.org/api/swagger */
const COMMON: Omit<Abilities, "links"> = {
  order: "draft-first",
  replace: "twin",
  prereleases: true,
  pushPublishes: true,
  labels: "none",
  milestones: false,
  tagMessages: true,
  packages: false,
  latest: false,
  discussions: false,
  generatedNotes: false,
  tags: true,
  // The default of [attachment] MAX_SIZE; few servers tell theirs, and small files are not worth the question.
  limits: {
    file: { least: 0, most: 2 * 1024 ** 3, sure: false, askFrom: 8 * 1024 ** 2 },
    assets: undefined,
    notes: undefined,
  },
};

const SHARED = {
  family: "gitea",
  permission: permissionFor,
  apiUrl: (serverUrl: string): string => `${withoutSlash(serverUrl)}/api/v1`,
  repository: { form: /^[^/\s]+\/[^/\s]+$/, words: "owner/repo" },
  releaseId: /^\d+$/,
  /** Names are kept as they are. */
  storedName: (name: string): string => name,
};

const VERSION_PATH = "/api/v1/version";

/** Which of the two answers; `undefined` where it is neither. A server that wants a sign-in may be either. */
function softwareOf(status: number, body: unknown): "gitea" | "forgejo" | undefined {
  const version = status === 200 ? attemptDecode(VersionWire, body)?.version : undefined;
  if (version !== undefined) return readServer(version).software;
  const words = attemptDecode(record({ message: text }), body)?.message ?? "";
  return (status === 401 || status === 403) && /signed in user|token is required/i.test(words) ? "gitea" : undefined;
}

export const gitea: ForgeModule = {
  ...SHARED,
  id: "gitea",
  title: "Gitea",
  hosts: ["gitea.com"],
  publicServer: "https://gitea.com",
  tokenVariables: () => ["GITEA_TOKEN", "FORGEJO_TOKEN"],
  abilities: { ...COMMON, links: "none" },
  probe: { path: VERSION_PATH, recognises: (status, body) => softwareOf(status, body) === "gitea" },
  open: (options) => open(options, gitea.abilities),
};

export const forgejo: ForgeModule = {
  ...SHARED,
  id: "forgejo",
  title: "Forgejo",
  hosts: ["codeberg.org", "code.forgejo.org"],
  publicServer: "https://codeberg.org",
  tokenVariables: () => ["FORGEJO_TOKEN", "GITEA_TOKEN"],
  abilities: { ...COMMON, links: "plain" },
  probe: { path: VERSION_PATH, recognises: (status, body) => softwareOf(status, body) === "forgejo" },
  open: (options) => open(options, forgejo.abilities),
};

function open(options: OpenOptions, newest: Abilities): Forge {
  const repository = openRepository(options);
  function can(): Abilities {
    const server = repository.known();
    if (server === "unasked") return newest;
    const { file } = newest.limits;
    const most = repository.largestFile();
    return {
      ...newest,
      links: knowsHow(server, "links") ? "plain" : "none",
      ...(most === undefined ? {} : { limits: { ...newest.limits, file: { ...file, most, sure: true } } }),
    };
  }
  return {
    can,
    async learn(largest) {
      const server = await repository.server();
      const { askFrom = Infinity } = newest.limits.file;
      if (largest >= askFrom && tellsLargestFile(server)) await repository.learnLargestFile();
    },
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
    deleteAsset: (release, asset) => deleteAsset(repository, release, asset),
    read: (_release, asset) => readAsset(repository, asset),
    retitle: (release, change) => renameAsset(repository, release, change),
    link: (release, step) => setLink(repository, release, step),
    settle: (release) => settleAssets(repository, release),
    ...(options.automatic ? {} : { account: () => ownAccount(repository) }),
    drafts: {
      publish: (release, fields) => publishRelease(repository, release, fields),
      confirm: (release) => lookAgain(repository, release),
      awaitPush: (tag, draft) => awaitPush(repository, tag, draft),
      clearTwin: (id) => clearTwin(repository, id),
    },
  };
}
