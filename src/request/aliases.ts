import type { InputName } from "./inputs";

/** Inputs of other actions that mean the same here. Keys in lower case, as environments carry them without case. */
export const ALIASES: Readonly<Record<string, InputName>> = {
  tag: "tag_name",
  artifacts: "files",
  artifact: "files",
  file: "files",
  bodyfile: "body_path",
  commit: "target_commitish",
  target_commit: "target_commitish",
  commitish: "target_commitish",
  repo_token: "token",
  release_name: "name",
  makelatest: "make_latest",
  discussioncategory: "discussion_category_name",
  generatereleasenotes: "generate_release_notes",
  generatereleasenotesprevioustag: "previous_tag",
  replacesartifacts: "overwrite_files",
  artifacterrorsfailbuild: "fail_on_unmatched_files",
  repo_name: "repository",
};

/** A present value that means nothing new here: how this program works anyway. */
export const OWN_WAY: Readonly<Record<string, string>> = {
  allowupdates: "an existing release is always updated",
  immutablecreate: "files are always there before a release is published",
  file_glob: "patterns are always read, and a line that is the path of a file is always that file",
  overwrite: "a file with other content is always replaced, unless overwrite_files is false",
};

/** Inputs of others that change what is safe and have no equal: the way to the same end here. */
export const WITHOUT_EQUAL: Readonly<Record<string, string>> = {
  skipifreleaseexists:
    "A release that is there is updated; an unchanged one is not written to. Guard the step with an `if:` to skip it.",
  updateonlyunreleased:
    "Published releases are updated, too. Set `draft: true`: it refuses to touch a published release.",
  omitbody: "Leave `body` and `body_path` out: notes that are not given are left alone.",
  omitbodyduringupdate: "Set `body_mode: keep`: notes are given only to a release that this run creates.",
  omitname: "Leave `name` out: a title that is not given is left alone.",
  omitnameduringupdate: "Leave `name` out: on an update a title that is not given is left alone.",
  omitdraftduringupdate: "Leave `draft` out: a published release stays published, a draft of somebody else a draft.",
  omitprereleaseduringupdate: "Leave `prerelease` out: on an update it is left alone.",
  removeartifacts:
    "Files that are not named are never removed. Delete them on the release's page, or release under a new tag.",
  asset_name: "Rename in the list of files: `path => name`.",
  artifactcontenttype: "The media type is found by the name of the file; there is no other way to set it.",
  promote: "Set `prerelease: false`.",
  check_duplicates: "Set `overwrite_files`: what has the same content is never sent again.",
};
