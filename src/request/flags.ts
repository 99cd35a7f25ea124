import { parseArgs } from "node:util";
import type { DoorsRead, Given } from "./doors";
import { INPUTS, INPUT_LIST, type Input, type InputName, flagOf, isInputName } from "./inputs";
import { meant } from "./nearest";

const SWITCHES = ["help", "version", "debug"];
const RESERVED = ["init", "doctor", "completion"];

/** Reads the command line: flags, words that are files, commands. */
export function readFlags(argv: readonly string[]): Omit<DoorsRead, "notices" | "warnings"> {
  const { tokens } = parseArgs({
    args: [...argv],
    options: options(),
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const state: Flags = { given: new Map(), words: [], problems: [], switches: new Set(), tokenEnv: undefined };
  let first = true;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === "option") {
      const following = tokens[at + 1];
      const taken = readFlag(token, following?.kind === "positional" ? following.value : undefined, state);
      if (taken) at++;
    } else if (token?.kind === "positional") {
      readWord(token.value, first, state);
      first = false;
    }
  }
  if (state.words.length > 0)
    addLines(state, "files", { value: state.words.join("\n"), source: "the files on the command line" });
  const { given, problems, switches, tokenEnv } = state;
  const command = switches.has("help") ? "help" : switches.has("version") ? "version" : "publish";
  return { given, problems, command, debug: switches.has("debug"), tokenEnv };
}

interface Flags {
  readonly given: Map<InputName, Given>;
  readonly words: string[];
  readonly problems: string[];
  readonly switches: Set<string>;
  tokenEnv: string | undefined;
}

/** What parseArgs has to know: which flags swallow the next word whatever it is. */
function options(): Record<string, { type: "string" | "boolean"; multiple: true; short?: string }> {
  const known = INPUT_LIST.map(
    ([name, input]) =>
      [flagOf(name).slice(2), { type: isSwitch(input) ? "boolean" : "string", multiple: true }] as const,
  );
  return {
    ...Object.fromEntries(known),
    help: { type: "boolean", multiple: true, short: "h" },
    version: { type: "boolean", multiple: true },
    debug: { type: "boolean", multiple: true },
    "token-env": { type: "string", multiple: true },
  };
}

/** Flags that stand alone, with a value only when the next word is one of theirs. */
function isSwitch({ kind, choices }: Input): boolean {
  return kind === "boolean" || kind === "optional" || (kind === "choice" && choices?.includes("true") === true);
}

const BOOLEAN = /^(true|True|TRUE|false|False|FALSE)$/;

/** @returns whether the following word was the flag's value */
function readFlag(
  flag: { name: string; rawName: string; value?: string | undefined; inlineValue?: boolean | undefined },
  following: string | undefined,
  state: Flags,
): boolean {
  const { name, rawName, value } = flag;
  if (SWITCHES.includes(name)) {
    if (value !== undefined) state.problems.push(`${rawName} takes no value.`);
    state.switches.add(name);
    return false;
  }
  if (name === "token-env") {
    if (value === undefined || value === "") state.problems.push("--token-env needs the name of a variable.");
    state.tokenEnv = value;
    return false;
  }
  const negated = name.startsWith("no-");
  const known = (negated ? name.slice(3) : name).replaceAll("-", "_");
  const input: Input | undefined = isInputName(known) && !name.includes("_") ? INPUTS[known] : undefined;
  if (!isInputName(known) || input === undefined || rawName === `-${name}` || (negated && !isSwitch(input))) {
    state.problems.push(`Unknown flag ${rawName}${meant(known, flagOf)}`);
    // The word behind it is its value, not a file that is missing.
    return value === undefined && following !== undefined;
  }
  if (isSwitch(input)) {
    if (negated) {
      if (value !== undefined) state.problems.push(`${rawName} takes no value.`);
      set(state, known, { value: "false", source: rawName });
      return false;
    }
    const takes =
      value === undefined &&
      following !== undefined &&
      (BOOLEAN.test(following) || input.choices?.includes(following) === true);
    set(state, known, { value: value ?? (takes ? following : "true"), source: rawName });
    return takes;
  }
  if (value === undefined) state.problems.push(`${rawName} needs a value.`);
  else if (input.kind === "lines") addLines(state, known, { value, source: rawName });
  else set(state, known, { value, source: rawName });
  return false;
}

function readWord(word: string, first: boolean, state: Flags): void {
  if (first && word === "publish") return;
  if (first && word === "help") state.switches.add("help");
  else if (first && RESERVED.includes(word)) {
    state.problems.push(
      `“${word}” is kept for a command of its own, which this version does not have. For a file of that name write ./${word}.`,
    );
  } else state.words.push(word);
}

function set(state: Flags, name: InputName, given: Given): void {
  if (state.given.has(name)) state.problems.push(`${flagOf(name)} is given twice.`);
  if (given.value.trim() !== "") state.given.set(name, given);
}

function addLines(state: Flags, name: InputName, { value, source }: Given): void {
  if (value.trim() === "") return;
  const before = state.given.get(name);
  state.given.set(
    name,
    before === undefined
      ? { value, source }
      : { value: `${before.value}\n${value}`, source: `${before.source}, ${source}` },
  );
}
