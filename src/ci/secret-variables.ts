/**
 * Variables in which runners, and the steps that people put before this one, keep secrets that are no token of a forge.
 * Known only to be kept from going out; none is ever used.
 */
export const SECRET_VARIABLES: readonly string[] = [
  ...["ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
  ...["CI_JOB_JWT", "CI_JOB_JWT_V1", "CI_JOB_JWT_V2", "CI_DEPLOY_PASSWORD", "CI_REGISTRY_PASSWORD"],
  ...["CI_DEPENDENCY_PROXY_PASSWORD", "CI_NETRC_PASSWORD", "DRONE_NETRC_PASSWORD", "NETRC_PASSWORD"],
  ...["NPM_TOKEN", "NODE_AUTH_TOKEN", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
];

/** Variables that hold addresses, in which a user and a password may stand. */
export const ADDRESS_VARIABLES: readonly string[] = [
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"],
  ...["CI_REPOSITORY_URL", "CI_REPO_URL", "CI_REPO_CLONE_URL", "CI_REPO_REMOTE", "CI_DEPENDENCY_PROXY_SERVER"],
  ...["DRONE_GIT_HTTP_URL", "DRONE_REMOTE_URL", "DRONE_REPO_LINK", "GIT_URL", "CNB_REPO_URL", "CNB_REPO_URL_HTTPS"],
  ...["BK_CI_REPO_WEBHOOK_REPO_URL", "BK_CI_GIT_REPO_URL", "GITEE_REPO", "GITEE_REPO_URL"],
];
