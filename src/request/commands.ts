import { nearest } from "./nearest";
import { lostName } from "./others";

/** Commands that are kept, and how publish does their work until they are there; none: it does not. */
const COMMANDS: ReadonlyMap<string, string | undefined> = new Map([
  ["create", "publish creates the release of a tag: forge-release --tag-name TAG FILES…"],
  ["upload", "publish adds files to the release of a tag: forge-release --tag-name TAG FILES…"],
  ["edit", "publish changes the release of a tag: forge-release --tag-name TAG --name TITLE --body-path FILE"],
  ["notes", "publish lets the forge write notes: forge-release --tag-name TAG --generate-release-notes"],
  ["list", undefined],
  ["view", "publish shows what is there and what it would change: forge-release --tag-name TAG --dry-run"],
  ["download", undefined],
  ["verify", undefined],
  ["copy", undefined],
  ["delete", undefined],
  ["prune", undefined],
  ["doctor", "publish checks what it needs without changing anything: forge-release --dry-run"],
  ["init", undefined],
  ["completion", undefined],
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

export function isReserved(word: string): boolean {
  return COMMANDS.has(word);
}

/** Why a command cannot be run, and what to do instead; `word` as it was written. */
export function notYet(word: string): string {
  const way = COMMANDS.get(word.trim());
  return `“${word.trim()}” is kept for a command of its own, which this version does not have.${way === undefined ? "" : ` For now ${way}.`}`;
}

/** The command that an unknown word is a slip of; `undefined` when none is near. */
export function commandMeant(word: string): string | undefined {
  const names = ["publish", "help", ...COMMANDS.keys()];
  // `dist` is a folder that is not there, and no `list`.
  const near = word.length < 3 || lostName(word) !== undefined ? undefined : nearest(word, names);
  return OTHER_WORDS.get(word.toLowerCase()) ?? near;
}

/** What is wrong with the input `command`: publish is all there is. */
export function readCommand(value: string, shown: string): string[] {
  const word = value.trim();
  if (word === "publish") return [];
  if (isReserved(word)) return [`${shown}: ${notYet(word)}`];
  const near = commandMeant(word);
  return [
    `${shown} must be publish, not “${word.slice(0, 100)}”${near === undefined || near === "publish" ? "" : ` (${near} does not exist yet)`}.`,
  ];
}
