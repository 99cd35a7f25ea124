import { INPUT_LIST, type InputName, flagOf } from "../inputs";
import type { Given } from "./entries";
import { quoted } from "./names";

/** Commands of `gh release` and `glab release`, and what does it here; `publish` needs no word. */
const VERBS: ReadonlyMap<string, string> = new Map([
  ...["create", "new", "edit", "update"].map((verb) => [verb, "publish"] as const),
  ...["list", "view", "download", "upload", "delete"].map((verb) => [verb, verb] as const),
  ["ls", "list"],
  ["delete-asset", "delete"],
  ["verify", "verify"],
  ["verify-asset", "verify"],
]);

/** What a command of another tool is here. */
export interface ForeignCommand {
  /** As it was typed: `create`, `release create`. */
  readonly typed: string;
  /** Words of it behind the first one. */
  readonly more: 0 | 1;
  /** The command here. */
  readonly here: string;
}

/** The command that two words of a command line are in `gh` and `glab`, as far as it has another name here. */
export function foreignCommand(word: string, next: string | undefined): ForeignCommand | undefined {
  if (word === "create" || word === "edit") return { typed: word, more: 0, here: "publish" };
  const here = word === "release" && next !== undefined ? VERBS.get(next) : undefined;
  return here === undefined ? undefined : { typed: `release ${next ?? ""}`, more: 1, here };
}

/**
 * The same command line in the words of this program, ready to be copied. A token is never shown.
 *
 * @param words what stood behind the command; the first one is a tag there
 */
export function retold(
  { typed, here }: ForeignCommand,
  given: ReadonlyMap<InputName, Given>,
  words: readonly string[],
): string {
  if (here !== "publish") return `There is no command “${typed}”: write forge-release ${here}, and the rest as it is.`;
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
  return `There is no command “${typed}”: publish ${does} the release of a tag. The same here: forge-release ${parts.join(" ")}`;
}

function flagsFor(name: InputName, given: Given | undefined): string[] {
  if (given === undefined) return [];
  if (name === "token" || name === "job_token") return ["--token-env NAME"];
  const { value } = given;
  if (value === "true") return [flagOf(name)];
  const isShown = value.length <= 200 && !value.includes("\n");
  return [`${flagOf(name)} ${isShown ? quoted(value) : "'…'"}`];
}
