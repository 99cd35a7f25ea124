import { attemptDecode, record, text } from "../../http";
import { withoutSlash } from "../../model/address";
import type { Abilities, Forge, ForgeModule, OpenOptions } from "../forge";
import { abilities, isOnHost } from "../kit/shapes";
import { openToStrangers } from "../kit/strangers";
import { assetVerbs } from "./assets";
import { storedName } from "./names";
import { notesOf } from "./notes";
import { createPackages } from "./packages";
import { openProject, readRights } from "./project";
import { PERMISSION } from "./refusals";
import { releaseVerbs } from "./releases";
import { tagVerbs } from "./tags";

/** GitLab, from 11.7 on. */
export const gitlab: ForgeModule = {
  id: "gitlab",
  title: "GitLab",
  hosts: ["gitlab.com"],
  publicServer: "https://gitlab.com",
  hostVariable: "GITLAB_HOST",
  tokenVariables: () => ["GITLAB_TOKEN", "GL_TOKEN"],
  permission: () => PERMISSION,
  gitUser: (automatic) => (automatic ? "gitlab-ci-token" : "oauth2"),
  apiUrl: (serverUrl) => `${withoutSlash(serverUrl)}/api/v4`,
  pages: { commit: "/-/commit/{id}", compare: "/-/compare/{from}...{to}" },
  repository: { form: /^(\d+|[^/\s]+(\/[^/\s]+)+)$/, words: "group/project, or the number of the project" },
  releaseId: /\S/,
  idsAreTags: true,
  storedName,
  probe: {
    path: "/api/v4/version",
    // The version itself is for signed-in users only; nobody else says no like this.
    recognises: (status, body) =>
      (status === 200 && attemptDecode(record({ version: text, revision: text }), body) !== undefined) ||
      (status === 401 && attemptDecode(record({ message: text }), body)?.message === "401 Unauthorized"),
  },
  open,
};

/** https://docs.gitlab.com/api/releases/, https://docs.gitlab.com/administration/instance_limits/#file-size-limits */
function open(options: OpenOptions): Forge {
  const project = openProject(options);
  const repository = { ...project, packages: createPackages(project) };
  const { remove, ...releases } = releaseVerbs(repository);
  const { place, changeTitle, setLink, removeStored, ...assets } = assetVerbs(repository, releases.release);
  const { text: tagText, deleteTag, ...tags } = tagVerbs(project);
  const { api, since } = project;

  const can = (): Abilities =>
    abilities({
      order: { first: "files", place },
      replace: { by: "swap" },
      remove,
      labels: { unique: true, change: changeTitle },
      links: { kinds: since("13.1"), set: setLink },
      milestones: since("12.5"),
      tagMessages: since("15.0") ? { by: "release" } : undefined,
      packages: since("13.5"),
      tagText,
      deleteTag,
      removeStored,
      notes: notesOf(project),
      // A link has no date; what it leads to in the registry has one.
      ages: since("13.5"),
      downloads: openToStrangers(options, { at: project.path, doing: "looking whether the project is public" }),
      releaseDates: since("12.1"),
      limits: { file: { least: 0, most: 5 * 1024 ** 3, sure: isOnHost(options, gitlab.hosts) }, notes: 1_000_000 },
    });

  return {
    ...releases,
    ...assets,
    ...tags,
    can,
    attempt: api.attempt,
    refresh: repository.packages.forget,
    rights: () => readRights(project),
    version: () => project.readVersion(),
  };
}
