import { nearest } from "./nearest";
import { lostName } from "./other-names";

/** Commands that are planned, and how publish does their work until then; empty: it does not. */
const PLANNED: ReadonlyMap<string, string> = new Map([
  ["list", ""],
  ["view", "publish shows what is there and what it would change: forge-release --tag-name TAG --dry-run"],
  ["download", ""],
  ["upload", "publish adds files to the release of a tag: forge-release --tag-name TAG FILES…"],
  ["delete", ""],
  ["prune", ""],
  ["verify", ""],
  ["copy", ""],
  ["doctor", "publish checks what it needs without changing anything: forge-release --dry-run"],
  ["init", ""],
  ["completion", ""],
]);

/** Commands of other tools whose work publish does. */
const PUBLISHES: ReadonlyMap<string, string> = new Map([
  ["create", "publish creates the release of a tag: forge-release --tag-name TAG FILES…"],
  ["edit", "publish changes the release of a tag: forge-release --tag-name TAG --name TITLE --body-path FILE"],
  ["notes", "publish lets the forge write notes: forge-release --tag-name TAG --generate-release-notes"],
]);

/** What other tools call them. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ["release", "publish"],
  ["new", "publish"],
  ["add", "publish"],
  ["push", "publish"],
  ["update", "publish"],
  ["version", "--version"],
  ["ls", "list"],
  ["show", "view"],
  ["get", "download"],
  ["rm", "delete"],
  ["remove", "delete"],
  ["mirror", "copy"],
  ["sync", "copy"],
]);

/** Why a word that is reserved for a command cannot be run, and what to do instead; `undefined` for any other word. */
export function refusalOf(word: string): string | undefined {
  const instead = PUBLISHES.get(word);
  if (instead !== undefined) return `There is no command “${word}”: ${instead}.`;
  const way = PLANNED.get(word);
  if (way === undefined) return undefined;
  return `The command “${word}” is planned and not there yet.${way === "" ? "" : ` Until then ${way}.`}`;
}

/** The command that an unknown word is a typing error of; `undefined` when none is near. */
export function commandMeant(word: string): string | undefined {
  const names = ["publish", "help", ...PLANNED.keys(), ...PUBLISHES.keys()];
  // `dist` is a folder that is not there, and no `list`.
  const near = word.length < 3 || lostName(word) !== undefined ? undefined : nearest(word, names);
  return OTHER_WORDS.get(word.toLowerCase()) ?? near;
}

/** What is wrong with the input `command`: publish is all there is. */
export function readCommand(value: string, shown: string): string[] {
  const word = value.trim();
  if (word === "publish") return [];
  const refusal = refusalOf(word);
  if (refusal !== undefined) return [`${shown}: ${refusal}`];
  const near = commandMeant(word);
  const hint = near === undefined || near === "publish" ? "" : ` (${near} is not there yet)`;
  return [`${shown} must be publish, not “${word.slice(0, 100)}”${hint}.`];
}
