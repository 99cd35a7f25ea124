import { withoutSlash } from "../../model/address";
import { BEYOND_ASCII, SPECIAL } from "../../model/names";
import type { Forge, ForgeModule, OpenOptions } from "../forge";
import { fileNames } from "../kit/names";
import { abilities } from "../kit/shapes";
import { strangers } from "../kit/strangers";
import { assetsOf } from "./assets";
import { openProject, projectOf, readVisibility } from "./project";
import { PERMISSION } from "./refusals";
import { hasLabels, releasesOf } from "./releases";

/** The public host, and the one on which the documents of the same product stand. */
const HOSTS: readonly string[] = ["git.code.tencent.com", "git.tencent.com"];

/** Tencent 工蜂 (TGit). Its API is called v3 as GitLab's old one, but releases are of its own design. */
export const tgit: ForgeModule = {
  id: "tgit",
  title: "工蜂 (TGit)",
  hosts: HOSTS,
  publicServer: "https://git.code.tencent.com",
  tokenVariables: () => ["TGIT_TOKEN"],
  permission: () => PERMISSION,
  gitUser: () => "private",
  apiUrl: (serverUrl) => `${withoutSlash(serverUrl)}/api/v3`,
  pages: { commit: "/commit/{id}", compare: "/compare/{from}...{to}" },
  repository: {
    form: /^(\d+|[^/\s]+(\/[^/\s]+)+)$/,
    words: "group/name (with subgroups in between), or the project's number",
  },
  releaseId: /^\d+$/,
  // The server drops special characters and does not name them: letters of any script, digits, `_`, `.` and `-` are none.
  ...fileNames({ usually: SPECIAL, plainer: [BEYOND_ASCII], earlier: [BEYOND_ASCII] }),
  open,
};

/** https://git.tencent.com/help/ (API, Releases): no drafts, prereleases, labels of files or digests; 200M a file. */
function open(options: OpenOptions): Forge {
  const project = openProject(options);
  const { remove, ...releases } = releasesOf(project);
  // Who runs a server of their own may have set another limit.
  const sure = HOSTS.includes(new URL(options.apiUrl).hostname);
  const can = abilities({
    order: { first: "release" },
    lookup: { shows: "everything", listFirst: false, slashes: true, idsOnlyListed: true },
    remove,
    replace: { by: "delete-first" },
    sameName: "duplicates-by-name",
    tagMessages: { by: "release" },
    deleteTag: project.tags.remove,
    ages: true,
    downloads: { open: strangers(options), visibility: () => readVisibility(project) },
    releaseLabels: { most: 10, has: hasLabels(project) },
    tagText: (tag) => project.tags.text(tag),
    limits: { file: { least: 0, most: 200 * 1024 ** 2, sure } },
  });
  return {
    can: () => can,
    attempt: project.api.attempt,
    ...releases,
    ...assetsOf(project),
    ...projectOf(project),
  };
}
