import { type Stand as Forge, pushedTo } from "../../sandbox";
import { startCnb } from "../../sandbox/cnb";
import { startGitCode } from "../../sandbox/gitcode";
import { startGitea } from "../../sandbox/gitea";
import { startGitee } from "../../sandbox/gitee";
import { startGitHub } from "../../sandbox/github";
import { startGitLab } from "../../sandbox/gitlab";
import { startTGit } from "../../sandbox/tgit";
import { RECIPES } from "../ci/recipes";
import type { Env, Workspace } from "../doors/bundle";
import { monorepo, nightly, onSourceHut, withChangelog, withHistory } from "./histories";
import { bkCi, buildsSrHt, cnb, containers, giteeGo, gitlabInclude, gitlabJob, jenkinsfile } from "./pipelines";
import type { Reader, Values } from "./steps";
import { workflow } from "./workflows";

/** The tag that was pushed, on every forge of an example. */
export const PUSHED = { repository: "me/app", tag: "v1.0.0" };

export interface Example {
  readonly file: string;
  readonly read: Reader;
  /** Forges that it publishes to, as the input `forge` names them. */
  readonly forges: readonly string[];
  start(workspace: Workspace): Promise<Stand>;
  /** Tag of the release; by default the one that was pushed. */
  readonly tag?: string;
  /** What its notes say; by default what is in `NOTES.md`. */
  readonly notes?: RegExp;
  /** What `dist` holds; by default two files. */
  readonly files?: Readonly<Record<string, string>>;
  /** Name of a list of checksums that it writes. */
  readonly list?: string;
}

export interface Stand {
  readonly forges: readonly Forge[];
  readonly environment: Env;
  readonly values: Values;
  /** Tags of releases that are there before. */
  readonly present?: readonly string[];
  /** Public hosts that lead to one of the forges. */
  readonly hosts?: Readonly<Record<string, string>>;
}

/** A forge in whose own CI the example runs. */
const own = (start: () => Promise<Forge>) => async (): Promise<Stand> => {
  const forge = await start();
  const token = forge.inputs.job_token ?? "";
  return { forges: [forge], environment: forge.environment, values: { "github.token": token } };
};

/** A CI beside the forge, which tells little more than the address of the repository. */
const beside =
  (start: () => Promise<Forge>, surroundings: (forge: Forge) => Omit<Stand, "forges">) => async (): Promise<Stand> => {
    const forge = await start();
    return { forges: [forge], ...surroundings(forge) };
  };

async function mirror(): Promise<Stand> {
  const [github, gitee, gitcode] = await Promise.all([
    pushedTo(startGitHub(), PUSHED),
    pushedTo(startGitee(), PUSHED),
    pushedTo(startGitCode(), PUSHED),
  ]);
  return {
    forges: [github, gitee, gitcode],
    environment: github.environment,
    values: {
      "github.token": github.inputs.job_token ?? "",
      "secrets.GITEE_TOKEN": gitee.token,
      "secrets.GITCODE_TOKEN": gitcode.token,
    },
    hosts: { "gitee.com": gitee.serverUrl, "api.gitcode.com": gitcode.apiUrl.replace(/\/api\/v5$/, "") },
  };
}

/** The same, in one step, with the tokens in the forges' own variables. */
async function mirrors(): Promise<Stand> {
  const stand = await mirror();
  const [, gitee, gitcode] = stand.forges;
  return { ...stand, environment: { ...stand.environment, GITEE_TOKEN: gitee?.token, GITCODE_TOKEN: gitcode?.token } };
}

const commitOf = ({ environment }: Forge): string => environment.GITHUB_SHA ?? environment.CI_COMMIT_SHA ?? "";
const startForgejo = (): Promise<Forge> => pushedTo(startGitea({ software: "forgejo" }), PUSHED);

/** What the jobs of a matrix leave. */
const SYSTEMS = Object.fromEntries(
  ["Linux", "Windows", "macOS"].flatMap((system) => [
    [`dist/app-${system}.zip`, system],
    [`dist/app-${system}.zip.sig`, `signature of ${system}`],
  ]),
);

