import { type GiteeKinds, type GiteeOptions, startGitee } from "../../../sandbox/gitee";
import { type Habits, hostOf } from "../contract/host";
import type { Scene, Stage } from "../contract/scene";
import { type Can, MOST, type Subject } from "../contract/subject";

const CAN: Can = {
  ...MOST,
  tellsRights: true,
  tellsCommits: true,
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
}): Subject<GiteeKinds> {
  return {
    name: at.name,
    forge: "gitee",
    can: { ...CAN, ...at.can },
    start: async (options) => hostOf(await startGitee({ ...at.options, ...options }), HABITS),
  };
}

export type GiteeStage = Stage<GiteeKinds>;
export type GiteeScene = Scene<GiteeKinds>;

/** Another address of this repository, below the API root. */
export const below = ({ repo }: GiteeScene, path: string): RegExp => new RegExp(`/repos/${repo.name}${path}`);
