import { type SourceHutKinds, type SourceHutOptions, startSourceHut } from "../../../sandbox/sourcehut";
import { type Habits, hostOf } from "../contract/host";
import type { Scene, Stage } from "../contract/scene";
import { type Can, MOST, type Subject } from "../contract/subject";

const CAN: Can = {
  ...MOST,
  tagsAreReleases: true,
  prereleases: false,
  digests: true,
  knowsOwnDigests: true,
  keepsTitles: false,
  answersChanges: false,
  replacesWithoutGap: false,
  replacementBreaks: [],
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
    INPUT_REPOSITORY: repo.path,
  }),
  remote: ({ webUrl }) => webUrl,
  seed: (_, seed) => ({ notes: "Notes", ...seed }),
};

/** SourceHut as the contract plays on it: a file name may be there once on each tag. */
export function sourceHut(options: SourceHutOptions = { uniqueIn: "tag" }): Subject<SourceHutKinds> {
  return {
    name: "SourceHut",
    forge: "sourcehut",
    can: CAN,
    start: async (more) => hostOf(await startSourceHut({ ...options, ...more }), HABITS),
  };
}

export type SourceHutStage = Stage<SourceHutKinds>;
export type SourceHutScene = Scene<SourceHutKinds>;
