import { type GiteaKinds, type GiteaOptions, startGitea } from "../../../sandbox/gitea";
import { type Habits, type HostOf, type RepoOf, hostOf } from "../contract/host";
import type { Can, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: true,
  oneReleaseOfTag: true,
  filesFirst: false,
  prereleases: true,
  labels: "none",
  digests: false,
  knowsOwnDigests: false,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  largestFile: undefined,
  tags: true,
  replacesWithoutGap: true,
  keepsIds: false,
  replacementBreaks: ["delete"],
  automaticToken: false,
  summary: true,
  storedNames: {
    "my app ~1.txt": "my app ~1.txt",
    "发布.zip": "发布.zip",
    "a+b.txt": "a+b.txt",
    ".env.txt": ".env.txt",
  },
  tellsRights: true,
  tellsCommits: true,
  budget: {
    created: (files) => files + 5,
    unchanged: () => 3,
    // The version, the new file, the old one, and the release once more for the addresses.
    replaced: 4,
    labelled: 0,
  },
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
}): Subject {
  const { options = {} } = at;
  return {
    name: at.name,
    forge: options.software ?? "gitea",
    can: { ...CAN, ...at.can },
    start: async (lag) => hostOf(await startGitea({ ...options, ...lag }), HABITS),
  };
}

export type GiteaHost = HostOf<GiteaKinds>;
export type GiteaRepo = RepoOf<GiteaKinds>;
