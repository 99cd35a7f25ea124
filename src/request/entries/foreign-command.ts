import { retell } from "../commands/retell";
import { INPUT_LIST, type InputName, flagOf } from "../inputs";
import type { Given } from "./entries";
import { quoted } from "./names";

/** Commands of `gh release` and `glab release`, and what does it here; `publish` needs no word. */
const VERBS: ReadonlyMap<string, string> = new Map([
  ...["create", "new", "edit", "update"].map((verb) => [verb, "publish"] as const),
  ...["list", "view", "download", "upload", "delete", "verify"].map((verb) => [verb, verb] as const),
  ["ls", "list"],
  ["show", "view"],
  ["delete-asset", "delete"],
  ["verify-asset", "verify"],
]);

/** Those that are told without the word `release` before them as well: no command here is called so. */
const ALONE = ["create", "edit", "ls", "delete-asset", "verify-asset"];

/** What a command of another tool is here. */
export interface ForeignCommand {
  /** As it was typed: `create`, `release create`. */
  readonly typed: string;
  /** Words of it behind the first one. */
  readonly more: 0 | 1;
  /** The command here. */
  readonly here: string;
  /** The word is kept for it, whatever files there are. */
  readonly isReserved: boolean;
}

/** The command that two words of a command line are in `gh` and `glab`, as far as it has another name here. */
export function foreignCommand(word: string, next: string | undefined): ForeignCommand | undefined {
  const alone = ALONE.includes(word) ? VERBS.get(word) : undefined;
  if (alone !== undefined) return { typed: word, more: 0, here: alone, isReserved: alone === "publish" };
  const here = word === "release" && next !== undefined ? VERBS.get(next) : undefined;
  return here === undefined ? undefined : { typed: `release ${next ?? ""}`, more: 1, here, isReserved: true };
}

/** A command beside publish, as it is written here. @param argv the flags before it, and all that stands behind */
export function commandRetold({ typed, here }: ForeignCommand, argv: readonly string[]): string {
  const needsFile = typed.endsWith("delete-asset") && argv.filter((word) => !word.startsWith("-")).length < 2;
  const line = needsFile ? "forge-release delete TAG FILE" : retell(here, argv).line;
  return `There is no command “${typed}”. The same here: ${line}`;
}

/**
 * The same for what publish does here. A token is never shown.
 *
 * @param words what stood behind the command; the first one is a tag there
 */
export function retold(
  { typed, more }: ForeignCommand,
  given: ReadonlyMap<InputName, Given>,
  words: readonly string[],
): string {
  const [tag, ...files] = words;
  const does = /edit|update/.test(typed) ? "changes" : "creates";
  const isAlone = words.length === 0 && given.size === 0;
  const parts = isAlone
    ? ["--tag-name TAG FILES…"]
    : [
        ...(tag === undefined ? [] : [`--tag-name ${quoted(tag)}`]),
        ...INPUT_LIST.flatMap(([name]) => flagsFor(name, given.get(name))),
        ...files.map(quoted),
      ];
  const line = `forge-release ${parts.join(" ")}`;
  // A file may have the name of a command.
  const named = more > 0 ? "" : ` A file of that name is written ./${typed}.`;
  return `There is no command “${typed}”: publish ${does} the release of a tag.${named} The same here: ${line}`;
}

function flagsFor(name: InputName, given: Given | undefined): string[] {
  if (given === undefined) return [];
  if (name === "token" || name === "job_token") return ["--token-env NAME"];
  const { value } = given;
  if (value === "true") return [flagOf(name)];
  const isShown = value.length <= 200 && !value.includes("\n");
  return [`${flagOf(name)} ${isShown ? quoted(value) : "'…'"}`];
}
