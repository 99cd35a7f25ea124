import { nameOf, ownerOf, shaAt, type EnvironmentAt } from "../kernel";
import { isProtected } from "./access";
import { projectUrl } from "./json";
import type { GitLabKinds, Repo, World } from "./state";

type At = GitLabKinds["environment"] & EnvironmentAt;

function serverVariables(world: World): Record<string, string> {
  const url = new URL(world.bases.web);
  const [major = "", minor = "", patch = ""] = world.dialect.version.split(".");
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return {
    CI_SERVER: "yes",
    CI_SERVER_NAME: "GitLab",
    CI_SERVER_URL: world.bases.web,
    CI_SERVER_PROTOCOL: url.protocol.slice(0, -1),
    CI_SERVER_HOST: url.hostname,
    CI_SERVER_PORT: port,
    CI_SERVER_FQDN: url.host,
    CI_SERVER_VERSION: world.dialect.version,
    CI_SERVER_VERSION_MAJOR: major,
    CI_SERVER_VERSION_MINOR: minor,
    CI_SERVER_VERSION_PATCH: patch,
    CI_API_V4_URL: world.bases.api,
  };
}

function refVariables(repo: Repo, { tag, branch = repo.defaultBranch }: At): Record<string, string> {
  const guarded = tag === undefined ? branch === repo.defaultBranch : isProtected(repo, tag);
  const message = tag === undefined ? "" : (repo.tags.get(tag)?.message ?? "");
  const sha = shaAt(repo, { tag, branch });
  const subject = repo.commits.get(sha)?.message ?? "";
  return {
    CI_COMMIT_SHA: sha,
    CI_COMMIT_SHORT_SHA: sha.slice(0, 8),
    CI_COMMIT_TITLE: subject.split("\n")[0] ?? "",
    CI_COMMIT_MESSAGE: subject,
    CI_COMMIT_REF_NAME: tag ?? branch,
    CI_COMMIT_REF_SLUG: (tag ?? branch).toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    CI_COMMIT_REF_PROTECTED: String(guarded),
    // Absent, not empty, in the other kind of pipeline.
    ...(tag === undefined ? { CI_COMMIT_BRANCH: branch } : { CI_COMMIT_TAG: tag }),
    ...(message !== "" && { CI_COMMIT_TAG_MESSAGE: message }),
  };
}

/** What a GitLab runner sets, but for CI_PROJECT_DIR, which the caller knows. */
export function runnerEnvironment(world: World, repo: Repo, at: At): Record<string, string> {
  const token = at.jobToken ?? repo.jobToken();
  const url = projectUrl(world, repo);
  return {
    CI: "true",
    GITLAB_CI: "true",
    ...serverVariables(world),
    CI_PROJECT_ID: String(repo.id),
    CI_PROJECT_NAME: nameOf(repo),
    CI_PROJECT_PATH: repo.path,
    CI_PROJECT_PATH_SLUG: repo.path.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    CI_PROJECT_NAMESPACE: ownerOf(repo),
    CI_PROJECT_ROOT_NAMESPACE: repo.path.split("/")[0] ?? "",
    CI_PROJECT_URL: url,
    CI_PROJECT_VISIBILITY: repo.private ? "private" : "public",
    CI_DEFAULT_BRANCH: repo.defaultBranch,
    ...refVariables(repo, at),
    CI_JOB_TOKEN: token,
    CI_JOB_ID: "50",
    CI_JOB_NAME: "release",
    CI_JOB_STAGE: "deploy",
    CI_JOB_URL: `${url}/-/jobs/50`,
    CI_PIPELINE_ID: "7",
    CI_PIPELINE_SOURCE: at.source ?? "push",
    // Holds the token in the userinfo, as the real one does: never to be printed.
    CI_REPOSITORY_URL: url.replace("://", `://gitlab-ci-token:${token}@`) + ".git",
    GITLAB_USER_LOGIN: "octavia",
  };
}
