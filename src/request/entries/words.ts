import { resolve } from "node:path";
import { exists } from "../../disk/paths";
import { mapOf } from "../../model/group";
import { COMMAND_NAMES } from "../commands/specs";
import { flagOf, isInputName } from "../inputs";
import type { Entries } from "./entries";
import { nearest } from "./nearest";
import { lostName, meantBy } from "./unknown";

/** How publish does the work of commands that are not there. */
const BY_PUBLISH = mapOf({
  create: "creates the release of a tag: forge-release --tag-name TAG FILES…",
  edit: "changes the release of a tag: forge-release --tag-name TAG --name TITLE --body-path FILE",
  notes: "lets the forge write notes: forge-release --tag-name TAG --generate-release-notes",
});

/** What other tools call commands. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ...["release", "new", "add", "push", "update"].map((word) => [word, "publish"] as const),
  ["version", "--version"],
  ["show", "view"],
  ["get", "download"],
  ["rm", "delete"],
  ["remove", "delete"],
  ["mirror", "copy"],
  ["sync", "copy"],
]);

/** Why a word that is reserved for a command cannot be run, and what to do instead; `undefined` for any other word. */
export function refusalOf(word: string): string | undefined {
  const way = BY_PUBLISH.get(word);
  return way === undefined ? undefined : `There is no command “${word}”: publish ${way}.`;
}

/** What is wrong with the input `command`, where it names no command that is there. */
export function readCommand(value: string, shown: string): string[] {
  const word = value.trim();
  if (word === "publish") return [];
  const refusal = refusalOf(word);
  if (refusal !== undefined) return [`${shown}: ${refusal}`];
  const near = commandMeant(word);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  const known = ["publish", ...COMMAND_NAMES].join(", ");
  return [`${shown} must be one of ${known}, not “${word.slice(0, 100)}”${hint === "" ? "." : hint}`];
}

/** The command that an unknown word is a typing error of; `undefined` when none is near. */
function commandMeant(word: string): string | undefined {
  const known = OTHER_WORDS.get(word.toLowerCase());
  // `dist` is a folder that is not there, and no `list`.
  if (known !== undefined || word.length < 3 || lostName(word) !== undefined) return known;
  return nearest(word, ["publish", "help", ...COMMAND_NAMES, ...BY_PUBLISH.keys()]);
}

/** A word that is a file only if such a file is there; else this is wrong with it. */
export interface Suspect {
  readonly word: string;
  readonly problem: string;
  /** It says all there is to say of the line. */
  readonly isAll?: true;
}

/** What is wrong with a word of the command line, unless it is a file. */
export function suspicion(word: string, isFirst: boolean): string | undefined {
  const [, dashed] = /^[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+([^=]*)/.exec(word) ?? [];
  if (dashed !== undefined && dashed !== "") {
    const known = meantBy(dashed.replaceAll(/[^a-z]/gi, "_"));
    const end = known === undefined ? "." : `: ${flagOf(known)}.`;
    return `“${word}” begins with a dash that is not a hyphen, as word processors write it${end}`;
  }
  const [, name = ""] = /^([\w-]+)[=:]/.exec(word) ?? [];
  const input = name
    .replaceAll("-", "_")
    .toLowerCase()
    .replace(/^input_/, "");
  if (isInputName(input)) return `“${name}” is not a file; did you mean ${flagOf(input)}?`;
  const near = isFirst && /^[a-z-]+$/i.test(word) ? commandMeant(word) : undefined;
  return near === undefined ? undefined : `Unknown command “${word}”; did you mean ${near}?`;
}

/** Words that may have been meant for something else than a file: where no such file is there, that is what is wrong. */
export async function checkSuspects(entries: Entries, home: string): Promise<Entries> {
  const folder = resolve(home, entries.given.get("working_directory")?.value.trim() ?? "");
  const isThere = await Promise.all(entries.suspects.map(({ word }) => exists(resolve(folder, word))));
  const missing = entries.suspects.filter((_, at) => isThere[at] !== true);
  const all = missing.find(({ isAll }) => isAll === true);
  if (all !== undefined) return { ...entries, problems: [all.problem], notices: [], isForeign: true };
  const files = entries.given.get("files");
  if (missing.length === 0 || files === undefined) return entries;
  const left = files.value.split("\n").filter((line) => missing.every(({ word }) => word !== line));
  const given = new Map([...entries.given].filter(([name]) => name !== "files"));
  if (left.length > 0) given.set("files", { ...files, value: left.join("\n") });
  return { ...entries, given, problems: [...entries.problems, ...missing.map(({ problem }) => problem)] };
}
