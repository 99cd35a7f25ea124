import type { InputName } from "../inputs";
import type { Names } from "./names";

/** Inputs of other actions that mean the same here, as their own documents spell them. */
export const ALIASES: ReadonlyMap<string, InputName> = new Map<string, InputName>([
  ["tag", "tag_name"],
  ["artifacts", "files"],
  ["artifact", "files"],
  ["file", "files"],
  ["bodyFile", "body_path"],
  ["commit", "target_commitish"],
  ["target_commit", "target_commitish"],
  ["commitish", "target_commitish"],
  ["repo_token", "token"],
  ["release_name", "name"],
  ["makeLatest", "make_latest"],
  ["discussionCategory", "discussion_category_name"],
  ["generateReleaseNotes", "generate_release_notes"],
  ["generateReleaseNotesPreviousTag", "previous_tag"],
  ["replacesArtifacts", "overwrite_files"],
  ["artifactErrorsFailBuild", "fail_on_unmatched_files"],
  ["repo_name", "repository"],
]);

/** What is said of an input of another action, in the words of its user. */
export type Advice = (names: Names) => string;

/** Inputs of other actions that ask for what is done here anyway. */
export const ALWAYS: ReadonlyMap<string, Advice> = new Map<string, Advice>([
  ["allowUpdates", () => "an existing release is always updated"],
  ["immutableCreate", () => "files are always there before a release is published"],
  ["file_glob", () => "patterns are always read, and a line that is the path of a file is always that file"],
  [
    "overwrite",
    ({ set }) => `a file with other content is always replaced, but for ${set("overwrite_files", "false")}`,
  ],
]);

const mediaType: Advice = () => "The media type is found by the name of the file; there is no other way to set it.";
const noTitle: Advice = ({ of }) => `Leave ${of("name")} out: on an update a title that is not given is left alone.`;

/** Inputs of other actions that change what is safe and are not supported: the way to the same end here. */
export const UNSUPPORTED: ReadonlyMap<string, Advice> = new Map<string, Advice>([
  [
    "skipIfReleaseExists",
    () =>
      "A release that is there is updated; an unchanged one is not written to. To skip it, put a condition on the step.",
  ],
  [
    "updateOnlyUnreleased",
    ({ set }) =>
      `Published releases are updated, too. Give ${set("draft", "true")}: it refuses to touch a published release.`,
  ],
  ["omitBody", ({ of }) => `Leave ${of("body")} and ${of("body_path")} out: notes that are not given are left alone.`],
  [
    "omitBodyDuringUpdate",
    ({ set }) => `Give ${set("body_mode", "keep")}: notes are given only to a release that this run creates.`,
  ],
  ["omitName", noTitle],
  ["omitNameDuringUpdate", noTitle],
  [
    "omitDraftDuringUpdate",
    ({ of }) => `Leave ${of("draft")} out: a published release stays published, a draft of somebody else a draft.`,
  ],
  ["omitPrereleaseDuringUpdate", ({ of }) => `Leave ${of("prerelease")} out: on an update it is left alone.`],
  [
    "removeArtifacts",
    () => "Files that are not named are never removed. Delete them on the release's page, or release under a new tag.",
  ],
  ["asset_name", ({ of }) => `Rename in ${of("files")}: “path => name”.`],
  ["asset_content_type", mediaType],
  ["artifactContentType", mediaType],
  ["promote", ({ set }) => `Give ${set("prerelease", "false")}.`],
  ["check_duplicates", ({ of }) => `Give ${of("overwrite_files")}: what has the same content is never sent again.`],
]);

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [...ALIASES.keys(), ...ALWAYS.keys(), ...UNSUPPORTED.keys()].map((name) => [name.toLowerCase(), name]),
);

/** An input's name as its own action spells it; runners hand it over in upper case. */
export function spelled(name: string): string {
  return SPELLINGS.get(name.toLowerCase()) ?? name;
}
