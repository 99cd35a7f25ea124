import { isProtected } from "./access";
import type { SandboxProject } from "./project";
import { projectUrl } from "./release-json";
import { nameOf, namespaceOf } from "./state";
import type { World } from "./world";

export interface EnvironmentOptions {
  readonly project: SandboxProject;
  /** Either a tag pipeline or a branch pipeline; neither = the default branch. */
  readonly tag?: string;
  readonly branch?: string;
  /** Default: "push". */
  readonly source?: string;
  /** Default: one of a new job, of a developer. */
  readonly jobToken?: string;
}

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

function refVariables({ project, tag, branch = project.defaultBranch }: EnvironmentOptions): Record<string, string> {
  const guarded = tag === undefined ? branch === project.defaultBranch : isProtected(project, tag);
  const message = tag === undefined ? "" : (project.tags.get(tag)?.message ?? "");
  const sha = (tag === undefined ? project.branches.get(branch) : project.tagCommit(tag)) ?? "";
  const subject = project.commits.get(sha)?.message ?? "";
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
export function runnerEnvironment(world: World, options: EnvironmentOptions, token: string): Record<string, string> {
  const { project } = options;
  const url = projectUrl(world, project);
  return {
    CI: "true",
    GITLAB_CI: "true",
    ...serverVariables(world),
    CI_PROJECT_ID: String(project.id),
    CI_PROJECT_NAME: nameOf(project),
    CI_PROJECT_PATH: project.path,
    CI_PROJECT_PATH_SLUG: project.path.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    CI_PROJECT_NAMESPACE: namespaceOf(project),
    CI_PROJECT_ROOT_NAMESPACE: project.path.split("/")[0] ?? "",
    CI_PROJECT_URL: url,
    CI_PROJECT_VISIBILITY: project.visibility,
    CI_DEFAULT_BRANCH: project.defaultBranch,
    ...refVariables(options),
    CI_JOB_TOKEN: token,
    CI_JOB_ID: "50",
    CI_JOB_NAME: "release",
    CI_JOB_STAGE: "deploy",
    CI_JOB_URL: `${url}/-/jobs/50`,
    CI_PIPELINE_ID: "7",
    CI_PIPELINE_SOURCE: options.source ?? "push",
    // Holds the token in the userinfo, as the real one does: never to be printed.
    CI_REPOSITORY_URL: url.replace("://", `://gitlab-ci-token:${token}@`) + ".git",
    GITLAB_USER_LOGIN: "octavia",
  };
}
