import { INPUTS, type Input, type InputName, flagOf, isInputName } from "../inputs";
import { BOOLEAN } from "../parse";
import type { Entries, Given } from "./entries";
import { meantBy } from "./unknown";
import { type Suspect, refusalOf, suspicion } from "./words";

type FlagsRead = Pick<Entries, "given" | "problems" | "warnings" | "command" | "debug" | "tokenEnv" | "suspects">;

const SWITCHES = ["help", "version", "debug"];

/** What people type who come from other tools; only `-h` and `-v` are flags here. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["h", "--help"],
  ["v", "--version"],
  ["V", "--version"],
  ["t", "--name"],
  ["n", "--body"],
  ["N", "--body"],
  ["F", "--body-path"],
  ["d", "--draft"],
  ["p", "--prerelease"],
  ["R", "--repository"],
  ["m", "--milestones"],
  ["r", "--target-commitish"],
  ["T", "--tag-message"],
  ["a", "--files"],
]);

interface State {
  readonly given: Map<InputName, Given>;
  readonly suspects: Suspect[];
  readonly problems: string[];
  readonly warnings: string[];
  readonly switches: Set<string>;
  tokenEnv: string | undefined;
}

/** Reads the command line: flags, words that are files, commands. Behind `--` all words are files. */
export function readFlags(argv: readonly string[]): FlagsRead {
  const [given, switches] = [new Map<InputName, Given>(), new Set<string>()];
  const state: State = { given, switches, suspects: [], problems: [], warnings: [], tokenEnv: undefined };
  const files: string[] = [];
  let isFirst = true;
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    if (word === "--") {
      files.push(...argv.slice(at + 1));
      break;
    }
    if (/^-./s.test(word)) {
      at += readFlag({ word, next: argv[at + 1], isAlone: argv.length === 1 }, state);
      continue;
    }
    const refusal = isFirst ? refusalOf(word) : undefined;
    if (refusal !== undefined) {
      state.problems.push(`${refusal} For a file of that name write ./${word}.`);
      // What follows belongs to that command.
      break;
    }
    if (isFirst && word === "help") switches.add("help");
    else if (!isFirst || word !== "publish") {
      files.push(word);
      const problem = suspicion(word, isFirst);
      if (problem !== undefined) state.suspects.push({ word, problem });
    }
    isFirst = false;
  }
  addLines(state, "files", { value: files.join("\n"), source: "the files on the command line", entry: "word" });
  const command = switches.has("help") ? "help" : switches.has("version") ? "version" : "publish";
  return { ...state, command, debug: switches.has("debug") };
}

/** A flag as it was typed. */
interface Flag {
  /** Without its value. */
  readonly raw: string;
  /** Without dashes. */
  readonly name: string;
  /** What stands behind `=`. */
  readonly value: string | undefined;
  /** The word behind it. */
  readonly next: string | undefined;
}

/** @returns how many of the words that follow were the flag's value */
function readFlag(
  { word, next, isAlone }: { readonly word: string; readonly next: string | undefined; readonly isAlone: boolean },
  state: State,
): 0 | 1 {
  const [, dashes = "", name = "", , value] = /^(--?)([^=]*)(=(.*))?$/s.exec(word) ?? [];
  const flag: Flag = { raw: dashes + name, name, value, next };
  if (dashes === "-") return readShort(flag, isAlone, state);
  if (SWITCHES.includes(name)) {
    if (value !== undefined) state.problems.push(`${flag.raw} takes no value.`);
    state.switches.add(name);
    return 0;
  }
  if (name === "token-env") {
    state.tokenEnv = value ?? next;
    if ((state.tokenEnv ?? "") === "") state.problems.push("--token-env needs the name of a variable.");
    return value === undefined && next !== undefined ? 1 : 0;
  }
  const [, negation, positive = ""] = /^(no-)?(.*)$/s.exec(name) ?? [];
  const known = inputOf(positive);
  if (known !== undefined && isSwitch(INPUTS[known]))
    return negation === undefined ? readSwitch(known, flag, state) : readNegated(known, flag, state);
  if (known !== undefined && negation === undefined) return readValued(known, flag, state);
  const near = meantBy(positive.replaceAll("-", "_"));
  return unknown(flag, near === undefined ? "." : `; did you mean ${flagOf(near)}?`, state);
}

