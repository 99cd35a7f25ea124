import type { Forge, OpenOptions } from "../forge";
import { abilities } from "../kit/shapes";
import { strangers } from "../kit/strangers";
import { assetsOf } from "./assets";
import { releasesOf } from "./releases";
import { openRepository } from "./repository";

/** https://man.sr.ht/git.sr.ht/#uploading-artifacts and the schema of https://git.sr.ht/graphql */
export function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  const can = abilities({
    order: { first: "release" },
    releases: "tags",
    replace: { by: "delete-first" },
    ages: true,
    downloads: { open: strangers(options), visibility: repository.visibility },
    limits: { file: { least: 0, most: Infinity, sure: false } },
  });
  return { can: () => can, attempt: repository.attempt, ...releasesOf(repository), ...assetsOf(repository) };
}
