import { mapOf } from "../../model/group";
import type { InputName } from "../inputs";
import type { Names } from "./names";
import { byWord } from "./nearest";
import type { VariableEntry } from "./variables";

/** Inputs of other actions that mean the same here, as their own documents spell them. */
export const ALIASES = byWord({
  tag_name: "tag",
  files: "artifacts artifact file",
  body_path: "bodyFile",
  target_commitish: "commit target_commit commitish",
  token: "repo_token",
  name: "release_name",
  make_latest: "makeLatest",
  discussion_category_name: "discussionCategory",
  generate_release_notes: "generateReleaseNotes",
  previous_tag: "generateReleaseNotesPreviousTag",
  overwrite_files: "replacesArtifacts",
  fail_on_unmatched_files: "artifactErrorsFailBuild",
  repository: "repo_name",
});

/**
 * The same, where only this action's own step can have given it: outside of one the name is anybody's.
 * `branch` is required by wes-lin/action-gitee-release.
 */
const STEP_ALIASES = byWord({ target_commitish: "branch" });

/** Settings of the plugins for releases on Gitea of Drone and Woodpecker. */
const SETTING_ALIASES = byWord({ token: "api_key", server_url: "base_url", name: "title" });

/** What is said of an input of another action, in the words of its user. */
export type Advice = (names: Names) => string;

/** Inputs of other actions that ask for what is done here anyway. */
export const ALWAYS = mapOf<Advice>({
  allowUpdates: () => "an existing release is always updated",
  immutableCreate: () => "files are always there before a release is published",
  file_glob: () => "patterns are always read, and a line that is the path of a file is always that file",
  overwrite: ({ set }) => `a file with other content is always replaced, but for ${set("overwrite_files", "false")}`,
});

const mediaType: Advice = () => "The media type is found by the name of the file; there is no other way to set it.";
const noTitle: Advice = ({ of }) => `Leave ${of("name")} out: on an update a title that is not given is left alone.`;

/** Inputs of other actions that change what is safe and are not supported: the way to the same end here. */
export const UNSUPPORTED = mapOf<Advice>({
  skipIfReleaseExists: () =>
    "A release that is there is updated; an unchanged one is not written to. To skip it, put a condition on the step.",
  updateOnlyUnreleased: ({ set }) =>
    `Published releases are updated, too. Give ${set("draft", "true")}: it refuses to touch a published release.`,
  omitBody: ({ of }) => `Leave ${of("body")} and ${of("body_path")} out: notes that are not given are left alone.`,
  omitBodyDuringUpdate: ({ set }) =>
    `Give ${set("body_mode", "keep")}: notes are given only to a release that this run creates.`,
  omitName: noTitle,
  omitNameDuringUpdate: noTitle,
  omitDraftDuringUpdate: ({ of }) =>
    `Leave ${of("draft")} out: a published release stays published, a draft of somebody else a draft.`,
  omitPrereleaseDuringUpdate: ({ of }) => `Leave ${of("prerelease")} out: on an update it is left alone.`,
  removeArtifacts: ({ set }) =>
    `Files that are not named stay. ${set("prune_files", "*")} deletes older ones, after everything else went well.`,
  asset_name: ({ of }) => `Rename in ${of("files")}: “path => name”.`,
  asset_content_type: mediaType,
  artifactContentType: mediaType,
  promote: ({ set }) => `Give ${set("prerelease", "false")}.`,
  check_duplicates: ({ of }) => `Give ${of("overwrite_files")}: what has the same content is never sent again.`,
});

const sums: Advice = ({ set }) =>
  `Give ${set("checksums", "SHA256SUMS")}: one list with the sha256 of every file, which sha256sum --check reads.`;
const signing: Advice = ({ of }) => `Sign the files before, and name the signatures in ${of("files")}.`;
const patient: Advice = () => "A download is tried again by itself, as often as retries says.";

/** Such inputs whose names are anybody's outside of this action's own step. */
const STEP_UNSUPPORTED = mapOf<Advice>({
  upload_url: ({ of }) => `The release is found by ${of("tag_name")}, or by ${of("release_id")}.`,
  md5sum: sums,
  sha256sum: sums,
  direction: ({ of }) =>
    `To upload, leave it out and say what forgejo-release took for granted: ${of("files")} with dist/release/*; its title is ${of("name")}, its sha ${of("target_commitish")}, its url ${of("server_url")}. To download, give command: download.`,
  "gpg-private-key": signing,
  "gpg-passphrase": signing,
  override: () => "A release that is there is updated, and keeps its address. To begin anew, delete it first.",
  "release-notes-assistant": ({ set }) => `Give ${set("generate_release_notes", "true")}.`,
  "hide-archive-link": () => "There is no such input: set it on the release's page.",
  "skip-assets": ({ of }) => `Leave ${of("files")} out.`,
  "download-latest": () => "Give command: download without a tag.",
  "download-retry": patient,
});

/** Such settings of plugins. */
const SETTING_UNSUPPORTED = mapOf<Advice>({
  note: ({ of }) => `A text is ${of("body")}, the path of a file ${of("body_path")}.`,
  file_exists: ({ set }) => `Files of the same name are replaced; ${set("overwrite_files", "false")} keeps them.`,
  file_exist: ({ set }) => `Files of the same name are replaced; ${set("overwrite_files", "false")} keeps them.`,
  checksum: sums,
  insecure: ({ of }) => `Certificates are always checked; ${of("ca_file")} names the authority of your own.`,
  insecure_skip_verify: ({ of }) =>
    `Certificates are always checked; ${of("ca_file")} names the authority of your own.`,
});

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [...ALIASES.keys(), ...ALWAYS.keys(), ...UNSUPPORTED.keys()].map((name) => [name.toLowerCase(), name]),
);

/** An input's name as its own action spells it; runners hand it over in upper case. */
export function spelled(name: string): string {
  return SPELLINGS.get(name.toLowerCase()) ?? name;
}

/** The input that another tool's name stands for at an entry. */
export function aliasFor(name: string, entry: VariableEntry): InputName | undefined {
  if (entry === "settings") return SETTING_ALIASES.get(name);
  return ALIASES.get(spelled(name)) ?? (entry === "with" ? STEP_ALIASES.get(name) : undefined);
}

/** The way to the end of another tool's input that is not supported. */
export function adviceFor(name: string, entry: VariableEntry): Advice | undefined {
  if (entry === "settings") return SETTING_UNSUPPORTED.get(name);
  return UNSUPPORTED.get(spelled(name)) ?? (entry === "with" ? STEP_UNSUPPORTED.get(name) : undefined);
}
