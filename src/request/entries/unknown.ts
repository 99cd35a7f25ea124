import { INPUTS, type InputName, isInputName, isPublic } from "../inputs";
import { ALIASES, spelled } from "./aliases";
import { written } from "./names";
import { bare, byWord, nearest } from "./nearest";
import type { Variable } from "./variables";

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
  changelog_path: `
    changelog-file changelog-file-path release-changelog-path changelog-filename
    changelogfile`,
  body_path: `
    body-file body-filename body-file-path body-filepath notes-file notes-path notes-file-path note-file note-path
    release-notes-file release-notes-path release-notes-file-path release-body-path release-body-file
    release-body-filename description-file description-path release-file-notes`,
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

const LOST_NAMES = byWord(LOST, bare);
const HINTED_NAMES = byWord(HINTS, bare);
const PUBLIC: readonly InputName[] = Object.keys(INPUTS).filter(isPublic);

/** The input here that another action's name for files or notes stands for. */
export function lostName(name: string): InputName | undefined {
  return LOST_NAMES.get(bare(name));
}

/** The input that was most likely meant by a name that is none here. */
export function meantBy(name: string): InputName | undefined {
  const known = ALIASES.get(spelled(name)) ?? HINTED_NAMES.get(bare(name));
  return known ?? lostName(name) ?? asInput(nearest(name, PUBLIC));
}

/** The input of which a name is a typing error: two letters away at most, one for the shortest names. */
function typingErrorOf(name: string): InputName | undefined {
  if (UNRELATED.has(bare(name))) return undefined;
  const found = nearest(name, [...PUBLIC, ...ALIASES.keys()], (length) => (length > 4 ? 2 : 1));
  return asInput(found) ?? (found === undefined ? undefined : ALIASES.get(found));
}

function asInput(name: string | undefined): InputName | undefined {
  return name !== undefined && isInputName(name) ? name : undefined;
}

/**
 * What is wrong with unknown names in a step that is ours: one that is near to ours, or by which another action takes
 * files or notes, would be missed. All others may be anybody's: runners hand on the variables of whatever stands around
 * this program, so they are one warning.
 */
export function judgeUnknown(unknown: readonly Variable[]): {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
} {
  const judged = unknown.map((variable) => ({ variable, problem: problemOf(variable) }));
  const rest = judged.filter(({ problem }) => problem === undefined).map(({ variable }) => variable);
  const names = listed(rest.map(withHint));
  const warning =
    rest.length === 1
      ? `Unknown input ${names}: nothing is done with it.`
      : `Unknown inputs ${names}: nothing is done with them.`;
  return { problems: judged.flatMap(({ problem }) => problem ?? []), warnings: rest.length === 0 ? [] : [warning] };
}

function problemOf({ name, shown, value, entry }: Variable): string | undefined {
  if (entry === "environment" || /^false$/i.test(value.trim())) return undefined;
  const lost = lostName(name);
  if (lost !== undefined)
    return `Unknown input ${shown}: what other actions call this is ${written(lost, entry)} here.`;
  const meant = typingErrorOf(name);
  return meant === undefined ? undefined : `Unknown input ${shown}; did you mean ${written(meant, entry)}?`;
}

function withHint({ name, shown, entry }: Variable): string {
  if (name === "command") return `${shown} (read only in the step of an action)`;
  const near = UNRELATED.has(bare(name)) ? undefined : meantBy(name);
  if (near === undefined) return shown;
  const known = entry === "environment" ? shown.slice(0, "INPUT_".length) + near.toUpperCase() : written(near, entry);
  return `${shown} (did you mean ${known}?)`;
}

const MOST_NAMED = 20;

/** Names for a sentence, which has an end. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(", ")} and ${more} more` : names.join(", ");
}
