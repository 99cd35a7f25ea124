/**
 * What a value may be. `text` is trimmed, `prose` taken as it is, `lines` is a list, `boolean` has a default, `optional`
 * is a boolean whose absence means something, `choice` is one of some words, `number` is zero or more.
 */
export type Kind = "text" | "prose" | "lines" | "boolean" | "optional" | "choice" | "number";

export interface Input {
  readonly kind: Kind;
  /** Text of the default as the value would be written; absent where the default is worked out. */
  readonly default?: string;
  readonly choices?: readonly string[];
  /** Of a number: the least and the most that make sense, whether it has to be whole, and a word in its place. */
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
  readonly word?: string;
  /** Characters that it may have; of a list: that a line of it may have. Else as many as a name, or a text for prose. */
  readonly length?: number;
  /** What it means, in one sentence or two. */
  readonly meaning: string;
  /** What the default is, where it is worked out. */
  readonly otherwise?: string;
  /** Only the runner sets it; help and README leave it out. */
  readonly internal?: boolean;
}

/** Characters of a name, such as forges keep them. */
const NAME = 255;
/** Characters of a text. Forges have other limits for it, which they tell. */
const TEXT = 1_000_000;
/** Characters of a path or an address: as long as systems and servers take them. */
const PATH = 4096;
/** Characters of a whole list. */
export const LIST = 2_000_000;

type Table = Readonly<Record<string, Input>>;

const FIRST = {
  files: {
    kind: "lines",
    length: 16 * PATH,
    meaning:
      "Files to upload: one pattern a line (commas separate, too). `!pattern` takes away, `path#label` labels, `path => name` renames.",
  },
  tag_name: { kind: "text", meaning: "Tag of the release.", otherwise: "the tag that started the pipeline" },
  name: {
    kind: "text",
    length: 4 * NAME,
    meaning: "Title of the release.",
    otherwise: "the tag; on an update left alone",
  },
  body_path: {
    kind: "text",
    length: PATH,
    meaning: "File with the release notes, `-`: standard input; wins over `body`.",
  },
  generate_release_notes: {
    kind: "boolean",
    default: "false",
    meaning: "Let the forge write notes, placed after the given ones, for a new release or one without notes.",
  },
  draft: {
    kind: "optional",
    meaning: "`true`: leave a draft. `false`: publish at the end, whoever made the draft.",
    otherwise: "what this program makes ends published; a draft of somebody else stays a draft",
  },
  prerelease: {
    kind: "choice",
    choices: ["auto", "true", "false"],
    default: "auto",
    meaning: "`auto`: on a new release, by the suffix of the version in the tag (`docs/versions.md`).",
  },
  token: {
    kind: "text",
    length: 4 * PATH,
    meaning: "Token to publish with.",
    otherwise: "the variable of the target forge, else the runner's own token for its own server",
  },
} as const satisfies Table;

const WHERE = {
  forge: { kind: "text", meaning: "Kind of forge.", otherwise: "found out, and logged" },
  repository: {
    kind: "text",
    length: 4 * NAME,
    meaning: "`owner/repo`.",
    otherwise: "the pipeline's own, else the remote `origin`",
  },
  server_url: {
    kind: "text",
    length: PATH,
    meaning: "Web address of a self-hosted forge; a sub-path is allowed.",
    otherwise: "the pipeline's own server, else the forge's public one",
  },
  api_url: {
    kind: "text",
    length: PATH,
    meaning: "API root, where it cannot be derived (hosts that are compatible with GitHub).",
    otherwise: "derived",
  },
  job_token: {
    kind: "text",
    length: 4 * PATH,
    internal: true,
    meaning:
      "Set by the runner: its own automatic token, used when `token` is empty and the target is the server that runs the job.",
  },
  ca_file: {
    kind: "text",
    length: PATH,
    meaning: "PEM file of certificate authorities, added to the usual ones.",
    otherwise: "`CI_SERVER_TLS_CA_FILE`, `SSL_CERT_FILE`",
  },
  allow_insecure_http: { kind: "boolean", default: "false", meaning: "Send the token over plain http." },
} as const satisfies Table;

