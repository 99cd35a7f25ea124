import type { InputName } from "./inputs";
import type { Names } from "./names";

/** Inputs of other actions that mean the same here, as their own documents spell them. */
const SPELLED: readonly (readonly [string, InputName])[] = [
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
];

/** By their names in lower case, as environments carry them without case. */
export const ALIASES: ReadonlyMap<string, InputName> = new Map(
  SPELLED.map(([name, input]) => [name.toLowerCase(), input]),
);

/** What is said of an input of others, in the words of the door it came through. */
export type Way = (names: Names) => string;

/** A present value that means nothing new here: how this program works anyway. */
export const OWN_WAY: ReadonlyMap<string, Way> = new Map<string, Way>([
  ["allowupdates", () => "an existing release is always updated"],
  ["immutablecreate", () => "files are always there before a release is published"],
  ["file_glob", () => "patterns are always read, and a line that is the path of a file is always that file"],
  [
    "overwrite",
    ({ set }) => `a file with other content is always replaced, but for ${set("overwrite_files", "false")}`,
  ],
]);

const mediaType: Way = () => "The media type is found by the name of the file; there is no other way to set it.";
const noTitle: Way = ({ of }) => `Leave ${of("name")} out: on an update a title that is not given is left alone.`;

/** Inputs of others that change what is safe and have no equal: the way to the same end here. */
export const WITHOUT_EQUAL: ReadonlyMap<string, Way> = new Map<string, Way>([
  [
    "skipifreleaseexists",
    () =>
      "A release that is there is updated; an unchanged one is not written to. To skip it, put a condition on the step.",
  ],
  [
    "updateonlyunreleased",
    ({ set }) =>
      `Published releases are updated, too. Give ${set("draft", "true")}: it refuses to touch a published release.`,
  ],
  ["omitbody", ({ of }) => `Leave ${of("body")} and ${of("body_path")} out: notes that are not given are left alone.`],
  [
    "omitbodyduringupdate",
    ({ set }) => `Give ${set("body_mode", "keep")}: notes are given only to a release that this run creates.`,
  ],
  ["omitname", noTitle],
  ["omitnameduringupdate", noTitle],
  [
    "omitdraftduringupdate",
    ({ of }) => `Leave ${of("draft")} out: a published release stays published, a draft of somebody else a draft.`,
  ],
  ["omitprereleaseduringupdate", ({ of }) => `Leave ${of("prerelease")} out: on an update it is left alone.`],
  [
    "removeartifacts",
    () => "Files that are not named are never removed. Delete them on the release's page, or release under a new tag.",
  ],
  ["asset_name", ({ of }) => `Rename in ${of("files")}: “path => name”.`],
  ["asset_content_type", mediaType],
  ["artifactcontenttype", mediaType],
  ["promote", ({ set }) => `Give ${set("prerelease", "false")}.`],
  ["check_duplicates", ({ of }) => `Give ${of("overwrite_files")}: what has the same content is never sent again.`],
]);

/** An input's name as its own action spells it; runners hand it over in upper case. */
export function spelled(name: string): string {
  return SPELLINGS.get(name) ?? name;
}

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [
    ...SPELLED.map(([name]) => name),
    ...["allowUpdates", "immutableCreate", "skipIfReleaseExists", "updateOnlyUnreleased", "omitBody"],
    ...["omitBodyDuringUpdate", "omitName", "omitNameDuringUpdate", "omitDraftDuringUpdate"],
    ...["omitPrereleaseDuringUpdate", "removeArtifacts", "artifactContentType"],
  ].map((name) => [name.toLowerCase(), name]),
);
