import type { Abilities, Forge, OpenOptions } from "../forge";
import { ownAccount } from "../kit/accounts";
import { abilities } from "../kit/shapes";
import { openToStrangers } from "../kit/strangers";
import { assetVerbs } from "./assets";
import { releaseVerbs } from "./releases";
import { lastUpdate, openRepository, readRights } from "./repository";
import { type Server, supports } from "./server";
import { commitExists, deleteTag, makeTag, tagCommit, tagText } from "./tags";

/** Default of [attachment] MAX_SIZE; few servers tell theirs, and small files are not worth the question. */
const FILE = { least: 0, most: 2 * 1024 ** 3, sure: false, askFrom: 8 * 1024 ** 2 };

/** https://docs.gitea.com/api/, https://codeberg.org/api/swagger */
export function open(options: OpenOptions, software: Server["software"]): Forge {
  const repository = openRepository(options);
  const { api, server } = repository;
  const { remove, ...releases } = releaseVerbs(repository);
  const { setLink, ...assets } = assetVerbs(repository, releases.release);

  /** What the newest version can do, until the server was asked for its own. */
  function can(): Abilities {
    const known = server.known();
    const hasLinks = known === "unasked" ? software === "forgejo" : known !== undefined && supports(known, "links");
    const most = server.largestFile();
    return abilities({
      order: { first: "draft", unique: true, push: { handled: () => lastUpdate(repository) } },
      // A proxy may decode %2F in the address.
      lookup: { shows: "everything", listFirst: false, slashes: false },
      remove,
      replace: { by: "duplicate" },
      sameName: "duplicates",
      prereleases: true,
      links: hasLinks ? { kinds: false, set: setLink } : undefined,
      deleteTag: (tag) => deleteTag(repository, tag),
      tagText: (tag) => tagText(repository, tag),
      tagMessages: { by: "tag", make: (tag) => makeTag(repository, tag) },
      ages: true,
      downloads: openToStrangers(options, { at: repository.path, doing: "looking whether the repository is public" }),
      limits: { file: most === undefined ? FILE : { ...FILE, most, sure: true } },
    });
  }

  return {
    ...releases,
    ...assets,
    can,
    attempt: api.attempt,
    awaitUploads(uploads) {
      server.ask().catch(() => undefined);
      repository.api.warm(uploads);
    },
    awaitDownloads: (downloads) => {
      repository.api.warm(downloads);
    },
    async readServerInfo(largest) {
      await (largest >= FILE.askFrom ? server.askLargestFile() : server.ask());
    },
    tagCommit: (tag) => tagCommit(repository, tag),
    commitExists: (ref) => commitExists(repository, ref),
    rights: () => readRights(repository, options.automatic),
    version: async () => (await server.ask())?.version,
    ...(options.automatic ? {} : { account: () => ownAccount(api) }),
  };
}
