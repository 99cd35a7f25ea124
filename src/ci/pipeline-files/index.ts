import { TEXTS } from "./texts";

/** The file by which a CI is told to release, and how it is known that a repository is built by that CI. */
export interface PipelineFile {
  /** As `--ci` names it. */
  readonly id: string;
  readonly title: string;
  /** Where it goes, below the top of the repository. */
  readonly path: string;
  /** Paths that only repositories of this CI have. */
  readonly marks: readonly string[];
  /** Files that say the same: beside one of them the file would be a second one, or put it out of use. */
  readonly instead?: readonly string[];
  /** A folder of another CI's files that it reads as well, as long as it has none of its own. */
  readonly reads?: string;
  /** Forges whose own CI it is. */
  readonly forges: readonly string[];
  /** It does not tell of which kind a server of one's own is: the command names the server. */
  readonly namesServer?: boolean;
  /** The first line of the part that releases. */
  readonly part: RegExp;
  /** How a tag's pattern is written in it; where it takes none, all tags start it. */
  readonly text: string;
}

const STEP = /^ +- (?:uses|run): .*forge-release/;

const FILES: readonly Omit<PipelineFile, "text">[] = [
  {
    ...{ id: "github", title: "GitHub Actions", path: ".github/workflows/release.yml", forges: ["github"] },
    ...{ marks: [".github/workflows"], part: STEP },
  },
  {
    // https://docs.gitea.com/administration/config-cheat-sheet (WORKFLOW_DIRS): the first folder that is there
    ...{ id: "gitea", title: "Gitea Actions", path: ".gitea/workflows/release.yml", forges: ["gitea"] },
    ...{ marks: [".gitea/workflows"], reads: ".github/workflows", part: STEP },
  },
  {
    ...{ id: "forgejo", title: "Forgejo Actions", path: ".forgejo/workflows/release.yml", forges: ["forgejo"] },
    ...{ marks: [".forgejo/workflows"], reads: ".github/workflows", part: STEP },
  },
  {
    ...{ id: "gitlab-ci", title: "GitLab CI", path: ".gitlab-ci.yml", forges: ["gitlab"] },
    ...{ marks: [".gitlab-ci.yml"], part: /^include:/ },
  },
  {
    ...{ id: "gitee-go", title: "Gitee Go", path: ".workflow/release.yml", forges: ["gitee"] },
    ...{ marks: [".workflow"], part: /^ +- npx .*forge-release/ },
  },
  {
    ...{ id: "gitcode", title: "GitCode pipelines", path: ".gitcode/workflows/release.yml", forges: ["gitcode"] },
    ...{ marks: [".gitcode/workflows"], part: STEP },
  },
  {
    ...{ id: "cnb", title: "CNB", path: ".cnb.yml", forges: ["cnb"] },
    ...{ marks: [".cnb.yml"], part: /^"v\*":|^"\S+":/ },
  },
  {
    ...{ id: "bk-ci", title: "BK-CI", path: ".ci/release.yml", forges: ["tgit"] },
    ...{ marks: [".ci"], namesServer: true, part: /^ +- id: release/ },
  },
  {
    // https://man.sr.ht/builds.sr.ht/#gitsrht: every file of the folder is a job, beside .build.yml at the top
    ...{ id: "builds-sr-ht", title: "builds.sr.ht", path: ".builds/release.yml", forges: ["sourcehut"] },
    ...{ marks: [".build.yml", ".build.yaml", ".builds"], part: /^ +- release:/ },
  },
  {
    // https://woodpecker-ci.org/docs/usage/project-settings#pipeline-path: the folder puts a file out of use
    ...{ id: "woodpecker", title: "Woodpecker", path: ".woodpecker/release.yml", forges: [] },
    ...{
      marks: [".woodpecker", ".woodpecker.yml", ".woodpecker.yaml"],
      instead: [".woodpecker.yml", ".woodpecker.yaml"],
    },
    part: /^ +- name: release/,
  },
  {
    ...{ id: "drone", title: "Drone", path: ".drone.yml", forges: [], marks: [".drone.yml"] },
    namesServer: true,
    part: /^ +- name: release/,
  },
  {
    ...{ id: "jenkins", title: "Jenkins", path: "Jenkinsfile", forges: [], marks: ["Jenkinsfile"] },
    namesServer: true,
    part: /^ +stage\('release'\)/,
  },
];

/** Examples by the CI that they are for. */
const EXAMPLES: Readonly<Record<string, string>> = { jenkins: "Jenkinsfile" };

/** Every CI that a file can be written for, with the text of its example. */
export const PIPELINE_FILES: readonly PipelineFile[] = FILES.map((file) => ({
  ...file,
  text: TEXTS[EXAMPLES[file.id] ?? `${file.id}.yml`] ?? "",
}));

/** Names of the examples that are taken along. */
export const EXAMPLE_NAMES: readonly string[] = FILES.map(({ id }) => EXAMPLES[id] ?? `${id}.yml`);

/** The CIs whose paths are there, and how the origin's own forge counts. */
export function candidates(
  there: (path: string) => boolean,
  forge: string | undefined,
): { readonly all: readonly PipelineFile[]; readonly own: PipelineFile | undefined } {
  const all = PIPELINE_FILES.filter(({ marks }) => marks.some(there));
  const own = PIPELINE_FILES.find(({ forges }) => forge !== undefined && forges.includes(forge));
  return { all, own };
}

/** Where the file goes: into the folder of another CI that is read as well, where that is the one in use. */
export function pathOf({ path, marks, reads, instead = [] }: PipelineFile, there: (path: string) => boolean): string {
  const other = instead.find(there);
  if (other !== undefined && !there(path.replace(/\/[^/]*$/, ""))) return other;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return reads !== undefined && there(reads) && !marks.some(there) ? `${reads}/${name}` : path;
}
