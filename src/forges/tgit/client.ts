import type { Forge, OpenOptions } from "../forge";
import { abilities } from "../kit/shapes";
import { strangers } from "../kit/strangers";
import { assetsOf } from "./assets";
import { openProject, projectOf, readVisibility } from "./project";
import { hasLabels, releasesOf } from "./releases";

/** https://git.tencent.com/help/ (API, Releases): no drafts, prereleases, labels of files or digests; 200M a file. */
export function open(options: OpenOptions, hosts: readonly string[]): Forge {
  const project = openProject(options);
  const { remove, ...releases } = releasesOf(project);
  // Who runs a server of their own may have set another limit.
  const sure = hosts.includes(new URL(options.apiUrl).hostname);
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
    awaitUploads: project.api.warm,
    ...projectOf(project),
  };
}
