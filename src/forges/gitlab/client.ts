import type { Abilities, Forge, OpenOptions } from "../forge";
import { abilities, isOnHost } from "../kit/shapes";
import { openToStrangers } from "../kit/strangers";
import { assetVerbs } from "./assets";
import { notesOf } from "./notes";
import { createPackages } from "./packages";
import { openProject, readRights } from "./project";
import { releaseVerbs } from "./releases";
import { tagVerbs } from "./tags";

/** https://docs.gitlab.com/api/releases/, https://docs.gitlab.com/administration/instance_limits/#file-size-limits */
export function open(options: OpenOptions, hosts: readonly string[]): Forge {
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
      limits: { file: { least: 0, most: 5 * 1024 ** 3, sure: isOnHost(options, hosts) }, notes: 1_000_000 },
    });

  return {
    ...releases,
    ...assets,
    ...tags,
    can,
    attempt: api.attempt,
    awaitUploads: api.warm,
    awaitFiles: repository.packages.lookAhead,
    refresh: repository.packages.forget,
    rights: () => readRights(project),
    version: () => project.readVersion(),
  };
}
