import { type GitHubKinds, type ShapeName, startGitHub } from "../../../sandbox/github";
import type { DescriptionName } from "../../../sandbox/github/openapi";
import { type HostOf, type RepoOf, hostOf } from "../contract/host";
import type { Can, Subject } from "../contract/subject";

const GIB = 1024 ** 3;

const CAN: Can = {
  drafts: true,
  filesFirst: false,
  prereleases: true,
  labels: "sent",
  digests: true,
  knowsOwnDigests: false,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: false,
  largestFile: 2 * GIB - 1,
  tags: true,
  replacesWithoutGap: true,
  keepsIds: false,
  replacementBreaks: ["delete", "rename"],
  automaticToken: false,
  summary: true,
  storedNames: {
    "my app ~1.txt": "my.app.1.txt",
    "发布.zip": "default.zip",
    "a+b.txt": "a+b.txt",
    ".env.txt": "default.env.txt",
  },
  tellsRights: true,
  tellsCommits: true,
  budget: {
    created: (files) => (files === 0 ? 4 : files + 6),
    unchanged: (assets) => 3 + Math.ceil(assets / 100),
    replaced: 3,
    labelled: 0,
  },
};

/** One of the shapes of GitHub, with what it cannot do. */
export function gitHub(at: {
  readonly shape: ShapeName;
  readonly version?: string;
  readonly can?: Partial<Can>;
  readonly description?: DescriptionName;
}): Subject {
  const { shape, version, description = "api.github.com" } = at;
  return {
    name: version === undefined ? shape : `${shape} ${version}`,
    forge: "github",
    can: { ...CAN, ...at.can },
    start: async (options) =>
      hostOf(await startGitHub({ shape, ...(version !== undefined && { version }), description, ...options })),
  };
}

export type GitHubHost = HostOf<GitHubKinds>;
export type GitHubRepo = RepoOf<GitHubKinds>;

/** An Enterprise Server older than digests; what it takes for a file is its administrator's business. */
export const enterprise = (version: string): Subject =>
  gitHub({ shape: "ghes", version, can: { digests: false, largestFile: undefined } });

/** A host that speaks the ten operations of SocialGateway. */
export const compatible: Subject = gitHub({
  shape: "compat",
  // It is asked for its tag before its answer shows what it is.
  can: { digests: false, labels: "afterwards", tags: false, budget: { ...CAN.budget, replaced: 4, labelled: 1 } },
});
