import { ConfigError } from "../../errors";
import type { Release } from "../../model/release";
import type { Forge } from "../forge";

/**
 * The release that `release_id` names.
 *
 * @throws ConfigError when it is not there, or is a draft that has no tag yet.
 */
export async function releaseById(forge: Forge, id: string): Promise<Release> {
  const release = await forge.release({ id }, `looking for the release ${id}`);
  if (release === undefined)
    throw new ConfigError({
      what: `There is no release with the id ${id} that this token may see.`,
      hint: "Check release_id and repository; drafts are shown only to tokens that may write to the repository.",
    });
  if (release.tag !== "") return release;
  throw new ConfigError({
    what: `The release ${id} is a draft that has no tag yet.`,
    hint: "Give it its tag on the release's page, or leave release_id out and set tag_name: then a release of that tag is made.",
  });
}
