import { attemptDecode, record, text } from "../../http";
import { withoutSlash } from "../../model/address";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { deleteLink, listLinks, readLink, retitleLink, setLink, stockFile, storeFile } from "./links";
import { storedName } from "./names";
import { openProject } from "./project";
import { PERMISSION } from "./refusals";
import { knowsCommit, readRights } from "./rights";
import { createRegistry } from "./registry";
import { createRelease, findRelease, updateRelease } from "./releases";
import { generateNotes, releaseTags, tagCommit } from "./tags";

/** https://docs.gitlab.com/api/releases/, https://docs.gitlab.com/administration/instance_limits/#file-size-limits */
const GITLAB_COM: Abilities = {
  order: "files-first",
  replace: "swap",
  prereleases: false,
  labels: "unique",
  links: "typed",
  milestones: true,
  tagMessages: true,
  packages: true,
  latest: false,
  discussions: false,
  generatedNotes: true,
  tags: true,
  limits: { file: { least: 0, most: 5 * 1024 ** 3, sure: true }, assets: undefined, notes: 1_000_000 },
};

/** GitLab, from 11.7 on. */
export const gitlab: ForgeModule = {
  id: "gitlab",
  title: "GitLab",
  hosts: ["gitlab.com"],
  publicServer: "https://gitlab.com",
  hostVariable: "GITLAB_HOST",
  tokenVariables: () => ["GITLAB_TOKEN", "GL_TOKEN"],
  permission: () => PERMISSION,
  apiUrl: (serverUrl) => `${withoutSlash(serverUrl)}/api/v4`,
  repository: { form: /^(\d+|[^/\s]+(\/[^/\s]+)+)$/, words: "group/project, or the number of the project" },
  releaseId: /\S/,
  idsAreTags: true,
  storedName,
  abilities: GITLAB_COM,
  probe: {
    path: "/api/v4/version",
    // The version itself is for signed-in users only; nobody else says no like this.
    recognises: (status, body) =>
      (status === 200 && attemptDecode(record({ version: text, revision: text }), body) !== undefined) ||
      (status === 401 && attemptDecode(record({ message: text }), body)?.message === "401 Unauthorized"),
  },
  open,
};

function open(options: OpenOptions): Forge {
  const project = openProject(options);
  const shelf = { project, registry: createRegistry(project) };
  const isPublic = new URL(options.apiUrl).hostname === "gitlab.com";

  /** Milestones from 12.5, kinds of links from 13.1, packages from 13.5, messages from 15.0. */
  function can(): Abilities {
    const { limits } = GITLAB_COM;
    return {
      ...GITLAB_COM,
      links: project.since("13.1") ? "typed" : "plain",
      milestones: project.since("12.5"),
      packages: project.since("13.5"),
      tagMessages: project.since("15.0"),
      limits: { ...limits, file: { ...limits.file, sure: isPublic } },
    };
  }

  return {
    can,
    find: (tag, releaseId) => findRelease(shelf, tag, releaseId),
    assets: (release) => listLinks(shelf, release),
    rights: () => readRights(project),
    knows: (target) => knowsCommit(project, target),
    tagCommit: (tag) => tagCommit(project, tag),
    create: (fields, made) => createRelease(shelf, fields, made),
    update: (release, change) => updateRelease(shelf, release, change),
    store: (release, upload) => storeFile(shelf, release, upload),
    stock: (tag, upload) => stockFile(shelf, tag, upload),
    deleteAsset: (release, asset) => deleteLink(shelf, release, asset),
    read: (_release, asset) => readLink(shelf, asset),
    retitle: (release, change) => retitleLink(shelf, release, change),
    link: (release, step) => setLink(shelf, release, step),
    notes: {
      releaseTags: () => releaseTags(project),
      generate: (range) => generateNotes(project, range),
    },
  };
}
