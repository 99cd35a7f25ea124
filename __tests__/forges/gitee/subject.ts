import { type GiteeKinds, type GiteeOptions, startGitee } from "../../../sandbox/gitee";
import { type Habits, type HostOf, type RepoOf, hostOf } from "../contract/host";
import type { Can, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: false,
  filesFirst: false,
  prereleases: true,
  labels: "none",
  digests: false,
  knowsOwnDigests: false,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  // Not known of a server other than gitee.com.
  largestFile: undefined,
  tellsRights: true,
  tellsCommits: true,
  tags: true,
  replacesWithoutGap: true,
  keepsIds: false,
  replacementBreaks: ["delete"],
  automaticToken: false,
  summary: false,
  storedNames: {
    "my app ~1.txt": "my.app.1.txt",
    "发布 说明（新）.zip": "发布.说明.新.zip",
    "a+b.txt": "a.b.txt",
    ".env.txt": ".env.txt",
    "a_z2b_c.txt": "a_z2b_c.txt",
  },
  budget: {
    created: (files) => (files === 0 ? 3 : files + 4),
    unchanged: (assets) => 2 + Math.floor(assets / 100),
    replaced: 3,
    labelled: 0,
  },
};

const HABITS: Habits<GiteeKinds> = {
  environment: (repo, { tag }) => repo.environment({ form: "https", tagIn: "ref", tag }),
};

/** A Gitee, with what its reference leaves open. */
export function giteeOf(at: {
  readonly name: string;
  readonly options?: GiteeOptions;
  readonly can?: Partial<Can>;
}): Subject {
  return {
    name: at.name,
    forge: "gitee",
    can: { ...CAN, ...at.can },
    start: async (options) => hostOf(await startGitee({ ...at.options, ...options }), HABITS),
  };
}

export type GiteeHost = HostOf<GiteeKinds>;
export type GiteeRepo = RepoOf<GiteeKinds>;