function inputOf(name: string): InputName | undefined {
  const known = name.replaceAll("-", "_");
  return isInputName(known) && !name.includes("_") ? known : undefined;
}

/** Flags that stand alone, with a value only when the next word is one of theirs. */
function isSwitch({ kind, choices }: Input): boolean {
  return kind === "boolean" || kind === "optional" || (kind === "choice" && choices?.includes("true") === true);
}

function readShort(flag: Flag, isAlone: boolean, state: State): 0 | 1 {
  const { raw, name, value } = flag;
  const long = SHORT.get(name);
  if (value === undefined && (long === "--help" || (long === "--version" && isAlone))) {
    state.switches.add(long.slice(2));
    return 0;
  }
  // A `-v` among other words may as well mean a talkative run: it must not end one that was to publish.
  if (value === undefined && long === "--version") {
    state.problems.push(`Unknown flag ${raw}; did you mean --version, or --debug for more to read?`);
    return 0;
  }
  if (long !== undefined) return unknown(flag, `; did you mean ${long}?`, state);
  const near = [...name].length > 1 ? meantBy(name.replaceAll("-", "_")) : undefined;
  if (near === undefined) return unknown(flag, ".", state);
  const isExact = inputOf(name) === near;
  return unknown(flag, isExact ? `: it has two dashes, ${flagOf(near)}.` : `; did you mean ${flagOf(near)}?`, state);
}

/** The word behind an unknown flag is its value, not a file that is missing. */
function unknown({ raw, value, next }: Flag, hint: string, state: State): 0 | 1 {
  state.problems.push(`Unknown flag ${raw}${hint}`);
  return value === undefined && next !== undefined && !next.startsWith("-") ? 1 : 0;
}

function readNegated(known: InputName, { raw, value }: Flag, state: State): 0 {
  if (value !== undefined) state.problems.push(`${raw} takes no value.`);
  set(state, known, { value: "false", source: raw, entry: "flag" });
  return 0;
}

function readSwitch(known: InputName, { raw, value, next }: Flag, state: State): 0 | 1 {
  const { choices = [] }: Input = INPUTS[known];
  const takes = value === undefined && next !== undefined && (BOOLEAN.test(next) || choices.includes(next));
  set(state, known, { value: value ?? (takes ? next : "true"), source: raw, entry: "flag" });
  return takes ? 1 : 0;
}

function readValued(known: InputName, { raw, value, next }: Flag, state: State): 0 | 1 {
  if (value === undefined && (next === undefined || isKnownFlag(next))) {
    const stray = next === undefined ? "" : ` If ${next} is meant as its value, write ${raw}=${next}.`;
    state.problems.push(`${raw} needs a value.${stray}`);
    return 0;
  }
  const given: Given = { value: value ?? next ?? "", source: raw, entry: "flag" };
  if (known === "token" && given.value.trim() !== "")
    state.warnings.push("--token shows the token to everybody who can list processes here; --token-env NAME does not.");
  if (INPUTS[known].kind === "lines") addLines(state, known, given);
  else set(state, known, given);
  return value === undefined ? 1 : 0;
}

/** A flag where a value should be: most likely a variable in between was empty. */
function isKnownFlag(word: string): boolean {
  const name = /^--(?:no-)?([a-z-]+)(?:=|$)/.exec(word)?.[1] ?? "";
  return SWITCHES.includes(name) || name === "token-env" || inputOf(name) !== undefined;
}

function set(state: State, name: InputName, given: Given): void {
  const before = state.given.get(name);
  if (before !== undefined && before.value !== given.value)
    state.problems.push(`${flagOf(name)} is given twice, with different values.`);
  if (given.value.trim() !== "") state.given.set(name, given);
}

function addLines(state: State, name: InputName, given: Given): void {
  if (given.value.trim() === "") return;
  const before = state.given.get(name);
  if (before === undefined) state.given.set(name, given);
  else {
    const source = before.source === given.source ? given.source : `${before.source}, ${given.source}`;
    state.given.set(name, { ...before, value: `${before.value}\n${given.value}`, source });
  }
}
