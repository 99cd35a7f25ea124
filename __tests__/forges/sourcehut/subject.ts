import { type SourceHutKinds, type SourceHutOptions, startSourceHut } from "../../../sandbox/sourcehut";
import { type Habits, type HostOf, type RepoOf, hostOf } from "../contract/host";
import type { Can, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: false,
  tagsAreReleases: true,
  filesFirst: false,
  prereleases: false,
  labels: "none",
  digests: true,
  knowsOwnDigests: true,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  largestFile: undefined,
  tags: true,
  keepsTitles: false,
  answersChanges: false,
  replacesWithoutGap: false,
  keepsIds: false,
  replacementBreaks: [],
  automaticToken: false,
  summary: false,
  storedNames: {
    "my app ~1.txt": "my app ~1.txt",
    "发布.zip": "发布.zip",
    "a+b.txt": "a+b.txt",
    ".env.txt": ".env.txt",
  },
  budget: {
    // Looking; the files; one look at all of them.
    created: (files) => (files === 0 ? 2 : files + 2),
    unchanged: () => 2,
    replaced: 3,
    labelled: 0,
  },
};

const HABITS: Habits<SourceHutKinds> = {
  environment: (repo, { tag }) => ({
    ...repo.checkedOut(tag === undefined ? { branch: repo.defaultBranch } : { tag }),
    INPUT_FORGE: "sourcehut",
    INPUT_SERVER_URL: new URL(repo.webUrl).origin,
  }),
  seed: (_, seed) => ({ notes: "Notes", ...seed }),
};

/** SourceHut as the contract plays on it: a file name may be there once on each tag. */
export function sourceHut(options: SourceHutOptions = { uniqueIn: "tag" }): Subject {
  return {
    name: "SourceHut",
    forge: "sourcehut",
    can: CAN,
    start: async (more) => hostOf(await startSourceHut({ ...options, ...more }), HABITS),
  };
}

export type SourceHutHost = HostOf<SourceHutKinds>;
export type SourceHutRepo = RepoOf<SourceHutKinds>;
