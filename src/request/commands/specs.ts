import type { Input } from "../input-kinds";
import { INPUTS, type InputName, isInputName } from "../inputs";
import type { OptionName } from "./options";

/** What the command line of a command is made of. */
export interface Spec {
  /** What it does, as one sentence. */
  readonly does: string;
  /** Its words, as help shows them. */
  readonly words: string;
  /** The fewest and the most words it takes. */
  readonly least: number;
  readonly most: number;
  readonly options: readonly OptionName[];
  /** Inputs of publish that mean the same here. */
  readonly shares: readonly InputName[];
  /** Its words are files, as those of publish are. */
  readonly takesFiles?: true;
  /** It writes nothing to a forge: what is public needs no token. */
  readonly onlyReads?: true;
}

const PLACE = [
  ...(["forge", "repository", "server_url", "api_url", "token", "job_token", "ca_file"] as const),
  "allow_insecure_http",
] as const satisfies readonly InputName[];

const PATIENCE = [
  ...(["retries", "retry_delay", "max_wait", "stall_timeout"] as const),
  "language",
] as const satisfies readonly InputName[];

const ALL: readonly InputName[] = Object.keys(INPUTS).filter(isInputName);

/** Every command beside publish. The order is that of help. */
export const SPECS = {
  list: {
    does: "Lists releases, newest first.",
    words: "",
    ...{ least: 0, most: 0 },
    options: ["limit", "json"],
    onlyReads: true,
    shares: [...PLACE, ...PATIENCE],
  },
  view: {
    does: "Shows one release with its notes and files; the latest one without a tag.",
    words: "[TAG]",
    ...{ least: 0, most: 1 },
    options: ["json"],
    onlyReads: true,
    shares: ["tag_name", "release_id", ...PLACE, ...PATIENCE],
  },
  download: {
    does: "Brings the files of a release to disk, each checked; those of the latest release without a tag.",
    words: "[TAG] [PATTERN…]",
    ...{ least: 0, most: Infinity },
    options: ["dir", "clobber", "json"],
    onlyReads: true,
    shares: ["tag_name", "release_id", "working_directory", "concurrency", ...PLACE, ...PATIENCE],
  },
  verify: {
    does: "Reads the files of a release back and compares them with their digests, with the lists of checksums, with local files.",
    words: "[TAG] [FILE…]",
    ...{ least: 0, most: Infinity },
    options: ["json"],
    onlyReads: true,
    shares: ["tag_name", "release_id", "working_directory", "concurrency", ...PLACE, ...PATIENCE],
  },
  delete: {
    does: "Deletes a release, or files of it; asks first.",
    words: "TAG [FILE…]",
    ...{ least: 0, most: Infinity },
    options: ["with_tag", "yes", "json"],
    shares: ["tag_name", "release_id", "dry_run", "package_name", ...PLACE, ...PATIENCE],
  },
  prune: {
    does: "Deletes old releases whose tag matches, all but the newest; asks first.",
    words: "PATTERN",
    ...{ least: 1, most: 1 },
    options: ["keep", "older_than", "stable", "with_tags", "yes", "json"],
    shares: ["dry_run", "package_name", ...PLACE, ...PATIENCE],
  },
  copy: {
    does: "Copies releases with their notes, marks and files from any forge to any other, the oldest first; a second run copies what is missing.",
    words: "--from ADDRESS --to ADDRESS [TAG…]",
    ...{ least: 0, most: Infinity },
    options: [
      ...(["from", "to", "all", "since", "overwrite", "from_forge", "from_token_env", "from_api_url"] as const),
      ...(["to_forge", "to_token_env", "to_api_url", "json"] as const),
    ],
    shares: ["dry_run", "concurrency", "package_name", "oversized_files", "push_tag", ...PLACE, ...PATIENCE],
  },
  upload: {
    does: "Adds files to the release of a tag that is there; those of the same name are replaced.",
    words: "TAG FILE…",
    ...{ least: 1, most: Infinity },
    options: ["json"],
    shares: [
      ...(["tag_name", "working_directory", "fail_on_unmatched_files", "overwrite_files", "oversized_files"] as const),
      ...(["package_name", "on_unsupported", "dry_run", "concurrency", "allow_tag_mismatch"] as const),
      ...[...PLACE, ...PATIENCE],
    ],
  },
  doctor: {
    does: "Checks everything that publish needs with the same flags, on this machine and at the forge, without changing anything, and says what to do.",
    words: "[FILE…]",
    ...{ least: 0, most: Infinity },
    options: ["json"],
    shares: ALL,
    takesFiles: true,
  },
  init: {
    does: "Writes the file by which the CI of this repository releases, from its example; never over one that is there. A server that nothing else tells of is asked what it is, without a token.",
    words: "",
    ...{ least: 0, most: 0 },
    options: ["ci", "json"],
    shares: ["dry_run", "forge", "server_url", "ca_file", ...PATIENCE],
  },
  completion: {
    does: "Prints what a shell needs to complete commands and flags.",
    words: "bash|zsh|fish",
    ...{ least: 1, most: 1 },
    options: [],
    shares: ["language"],
  },
} as const satisfies Readonly<Record<string, Spec>>;

export type CommandName = keyof typeof SPECS;

export const COMMAND_NAMES: readonly CommandName[] = Object.keys(SPECS).filter(isCommandName);

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(SPECS, name);
}

/** Whether a word can only be a pattern for names of files: git takes none of these characters in a tag. */
export function isPattern(word: string): boolean {
  return /[*?[]/.test(word);
}

/** How a step of a workflow names a command: inputs of the action that publish itself has no use for. */
export const COMMAND_INPUTS = {
  command: { kind: "choice", choices: ["publish", ...COMMAND_NAMES], default: "publish", meaning: "What to do." },
  args: {
    kind: "lines",
    meaning: "Words and flags of the command line of that command, one a line.",
    otherwise: "none",
  },
} as const satisfies Readonly<Record<string, Input>>;
