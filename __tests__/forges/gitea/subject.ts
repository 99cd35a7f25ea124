import { type GiteaKinds, type GiteaOptions, startGitea } from "../../../sandbox/gitea";
import { type Habits, hostOf } from "../contract/host";
import type { Scene, Stage } from "../contract/scene";
import { type Can, MOST, type Subject } from "../contract/subject";

const CAN: Can = {
  ...MOST,
  ...{ drafts: true, oneReleaseOfTag: true, summary: true, tellsRights: true, tellsCommits: true },
  // Replaced: the version, the new file, the old one, and the release once more for the addresses.
  budget: { created: (files) => files + 5, unchanged: () => 3, replaced: 4, labelled: 0 },
};

/** The runner's own token is another matter. */
const HABITS: Habits<GiteaKinds> = {
  environment: (repo, at) => ({
    ...repo.environment(at),
    GITHUB_TOKEN: undefined,
    FORGEJO_TOKEN: undefined,
    GITEA_TOKEN: undefined,
  }),
};

/** Gitea or Forgejo of some version as the contract suite sees it. */
export function giteaOf(at: {
  readonly name: string;
  readonly options?: GiteaOptions;
  readonly can?: Partial<Can>;
}): Subject<GiteaKinds> {
  const { options = {} } = at;
  return {
    name: at.name,
    forge: options.software ?? "gitea",
    can: { ...CAN, ...at.can },
    start: async (lag) => hostOf(await startGitea({ ...options, ...lag }), HABITS),
  };
}

export type GiteaStage = Stage<GiteaKinds>;
export type GiteaScene = Scene<GiteaKinds>;
