import {
  type Input,
  NAME,
  PATH,
  type Table,
  type ValueOf,
  boolean,
  choice,
  lines,
  number,
  optional,
  path,
  prose,
  text,
} from "./input-kinds";

export { type Input, type Kind, LIST, lengthOf } from "./input-kinds";

const FIRST = {
  files: lines(
    "Files to upload: one pattern a line (commas separate, too). `!pattern` takes away, `path#label` labels, `path => name` renames.",
    { length: 16 * PATH },
  ),
  tag_name: text("Tag of the release.", { otherwise: "the tag that started the pipeline" }),
  name: text("Title of the release.", { length: 4 * NAME, otherwise: "the tag; on an update left alone" }),
  body_path: path("File with the release notes, `-`: standard input; wins over `body`."),
  generate_release_notes: boolean(
    false,
    "Notes written by the forge, else made of the commits, behind the given ones, for a new release or one without notes (`docs/notes.md`).",
  ),
  draft: optional("`true`: leave a draft. `false`: publish at the end, whoever made the draft.", {
    otherwise: "what this program makes ends published; a draft of somebody else stays a draft",
  }),
  prerelease: choice(
    ["auto", "true", "false"],
    "`auto`: on a new release, by the suffix of the version in the tag (`docs/versions.md`).",
  ),
  token: text("Token to publish with.", {
    length: 4 * PATH,
    otherwise: "the variable of the target forge, else the runner's own token for its own server",
  }),
} satisfies Table;

const WHERE = {
  forge: text("Kind of forge.", { otherwise: "found out, and logged" }),
  repository: text("`owner/repo`.", { length: 4 * NAME, otherwise: "the pipeline's own, else the remote `origin`" }),
  server_url: path(
    "Web address of a self-hosted forge; a sub-path is allowed.",
    "the pipeline's own server, else the forge's public one",
  ),
  api_url: path("API root, where it cannot be derived (hosts that are compatible with GitHub).", "derived"),
  job_token: text(
    "Set by the runner: its own automatic token, used when `token` is empty and the target is the server that runs the job.",
    { length: 4 * PATH, internal: true },
  ),
  ca_file: path(
    "PEM file of certificate authorities, added to the usual ones.",
    "`CI_SERVER_TLS_CA_FILE`, `SSL_CERT_FILE`",
  ),
  allow_insecure_http: boolean(false, "Send the token over plain http."),
} satisfies Table;

const RELEASE = {
  body: prose("The release notes."),
  changelog_path: path(
    "Changelog whose section of this version is published, behind `body` or `body_path`; `-`: standard input (`docs/notes.md`).",
  ),
  body_mode: choice(
    ["replace", "append", "prepend", "keep"],
    "What given notes do to present ones: `replace` them, stand behind (`append`) or before them (`prepend`) once, or `keep` them.",
  ),
  notes_from_tag: boolean(
    false,
    "Publish what the annotated tag says, behind the notes that are given, without its signature (`docs/notes.md`).",
  ),
  notes_config: path(
    "File in the repository that says how the forge generates notes (GitHub, GitLab).",
    "the forge's own place for it",
  ),
  previous_tag: text("Where generated notes start.", { otherwise: "the highest lower version with the same prefix" }),
  target_commitish: text("Commit or branch for a tag that does not exist yet.", {
    otherwise: "the commit being built",
  }),
  verify_tag: boolean(false, "The tag must exist already."),
  allow_tag_mismatch: boolean(false, "Go on although the tag is on another commit than the one being built."),
  make_latest: choice(
    ["auto", "true", "false", "legacy"],
    "`auto`: a release of an older line does not take the “latest” mark from a higher version.",
  ),
  discussion_category_name: text("Start a discussion in this category (GitHub.com)."),
  tag_message: prose("Make an annotated tag with this message, where the forge can make one with the release."),
  milestones: lines("Titles of milestones, one a line; `[]`: none (GitLab)."),
  links: lines("Further links, `name=url` a line (GitLab, there `name=url#type` too; Forgejo).", { length: PATH }),
  package_name: text("Generic package that files are uploaded to (GitLab).", { otherwise: "the name of the project" }),
  labels: lines("Labels of the release, one a line (TGit)."),
  released_at: text("Date of an upcoming or historical release, as ISO 8601 writes it (GitLab).", {
    otherwise: "the moment of its creation; on an update left alone",
  }),
  release_id: text("Update exactly this release; its tag, where none is given."),
  on_unsupported: choice(
    ["warn", "fail"],
    "What to do when the forge cannot do what was asked for. A requested draft is never published instead.",
  ),
} satisfies Table;

