import { type GitLabKinds, startGitLab } from "../../../sandbox/gitlab";
import { type Habits, hostOf } from "../contract/host";
import type { Scene, Stage } from "../contract/scene";
import { type Can, MOST, type Subject } from "../contract/subject";

const CAN: Can = {
  ...MOST,
  ...{ filesFirst: true, prereleases: false, labels: "sent", digests: true, tellsRights: true, keepsIds: true },
  replacementBreaks: ["rename"],
  storedNames: { ...MOST.storedNames, "my app ~1.txt": "my.app.1.txt", "发布.zip": "default.zip" },
  // Replaced: the new file, the link, the old file, and a look at the package of the new one.
  budget: { created: (files) => files + 5, unchanged: () => 4, replaced: 4, labelled: 0 },
};

/** 11.7 has no registry: the file, then its link in the release, and nothing that tells a seeded file's digest. */
const OLD: Partial<Can> = {
  sizesByReading: true,
  digests: false,
  knowsOwnDigests: true,
  findsLostUploads: false,
  addressesNameTags: false,
  budget: { ...CAN.budget, created: (files) => 2 * files + 5 },
};

export interface Shape {
  readonly name: string;
  readonly version?: string;
  readonly subPath?: string;
  readonly token: "job" | "private";
  readonly duplicates?: "allowed" | "forbidden";
  readonly discard?: boolean;
  readonly private?: true;
  readonly limits?: { readonly upload: number };
}

function habits(shape: Shape): Habits<GitLabKinds> {
  const repository = { private: shape.private ?? false };
  if (shape.token === "private") {
    return {
      repository,
      // The job of somebody who took its token out, or a runner without it.
      environment: (repo, at) => ({ ...repo.environment(at), CI_JOB_TOKEN: undefined, CI_REPOSITORY_URL: undefined }),
    };
  }
  const tokens = new Map<number, string>();
  return {
    repository,
    token: (repo) => {
      const token = repo.jobToken();
      tokens.set(repo.id, token);
      return token;
    },
    environment: (repo, at) => {
      const jobToken = tokens.get(repo.id);
      return repo.environment({ ...at, ...(jobToken !== undefined && { jobToken }) });
    },
  };
}

/** GitLab as the contract suite sees it. */
export function gitLab(shape: Shape): Subject<GitLabKinds> {
  const { name, token } = shape;
  const can = {
    ...CAN,
    ...(shape.version === "11.7" ? OLD : {}),
    automaticToken: token === "job",
    ...(token === "job" ? {} : { tellsCommits: true as const }),
  };
  return {
    name,
    forge: "gitlab",
    can,
    refusals: { missingRight: [403, /Developer/], missingRepository: [404, /repository/] },
    start: async (lag) => hostOf(await startGitLab({ ...shape, ...lag }), habits(shape)),
  };
}

export type GitLabStage = Stage<GitLabKinds>;
export type GitLabScene = Scene<GitLabKinds>;
