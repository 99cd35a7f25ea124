import type { Env } from "../../src/ci/ci";

const TAG = { GITHUB_REPOSITORY: "o/r", GITHUB_REF: "refs/tags/v1", GITHUB_SHA: "c0ffee1", GITHUB_EVENT_NAME: "push" };

const at = (serverUrl: string, apiUrl: string, more: Env = {}): Env => ({
  CI: "true",
  GITHUB_ACTIONS: "true",
  GITHUB_SERVER_URL: serverUrl,
  GITHUB_API_URL: apiUrl,
  INPUT_JOB_TOKEN: "automatic",
  ...TAG,
  ...more,
});

const FORGEJO = { GITEA_ACTIONS: "true", FORGEJO_ACTIONS: "true", ACT: "true" };

/** The environments of a tag's pipeline, as each CI sets them. */
export const RECIPES = {
  github: at("https://github.com", "https://api.github.com"),
  ghes: at("https://ghe.example.com", "https://ghe.example.com/api/v3"),
  gheCom: at("https://acme.ghe.com", "https://api.acme.ghe.com"),
  gitea: at("http://gitea:3000", "http://gitea:3000/api/v1", {
    ...{ GITEA_ACTIONS: "true", ACT: "true", GITHUB_GRAPHQL_URL: "" },
  }),
  giteaBelow: at("https://h.example/git", "https://h.example/git/api/v1", { GITEA_ACTIONS: "true", ACT: "true" }),
  forgejo: at("https://code.example", "https://code.example/api/v1", {
    ...FORGEJO,
    FORGEJO_API_URL: "https://code.example/api/v1",
    FORGEJO_TOKEN: "automatic",
    GITHUB_TOKEN: "automatic",
  }),
  giteaOld: at("https://git.example", "https://git.example/api/v1"),
  act: at("https://github.com", "https://api.github.com", { ACT: "true", GITHUB_RUN_ID: "1", INPUT_JOB_TOKEN: "" }),
  gitlab: {
    ...{ CI: "true", GITLAB_CI: "true", CI_SERVER: "yes", CI_SERVER_VERSION: "17.5.1" },
    ...{
      CI_SERVER_URL: "https://gitlab.example.com/gitlab",
      CI_API_V4_URL: "https://gitlab.example.com/gitlab/api/v4",
    },
    ...{ CI_PROJECT_ID: "42", CI_PROJECT_PATH: "g/s/r", CI_COMMIT_TAG: "v1", CI_COMMIT_SHA: "c0ffee1" },
    CI_JOB_TOKEN: "automatic",
    CI_REPOSITORY_URL: "https://gitlab-ci-token:automatic@gitlab.example.com/gitlab/g/s/r.git",
  },
  giteeGo: { GITEE_PIPELINE_NAME: "p", GITEE_REPO: "o/r", GITEE_BRANCH: "refs/tags/v1", GITEE_COMMIT: "c0ffee1" },
  atomgit: {
    ...{ CI: "true", ATOMGIT_ACTIONS: "true", ATOMGIT_REPOSITORY: "o/r", ATOMGIT_SHA: "c0ffee1" },
    ...{ ATOMGIT_SERVER_URL: "https://atomgit.com", ATOMGIT_API_URL: "https://api.atomgit.com" },
    ...{ ATOMGIT_REF: "refs/tags/v1", ATOMGIT_REF_NAME: "v1", ATOMGIT_REF_TYPE: "tag", ATOMGIT_TOKEN: "automatic" },
  },
  cnb: {
    ...{ CI: "true", CNB: "true", CNB_WEB_ENDPOINT: "https://cnb.cool", CNB_API_ENDPOINT: "https://api.cnb.cool" },
    ...{ CNB_REPO_SLUG: "g/s/r", CNB_EVENT: "tag_push", CNB_BRANCH: "v1", CNB_IS_TAG: "true", CNB_COMMIT: "c0ffee1" },
    CNB_TOKEN: "automatic",
  },
  bkCi: {
    ...{ BK_CI_BUILD_ID: "b-1", BK_CI_START_TYPE: "WEB_HOOK", BK_CI_REPO_GIT_WEBHOOK_COMMITID: "c0ffee1" },
    ...{ BK_CI_REPO_GIT_WEBHOOK_TAG_NAME: "v1", BK_CI_REPO_GIT_WEBHOOK_TAG_OPERATION: "create" },
  },
  woodpecker: {
    ...{ CI: "woodpecker", CI_FORGE_TYPE: "forgejo", CI_FORGE_URL: "https://codeberg.org", CI_REPO: "o/r" },
    ...{ CI_COMMIT_TAG: "v1", CI_COMMIT_SHA: "c0ffee1", CI_PIPELINE_EVENT: "tag" },
    ...{ DRONE_TAG: "v1", DRONE_REPO: "o/r", DRONE_REPO_LINK: "https://codeberg.org/o/r", DRONE_BUILD_EVENT: "tag" },
  },
  drone: {
    ...{ CI: "true", DRONE: "true", DRONE_REPO_LINK: "https://gitea.example/o/r", DRONE_TAG: "v1" },
    DRONE_COMMIT_SHA: "c0ffee1",
  },
  droneBelow: {
    ...{ CI: "true", DRONE: "true", DRONE_REPO: "o/r", DRONE_REPO_LINK: "https://h.example/git/o/r", DRONE_TAG: "v1" },
    DRONE_COMMIT_SHA: "c0ffee1",
  },
  buildsSrHt: {
    ...{ JOB_ID: "7", JOB_URL: "https://builds.sr.ht/~o/job/7", BUILD_SUBMITTER: "git.sr.ht", GIT_REF: "refs/tags/v1" },
    OAUTH2_TOKEN: "automatic",
  },
  jenkins: {
    ...{ JENKINS_URL: "https://ci.example/", BUILD_NUMBER: "7", BUILD_TAG: "jenkins-r-7", TAG_NAME: "v1" },
    ...{ GIT_URL: "git@github.com:o/r.git", GIT_COMMIT: "c0ffee1", GIT_BRANCH: "v1" },
  },
} as const satisfies Readonly<Record<string, Env>>;

export type Recipe = keyof typeof RECIPES;
