import { serverIsAtLeast } from "../../model/version";
import type { Abilities, Forge, OpenOptions } from "../forge";
import { ownAccount } from "../kit/accounts";
import { abilities } from "../kit/shapes";
import { strangers } from "../kit/strangers";
import { assetVerbs } from "./assets";
import {
  commitExists,
  deleteTag,
  generateNotes,
  latestTag,
  readRights,
  readVisibility,
  tagCommit,
  tagText,
} from "./queries";
import { releaseVerbs } from "./releases";
import { openRepository } from "./repository";
import { tagMover } from "./tag-refs";

/** Where a release is going to say that its files go: connections may lead there before it does. */
function uploadHost(apiUrl: string): string {
  const { protocol, hostname, host } = new URL(apiUrl);
  return `${protocol}//${hostname.startsWith("api.") ? host.replace(/^api\./, "uploads.") : host}`;
}

/**
 * A repository on GitHub.
 *
 * https://docs.github.com/en/rest/releases
 */
export function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  const { rename, list, ...assets } = assetVerbs(repository);
  const { remove, ...releases } = releaseVerbs(repository);

  /**
   * https://docs.github.com/en/repositories/releasing-projects-on-github/about-releases. On Enterprise Server
   * make_latest is there from 3.8 on, generated notes from 3.4 on, and no discussions; compatible hosts have none of
   * these, and no route for tags.
   */
  function can(): Abilities {
    const version = repository.serverVersion();
    const compatible = repository.isCompatibleHost();
    const from = (minimum: string): boolean =>
      !compatible && (version === undefined || serverIsAtLeast(version, minimum));
    return abilities({
      order: { first: "draft", unique: false, push: undefined },
      lookup: { shows: "published", listFirst: false, slashes: true },
      listAssets: list,
      remove,
      replace: { by: "rename", rename },
      prereleases: true,
      labels: { unique: false, change: rename },
      latest: from("3.8") ? { legacy: true, tag: () => latestTag(repository) } : undefined,
      discussions: version === undefined && !compatible,
      notes: from("3.4") ? { configurable: true, generate: (range) => generateNotes(repository, range) } : undefined,
      // As far as it was seen; what comes with a release is not said to be complete for those with many.
      listedFiles: 30,
      tags: !compatible,
      moveTag: compatible ? undefined : tagMover(repository),
      tagText: compatible ? undefined : (tag) => tagText(repository, tag),
      deleteTag: compatible ? undefined : (tag) => deleteTag(repository, tag),
      ages: true,
      seals: !compatible,
      downloads: { open: strangers(options), visibility: () => readVisibility(repository, options) },
      limits: {
        file: { least: 1, most: 2 * 1024 ** 3 - 1, sure: version === undefined && !compatible },
        assets: 1000,
        notes: 125_000,
      },
    });
  }

  return {
    can,
    attempt: repository.rest.attempt,
    ...releases,
    ...assets,
    tagCommit: (tag) => tagCommit(repository, tag),
    awaitUploads(uploads) {
      repository.rest.warm(uploads, uploadHost(options.apiUrl));
    },
    awaitDownloads: (downloads) => {
      repository.rest.warm(downloads);
    },
    commitExists: (ref) => commitExists(repository, ref),
    rights: () => readRights(repository, options.automatic),
    version: () => Promise.resolve(repository.serverVersion()),
    ...(options.automatic ? {} : { account: () => ownAccount(repository.rest) }),
  };
}