const FILES = {
  working_directory: path(
    "Base of patterns and of `body_path`.",
    "the workspace in an action, the current folder at the command line",
  ),
  fail_on_unmatched_files: boolean(true, "A pattern that matches nothing is an error, found before anything is sent."),
  overwrite_files: boolean(true, "Replace a file of the same name with other content; `false` keeps it."),
  oversized_files: choice(
    ["fail", "skip", "link"],
    "What to do with files that the forge will refuse (too big; empty on GitHub). `link`: see `docs/mirrors.md`.",
  ),
  preserve_order: boolean(false, "Upload one after the other in the order given."),
  checksums: text(
    "Name of a file with the sha256 of every file of the release, such as `SHA256SUMS` (`docs/checksums.md`).",
  ),
  verify: boolean(
    false,
    "Download every file of this run after publishing, as a stranger would, and compare its sha256.",
  ),
  expect_files: lines("Patterns or a number: the run that publishes fails before it does when the release lacks one."),
  prune_files: lines("Patterns of older files to delete when everything else went well, such as those of last night."),
  prune_age: text("How old such a file has to be: `90m`, `6h`, `2d`; `0` only where one job publishes.", {
    otherwise: "`6h`",
  }),
} satisfies Table;

const SEVERAL = {
  targets: lines(
    "Several repositories in one run: a web address a line, or `.` for the pipeline's own, then `key=value` words (`docs/mirrors.md`).",
    { length: 4 * PATH },
  ),
  wait_for_tag: number({ most: 86_400, default: "0" }, "Seconds to wait for a tag that a mirror has yet to pull."),
  push_tag: choice(
    ["false", "true", "force"],
    "`true`: push a tag that is not there from the checkout, by git with the target's token. `force`: move it there, too; only for tags that are no version.",
  ),
  floating_tags: boolean(
    false,
    "After publishing the stable version `v1.2.3`, move `v1` and `v1.2` to its commit, never to a lower version.",
  ),
} satisfies Table;

const ADVANCED = {
  dry_run: boolean(false, "Read, print the plan, change nothing."),
  concurrency: number(
    { least: 1, whole: true, word: "auto", default: "auto" },
    "Uploads or downloads at a time; `auto`: up to 12 small or 4 large ones, fewer from the first sign of a limit on.",
  ),
  retries: number({ most: 1000, whole: true, default: "5" }, "Tries of one request beyond the first."),
  retry_delay: number({ default: "1" }, "Seconds before the first retry; doubles each time, up to 60 times this."),
  max_wait: number({ default: "900" }, "Longest wait in seconds that a forge may ask for."),
  stall_timeout: number(
    { least: 0.1, most: 86_400, default: "60" },
    "Seconds without a byte moving before a transfer is retried; an answer may take five times this.",
  ),
  language: choice(
    ["auto", "en", "zh"],
    "Of errors, hints, warnings, notices, results, the summary and the last line: English or Chinese (中文). `auto`: as `LC_ALL`, `LC_MESSAGES` or `LANG` say.",
  ),
  outputs_file: path("File for the outputs: `.json` as JSON, else as dotenv."),
} satisfies Table;

/** THE table of inputs: parser, action.yml, `--help` and README are made from it or checked against it. */
export const INPUTS = { ...FIRST, ...WHERE, ...RELEASE, ...FILES, ...SEVERAL, ...ADVANCED };

export type InputName = keyof typeof INPUTS;

/** All inputs, typed; what was not given is `undefined` or its default. */
export type Inputs = {
  readonly [Name in InputName]: ValueOf<(typeof INPUTS)[Name]>[(typeof INPUTS)[Name]["kind"]];
};

/** The table as plain entries, for whoever walks over it. */
export const INPUT_LIST: readonly (readonly [InputName, Input])[] = Object.keys(INPUTS)
  .filter(isInputName)
  .map((name) => [name, INPUTS[name]]);

/** Groups of the inputs that people give, in the order in which they are read. */
export const GROUPS = {
  first: { title: "The eight that matter first", names: Object.keys(FIRST).filter(isPublic) },
  where: { title: "Where", names: Object.keys(WHERE).filter(isPublic) },
  release: { title: "The release", names: Object.keys(RELEASE).filter(isPublic) },
  files: { title: "The files", names: Object.keys(FILES).filter(isPublic) },
  several: { title: "Several forges, and tags", names: Object.keys(SEVERAL).filter(isPublic) },
  how: { title: "Advanced", names: Object.keys(ADVANCED).filter(isPublic) },
} as const;

export function isInputName(name: string): name is InputName {
  return Object.hasOwn(INPUTS, name);
}

/** Whether it is an input that people give. */
export function isPublic(name: string): name is InputName {
  const input: Input | undefined = isInputName(name) ? INPUTS[name] : undefined;
  return input !== undefined && input.internal !== true;
}

/** `tag_name` → `--tag-name` */
export function flagOf(name: string): string {
  return `--${name.replaceAll("_", "-")}`;
}

/** Whether checksums, checks or clearing out were asked for: a run without them loads nothing of it. */
export function asksForArrival(
  inputs: Pick<
    Inputs,
    "checksums" | "verify" | "expect_files" | "prune_files" | "prune_age" | "labels" | "released_at"
  >,
): boolean {
  const { checksums, verify, expect_files, prune_files, prune_age, labels, released_at } = inputs;
  const texts = [checksums, prune_age, released_at];
  const lists = [expect_files, prune_files, labels];
  return verify || texts.some((text) => text !== undefined) || lists.some((all) => all.length > 0);
}
