import { type GitHubKinds, type ShapeName, startGitHub } from "../../../sandbox/github";
import type { DescriptionName } from "../../../sandbox/github/openapi";
import { hostOf } from "../contract/host";
import type { Scene, Stage } from "../contract/scene";
import { type Can, MOST, type Subject } from "../contract/subject";

const GIB = 1024 ** 3;

const CAN: Can = {
  ...MOST,
  ...{ drafts: true, labels: "sent", digests: true, emptyFiles: false, largestFile: 2 * GIB - 1, summary: true },
  ...{ replacementBreaks: ["delete", "rename"], tellsRights: true, tellsCommits: true },
  storedNames: {
    ...{ "my app ~1.txt": "my.app.1.txt", "发布.zip": "default.zip", "a+b.txt": "a+b.txt" },
    ".env.txt": "default.env.txt",
  },
  budget: {
    created: (files) => (files === 0 ? 4 : files + 6),
    // The release by its tag; beside it the list, which only a new one needs.
    unchanged: (assets) => 2 + (assets < 30 ? 0 : Math.ceil(assets / 100)),
    ...{ replaced: 4, labelled: 0 },
  },
};

/** One of the shapes of GitHub, with what it cannot do. */
export function gitHub(at: {
  readonly shape: ShapeName;
  readonly version?: string;
  readonly can?: Partial<Can>;
  readonly description?: DescriptionName;
}): Subject<GitHubKinds> {
  const { shape, version, description = "api.github.com" } = at;
  return {
    name: version === undefined ? shape : `${shape} ${version}`,
    forge: "github",
    can: { ...CAN, ...at.can },
    start: async (options) =>
      hostOf(await startGitHub({ shape, ...(version !== undefined && { version }), description, ...options })),
  };
}

export type GitHubStage = Stage<GitHubKinds>;
export type GitHubScene = Scene<GitHubKinds>;

/** An Enterprise Server older than digests; what it takes for a file is its administrator's business. */
export const enterprise = (version: string): Subject<GitHubKinds> =>
  gitHub({ shape: "ghes", version, can: { digests: false, largestFile: undefined } });

/** A host that speaks the ten operations of SocialGateway. */
export const compatible: Subject<GitHubKinds> = gitHub({
  shape: "compat",
  // It is asked for its tag before its answer shows what it is.
  can: {
    ...{ digests: false, labels: "afterwards", tags: false },
    budget: { ...CAN.budget, unchanged: (assets) => CAN.budget.unchanged(assets) + 1, labelled: 1 },
  },
});
