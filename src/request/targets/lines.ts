import { INPUT_LIST, GROUPS, type InputName } from "../inputs";

/** A line of the input `targets`, taken apart; values are read as those of inputs are. */
export interface TargetLine {
  /** Where it stands, from 1 on. */
  readonly number: number;
  /** The web address of a repository, or `.`. */
  readonly address: string;
  readonly words: ReadonlyMap<Key, string>;
}

/** What a line may say beside inputs. */
const OWN_KEYS = ["forge", "api_url", "token_env", "optional"] as const;
export type Key = (typeof OWN_KEYS)[number] | InputName;

/** Inputs that are one for all targets: what is released, and from where. */
const SHARED: readonly InputName[] = ["tag_name", "token", "working_directory", "targets"];

/** Inputs that a target may have of its own. */
const OVERRIDES: readonly InputName[] = [
  ...[...GROUPS.first.names, ...GROUPS.release.names, ...GROUPS.files.names, ...GROUPS.several.names],
].filter((name) => !SHARED.includes(name));

/** Keys of a line, in the order in which messages name them. */
export const KEYS: readonly Key[] = [...OWN_KEYS, ...OVERRIDES];

/** Reads the lines; empty ones, and those that begin with `#`, are none. Problems hold nothing of a password. */
export function readLines(lines: readonly string[]): {
  readonly targets: readonly TargetLine[];
  readonly problems: readonly string[];
} {
  const targets: TargetLine[] = [];
  const problems: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const number = index + 1;
    const read = readLine(line, number);
    targets.push(read.target);
    problems.push(...read.problems.map((problem) => `targets, line ${number}: ${problem}`));
  }
  return { targets, problems };
}

/** What stands between blanks; in double quotes they belong to it, and `\"` is one of them. */
const WORD = /(?:"(?:\\"|[^"])*"|[^\s"])+/g;

function readLine(line: string, number: number): { readonly target: TargetLine; readonly problems: readonly string[] } {
  const problems: string[] = [];
  if (line.replace(WORD, "").includes('"')) problems.push("a double quote is never closed.");
  const [address = "", ...rest] = [...line.matchAll(WORD)].map(([word]) => word);
  const words = new Map<Key, string>();
  for (const word of rest) {
    const [, name, value = ""] = /^([a-z_-]+)=(.*)$/is.exec(word) ?? [];
    const key = KEYS.find((one) => one === plainKey(name ?? ""));
    if (name === undefined) problems.push(`“${short(word)}” is not of the form key=value.`);
    else if (key === undefined) problems.push(whyNoKey(name));
    else if (words.has(key)) problems.push(`${key} is given twice.`);
    else words.set(key, unquoted(value));
  }
  return { target: { number, address: unquoted(address), words }, problems };
}

const plainKey = (name: string): string => name.toLowerCase().replaceAll("-", "_");

function whyNoKey(name: string): string {
  const plain = plainKey(name);
  if (plain === "token")
    return "a token has no place in a line that is shown: name the variable that holds it, token_env=NAME.";
  if (["repository", "server_url"].includes(plain)) return `${plain} is what the address at its beginning says.`;
  if (INPUT_LIST.some(([input]) => input === plain))
    return `${plain} is the same for all targets: give it as an input.`;
  return `“${short(name)}” is no key; there are ${KEYS.join(", ")}.`;
}

function unquoted(text: string): string {
  return text.replace(/"((?:\\"|[^"])*)"/g, (_, inside: string) => inside.replaceAll('\\"', '"'));
}

/** What was meant for a key may be a secret: a little of it is enough to find it. */
function short(word: string): string {
  return word.length > 20 ? `${word.slice(0, 12)}…` : word;
}
