import type { Forge, OpenOptions } from "../forge";
import { abilities } from "../kit/shapes";
import { strangers } from "../kit/strangers";
import { assetVerbs } from "./assets";
import { releaseVerbs } from "./releases";
import { openRepository, readVisibility } from "./repository";
import { createTags } from "./tags";

/** https://api.cnb.cool */
export function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  const { rest, path, readRelease } = repository;
  const { remove, ...releases } = releaseVerbs(repository);
  const tags = createTags(repository);

  async function latestTag(): Promise<string | undefined> {
    const doing = "looking for the latest release";
    return (await rest.find(readRelease, { doing, at: `${path}/releases/latest` }))?.tag;
  }

  return {
    can: () =>
      abilities({
        order: { first: "draft", unique: true, push: undefined },
        // One page of the list shows drafts, which the look-up by tag may not, and the latest release with them.
        lookup: { shows: "published", listFirst: true, slashes: true },
        remove,
        // The old file stays until the upload of the new one is confirmed.
        replace: { by: "swap" },
        prereleases: true,
        latest: { legacy: true, tag: latestTag },
        ages: true,
        downloads: { open: strangers(options), visibility: () => readVisibility(repository) },
        tags: tags.areKnown(),
        tagText: tags.text,
        // No limit is documented, so the server decides. https://api.cnb.cool
        limits: { file: { least: 0, most: Infinity, sure: false } },
      }),
    attempt: rest.attempt,
    ...releases,
    ...assetVerbs(repository),
    // Each begins with a request for its address.
    awaitUploads: rest.warm,
    tagCommit: tags.commit,
  };
}