const RELEASE = {
  body: { kind: "prose", meaning: "The release notes." },
  body_mode: {
    kind: "choice",
    choices: ["replace", "append", "keep"],
    default: "replace",
    meaning: "What given notes do to present ones: `replace` them, `append` to them (once), or `keep` them.",
  },
  previous_tag: {
    kind: "text",
    meaning: "Where generated notes start.",
    otherwise: "the highest lower version with the same prefix",
  },
  target_commitish: {
    kind: "text",
    meaning: "Commit or branch for a tag that does not exist yet.",
    otherwise: "the commit being built",
  },
  verify_tag: { kind: "boolean", default: "false", meaning: "The tag must exist already." },
  allow_tag_mismatch: {
    kind: "boolean",
    default: "false",
    meaning: "Go on although the tag is on another commit than the one being built.",
  },
  make_latest: {
    kind: "choice",
    choices: ["auto", "true", "false", "legacy"],
    default: "auto",
    meaning: "`auto`: a release of an older line does not take the “latest” mark from a higher version.",
  },
  discussion_category_name: { kind: "text", meaning: "Start a discussion in this category (GitHub.com)." },
  tag_message: {
    kind: "prose",
    meaning: "Make an annotated tag with this message, where the forge can make one with the release.",
  },
  milestones: { kind: "lines", meaning: "Titles of milestones, one a line; `[]`: none (GitLab)." },
  links: {
    kind: "lines",
    length: PATH,
    meaning: "Further links, `name=url` a line (GitLab, there `name=url#type` too; Forgejo).",
  },
  package_name: {
    kind: "text",
    meaning: "Generic package that files are uploaded to (GitLab).",
    otherwise: "the name of the project",
  },
  release_id: { kind: "text", meaning: "Update exactly this release; its tag, where none is given." },
  on_unsupported: {
    kind: "choice",
    choices: ["warn", "fail"],
    default: "warn",
    meaning: "What to do when the forge cannot do what was asked for. A requested draft is never published instead.",
  },
} as const satisfies Table;

const FILES = {
  working_directory: {
    kind: "text",
    length: PATH,
    meaning: "Base of patterns and of `body_path`.",
    otherwise: "the workspace in an action, the current folder at the command line",
  },
  fail_on_unmatched_files: {
    kind: "boolean",
    default: "true",
    meaning: "A pattern that matches nothing is an error, found before anything is sent.",
  },
  overwrite_files: {
    kind: "boolean",
    default: "true",
    meaning: "Replace a file of the same name with other content; `false` keeps it.",
  },
  oversized_files: {
    kind: "choice",
    choices: ["fail", "skip"],
    default: "fail",
    meaning: "What to do with files that the forge will refuse (too big; empty on GitHub).",
  },
  preserve_order: { kind: "boolean", default: "false", meaning: "Upload one after the other in the order given." },
} as const satisfies Table;

const ADVANCED = {
  dry_run: { kind: "boolean", default: "false", meaning: "Read, print the plan, change nothing." },
  concurrency: {
    kind: "number",
    least: 1,
    whole: true,
    word: "auto",
    default: "auto",
    meaning: "Uploads at a time; `auto`: 4.",
  },
  retries: { kind: "number", most: 1000, whole: true, default: "5", meaning: "Tries of one request beyond the first." },
  retry_delay: {
    kind: "number",
    default: "1",
    meaning: "Seconds before the first retry; doubles each time, up to 60 times this.",
  },
  max_wait: { kind: "number", default: "900", meaning: "Longest wait in seconds that a forge may ask for." },
  stall_timeout: {
    kind: "number",
    least: 0.1,
    most: 86_400,
    default: "60",
    meaning: "Seconds without a byte moving before a transfer is retried; an answer may take five times this.",
  },
  outputs_file: { kind: "text", length: PATH, meaning: "File for the outputs: `.json` as JSON, else as dotenv." },
} as const satisfies Table;

/** THE table of inputs: parser, action.yml, `--help` and README are made from it or checked against it. */
export const INPUTS = { ...FIRST, ...WHERE, ...RELEASE, ...FILES, ...ADVANCED };

export type InputName = keyof typeof INPUTS;

type ValueOf<I> = I extends { readonly kind: "lines" }
  ? readonly string[]
  : I extends { readonly kind: "boolean" }
    ? boolean
    : I extends { readonly kind: "number"; readonly word: infer Word }
      ? number | Word
      : I extends { readonly kind: "number" }
        ? number
        : I extends { readonly kind: "optional" }
          ? boolean | undefined
          : I extends { readonly kind: "choice"; readonly choices: readonly (infer Word)[] }
            ? Word
            : string | undefined;

/** All inputs, typed; what was not given is `undefined` or its default. */
export type Inputs = { readonly [Name in InputName]: ValueOf<(typeof INPUTS)[Name]> };

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
export function flagOf(name: InputName): string {
  return `--${name.replaceAll("_", "-")}`;
}

/** Characters that a value may have; of a list, a line of it. */
export function lengthOf({ kind, length }: Input): number {
  return length ?? (kind === "prose" ? TEXT : NAME);
}

/** Uploads at a time. */
export function atOnce({ concurrency }: Pick<Inputs, "concurrency">): number {
  return concurrency === "auto" ? 4 : concurrency;
}
