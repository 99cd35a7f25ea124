import { type Ci, type Env, type Output, type PipelineEvent, type Place, type Voice, plainVoice } from "./ci";
import { variablesFile } from "./channels";
import { plainPipeline } from "./plain";
import { branchNames, filled, root } from "./variables";

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
export const gitlabCi: Ci = {
  id: "gitlab-ci",
  title: "GitLab CI",
  tokenVariables: ["CI_JOB_TOKEN"],
  forgeOf: () => "gitlab",
  recognise: (env) => (env.GITLAB_CI === "true" ? "GITLAB_CI" : undefined),
  read(place) {
    const { env } = place;
    const apiUrl = root(env.CI_API_V4_URL);
    return Promise.resolve({
      ...plainPipeline(gitlabCi.title, place),
      forge: "gitlab",
      // Before 12.7 the web root has no variable of its own.
      serverUrl: root(env.CI_SERVER_URL) ?? apiUrl?.replace(/\/api\/v4$/, ""),
      apiUrl,
      repository: filled(env.CI_PROJECT_PATH),
      repositoryId: filled(env.CI_PROJECT_ID),
      told: {
        serverUrl: filled(env.CI_SERVER_URL) === undefined ? "CI_API_V4_URL" : "CI_SERVER_URL",
        apiUrl: "CI_API_V4_URL",
        repository: "CI_PROJECT_PATH",
        repositoryId: "CI_PROJECT_ID",
      },
      serverVersion: filled(env.CI_SERVER_VERSION),
      event: eventOf(env),
      tag: filled(env.CI_COMMIT_TAG),
      commit: filled(env.CI_COMMIT_SHA),
      branches: branchesOf(env),
      workspace: filled(env.CI_PROJECT_DIR),
      voice: sectionVoice(place),
      ...variablesFile(),
    });
  },
};

function branchesOf(env: Env): string[] {
  if (filled(env.CI_COMMIT_TAG) !== undefined) return [];
  return branchNames(
    env.CI_COMMIT_BRANCH,
    env.CI_COMMIT_REF_NAME,
    env.CI_MERGE_REQUEST_REF_PATH,
    env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME,
    env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME,
  );
}

function eventOf(env: Env): PipelineEvent {
  if (filled(env.CI_COMMIT_TAG) !== undefined) return "tag";
  const isRequest =
    filled(env.CI_MERGE_REQUEST_IID) !== undefined ||
    /^(merge|external_pull)_request_event$/.test(env.CI_PIPELINE_SOURCE ?? "");
  if (isRequest) return "pull-request";
  return filled(env.CI_COMMIT_BRANCH ?? env.CI_COMMIT_REF_NAME) === undefined ? "other" : "branch";
}

/**
 * Plain lines, and sections that fold. They are left open, because servers before 13.5 do not know a section that starts
 * folded. https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
 */
function sectionVoice({ out, now }: Pick<Place, "out" | "now">): Voice {
  const open: string[] = [];
  // Unique in a job in which the program runs twice.
  const begun = now();
  let count = 0;
  return {
    ...plainVoice(out),
    section(title) {
      count += 1;
      const name = `forge_release_${begun}_${count}`;
      open.push(name);
      frame(out, { word: "start", name, now: now(), text: title });
    },
    endSection() {
      const name = open.pop();
      if (name !== undefined) frame(out, { word: "end", name, now: now(), text: "" });
    },
  };
}

function frame(
  out: Output,
  at: { readonly word: "start" | "end"; readonly name: string; readonly now: number; readonly text: string },
): void {
  out.write(`\x1b[0Ksection_${at.word}:${Math.floor(at.now / 1000)}:${at.name}\r\x1b[0K${at.text}\n`);
}
