import type { Repository } from "./kernel/repository";
import type { Sandbox } from "./kernel/sandbox";

type Env = Readonly<Record<string, string>>;

/** Where a pipeline was started by a pushed tag. */
interface Push {
  readonly sandbox: Sandbox;
  readonly repo: Repository;
  readonly tag: string;
}

const commitOf = ({ repo, tag }: Push): string => repo.tagCommit(tag) ?? "";
const webOf = ({ sandbox, repo }: Push): string => `${sandbox.serverUrl}/${repo.path}`;

/** What CIs set that build for any forge, which all leave the token to their users. */
const CIS: Readonly<Record<string, (push: Push) => Env>> = {
  woodpecker: (push) => ({
    ...{ CI: "woodpecker", CI_FORGE_TYPE: push.sandbox.forge, CI_FORGE_URL: push.sandbox.serverUrl },
    ...{ CI_REPO: push.repo.path, CI_PIPELINE_EVENT: "tag", CI_COMMIT_TAG: push.tag, CI_COMMIT_SHA: commitOf(push) },
    RELEASE_TOKEN: push.sandbox.token,
  }),
  drone: (push) => ({
    ...{
      CI: "true",
      DRONE: "true",
      DRONE_REPO: push.repo.path,
      DRONE_REPO_LINK: webOf(push),
      DRONE_BUILD_EVENT: "tag",
    },
    ...{ DRONE_TAG: push.tag, DRONE_COMMIT_SHA: commitOf(push), RELEASE_TOKEN: push.sandbox.token },
  }),
  jenkins: (push) => ({
    ...{ JENKINS_URL: "http://127.0.0.1/", BUILD_NUMBER: "1", GIT_URL: `${webOf(push)}.git`, TAG_NAME: push.tag },
    ...{ GIT_BRANCH: push.tag, GIT_COMMIT: commitOf(push), RELEASE_TOKEN: push.sandbox.token },
  }),
};

/** Names that `--ci` takes: `own` is the forge's own. */
export const CI_NAMES: readonly string[] = ["own", ...Object.keys(CIS)];

/** What a shell needs to publish there: as inputs, or as a CI says it. A CI that is not known gives nothing. */
export function environmentFor(push: Push, ci: string | undefined): Env | undefined {
  const { sandbox, repo, tag } = push;
  // The folder it is run in has another history than the sandbox's repository.
  const elsewhere = { INPUT_ALLOW_TAG_MISMATCH: "true" };
  if (ci === "own") {
    const said: Record<string, string> = { ...repo.environment({ tag }) };
    for (const [name, value] of Object.entries(repo.inputs({ tag }))) said[`INPUT_${name.toUpperCase()}`] = value;
    return { ...said, ...elsewhere };
  }
  if (ci !== undefined) {
    const own = CIS[ci]?.(push);
    return own && { ...own, ...elsewhere };
  }
  return {
    ...{ INPUT_FORGE: sandbox.forge, INPUT_SERVER_URL: sandbox.serverUrl, INPUT_API_URL: sandbox.apiUrl },
    ...{ INPUT_REPOSITORY: repo.path, INPUT_TAG_NAME: tag, INPUT_TOKEN: sandbox.token },
    ...elsewhere,
  };
}