export const EXAMPLES: readonly Example[] = [
  { file: "github.yml", read: workflow, forges: ["github"], start: own(() => pushedTo(startGitHub(), PUSHED)) },
  {
    file: "github-enterprise-shell.yml",
    read: workflow,
    forges: ["github"],
    start: own(() => pushedTo(startGitHub({ shape: "ghes", version: "3.4" }), PUSHED)),
  },
  {
    file: "matrix-immutable.yml",
    read: workflow,
    forges: ["github"],
    start: own(() => pushedTo(startGitHub(), PUSHED, { immutableReleases: true })),
    files: SYSTEMS,
  },
  {
    file: "matrix-checksums.yml",
    read: workflow,
    forges: ["github"],
    start: own(() => pushedTo(startGitHub(), PUSHED, { immutableReleases: true })),
    files: SYSTEMS,
    list: "SHA256SUMS",
  },
  { file: "mirror.yml", read: workflow, forges: ["github", "gitee", "gitcode"], start: mirror },
  { file: "mirrors-one-step.yml", read: workflow, forges: ["github", "gitee", "gitcode"], start: mirrors },
  { file: "floating-tag.yml", read: workflow, forges: ["github"], start: own(() => pushedTo(startGitHub(), PUSHED)) },
  { file: "nightly.yml", read: workflow, forges: ["github"], start: nightly, tag: "nightly", list: "SHA256SUMS" },
  {
    file: "monorepo.yml",
    read: workflow,
    forges: ["github"],
    start: monorepo,
    tag: "shop@1.2.0",
    notes: /^Carts keep what is in them\.\n\n## What's Changed[\s\S]*compare\/shop@1\.1\.0\.\.\.shop@1\.2\.0$/,
  },
  {
    file: "notes-changelog.yml",
    read: workflow,
    forges: ["github"],
    start: withChangelog,
    notes: /^### Fixed\n\n- The lid closes\.$/,
  },
  {
    file: "notes-commits.yml",
    read: workflow,
    forges: ["gitea"],
    start: withHistory,
    notes:
      /^### Features\n\n- a lid \(.*\)\n\n### Fixes\n\n- the leak \(.*\)\n\n\*\*All changes\*\*: .*v0\.9\.0\.\.\.v1\.0\.0/,
  },
  { file: "gitea.yml", read: workflow, forges: ["gitea"], start: own(() => pushedTo(startGitea(), PUSHED)) },
  { file: "forgejo.yml", read: workflow, forges: ["forgejo"], start: own(startForgejo) },
  { file: "gitlab-ci.yml", read: gitlabInclude, forges: ["gitlab"], start: own(() => pushedTo(startGitLab(), PUSHED)) },
  {
    file: "gitlab-ci-old.yml",
    read: gitlabJob,
    forges: ["gitlab"],
    start: beside(
      () => pushedTo(startGitLab({ version: "11.7" }), PUSHED),
      ({ environment, token }) => ({ environment: { ...environment, RELEASE_TOKEN: token }, values: {} }),
    ),
  },
  {
    file: "gitee-go.yml",
    read: giteeGo,
    forges: ["gitee"],
    start: beside(
      () => pushedTo(startGitee(), PUSHED),
      ({ serverUrl, environment, token }) => ({
        environment: { ...environment, GITEE_REPO: PUSHED.repository },
        values: { RELEASE_TAG: PUSHED.tag, RELEASE_TOKEN: token },
        hosts: { "gitee.com": serverUrl },
      }),
    ),
  },
  {
    file: "gitcode.yml",
    read: workflow,
    forges: ["gitcode"],
    start: beside(
      () => pushedTo(startGitCode(), PUSHED),
      ({ environment }) => ({ environment, values: { "atomgit.token": environment.ATOMGIT_TOKEN ?? "" } }),
    ),
  },
  { file: "cnb.yml", read: cnb, forges: ["cnb"], start: own(() => pushedTo(startCnb(), PUSHED)) },
  {
    file: "bk-ci.yml",
    read: bkCi,
    forges: ["tgit"],
    start: beside(
      () => pushedTo(startTGit(), PUSHED),
      ({ serverUrl, environment, token }) => ({
        environment: { ...environment, BK_CI_GIT_REPO_URL: "https://git.code.tencent.com/me/app.git" },
        values: { "settings.tgit.access_token": token },
        hosts: { "git.code.tencent.com": serverUrl },
      }),
    ),
  },
  { file: "builds-sr-ht.yml", read: buildsSrHt, forges: ["sourcehut"], start: onSourceHut },
  {
    file: "woodpecker.yml",
    read: containers,
    forges: ["forgejo"],
    start: beside(startForgejo, (forge) => ({
      environment: {
        ...RECIPES.woodpecker,
        ...{ CI_FORGE_URL: forge.serverUrl, CI_REPO: PUSHED.repository },
        ...{ CI_COMMIT_TAG: PUSHED.tag, CI_COMMIT_SHA: commitOf(forge) },
      },
      values: { release_token: forge.token },
    })),
  },
  {
    file: "drone.yml",
    read: containers,
    forges: ["gitea"],
    start: beside(
      () => pushedTo(startGitea(), PUSHED),
      (forge) => ({
        environment: {
          ...RECIPES.drone,
          DRONE_REPO_LINK: `${forge.serverUrl}/${PUSHED.repository}`,
          ...{ DRONE_TAG: PUSHED.tag, DRONE_COMMIT_SHA: commitOf(forge) },
        },
        values: { release_token: forge.token },
      }),
    ),
  },
  {
    file: "Jenkinsfile",
    read: jenkinsfile,
    forges: ["gitlab"],
    start: beside(
      () => pushedTo(startGitLab(), PUSHED),
      (forge) => ({
        environment: {
          ...RECIPES.jenkins,
          GIT_URL: `${forge.serverUrl}/${PUSHED.repository}.git`,
          ...{ TAG_NAME: PUSHED.tag, GIT_BRANCH: PUSHED.tag, GIT_COMMIT: commitOf(forge) },
        },
        values: { "release-token": forge.token },
      }),
    ),
  },
];
