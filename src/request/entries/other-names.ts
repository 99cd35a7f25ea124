import type { InputName } from "../inputs";

type Words = Readonly<Partial<Record<InputName, string>>>;

/** Names by which other actions take files or notes: given here they would be lost, and the run green without them. */
const LOST: Words = {
  files: `
    release-dir release-files release-assets release-artifacts release-artifact release-file release-path
    asset assets asset-path asset-paths assets-path assets-paths asset-file asset-files assets-dir asset-dir asset-glob
    artifact-path artifact-paths artifacts-path artifacts-paths artifact-dir artifacts-dir artifacts-folder
    attachment attachments attachment-path attach attach-files upload uploads upload-file upload-files upload-path
    upload-assets upload-artifacts upload-dir file-path file-paths filepath file-name file-names filename file-list
    files-path files-list files-to-upload files-glob glob globs pattern patterns path paths source-file source-files
    binary binaries binary-path dist dist-dir dist-path build-dir output-dir include include-files add-files extra-files
    local-files package-path packages`,
  body: `
    release-notes release-note note notes body-text body-content release-body release-description release-text
    release-message release-changes description desc content changes changelog changelog-body changelog-text
    release-changelog`,
  body_path: `
    body-file body-filename body-file-path body-filepath notes-file notes-path notes-file-path note-file note-path
    release-notes-file release-notes-path release-notes-file-path release-body-path release-body-file
    release-body-filename description-file description-path changelog-file changelog-path changelog-file-path
    release-changelog-path release-file-notes`,
};

/** Other words of flags and inputs elsewhere that no spelling leads to. */
const HINTS: Words = {
  name: "title release-title release-name",
  target_commitish: "target ref branch sha",
  make_latest: "latest",
  generate_release_notes: "generate-notes auto-generated-release-notes automatic-release-notes",
  previous_tag: "notes-start-tag",
  overwrite_files: "clobber overwrite",
  fail_on_unmatched_files: "if-no-files-found",
  repository: "repo project project-id",
  token: "github-token gitea-token api-key",
  api_url: "base-url",
  server_url: "url host hostname",
  milestones: "milestone",
  links: "assets-links asset-links",
  discussion_category_name: "discussion-category",
  tag_name: "release-tag version",
  working_directory: "cwd workdir",
  allow_insecure_http: "insecure",
};

/**
 * Inputs of actions that run another one or a command, which find their way into its environment, and some words that
 * are near to a name here but mean something else: none of them is a typing error.
 */
const UNRELATED = new Set(
  `timeout-minutes timeout-seconds timeout-ms max-attempts command retry-wait-seconds shell polling-interval-seconds
    retry-on warning-on-retry on-retry-command continue-on-error new-command-on-retry retry-on-exit-code
    action with args attempt-limit attempt-delay attempts retries-limit time-out retry-condition pre-retry-command
    current-path env-context github-context steps-context matrix-context job-context runner-context strategy-context
    entrypoint run script working-dir
    force filter node ref refs env type types title version versions build title-prefix tag-prefix line date key host
    user username password log debug time mode level`
    .split(/\s+/)
    .map(bare),
);

/** The input here that another action's name for files or notes stands for. */
export function lostName(name: string): string | undefined {
  return LOST_NAMES.get(bare(name));
}

/** The input here that another tool's word stands for. */
export function hintedName(name: string): string | undefined {
  return HINTED_NAMES.get(bare(name));
}

/** Whether a name is known to be another one's, however near it is to one of ours. */
export function isUnrelated(name: string): boolean {
  return UNRELATED.has(bare(name));
}

/** Names without what stands between their words: `release-dir`, `release_dir`, `releaseDir` are one. */
export function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

const LOST_NAMES = new Map(Object.entries(LOST).flatMap(bareNames));
const HINTED_NAMES = new Map(Object.entries(HINTS).flatMap(bareNames));

function bareNames([input, names]: readonly [string, string]): (readonly [string, string])[] {
  return (names.match(/\S+/g) ?? []).map((name) => [bare(name), input] as const);
}
