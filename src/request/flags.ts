import { isReserved, notYet } from "./commands";
import type { DoorsRead, Given } from "./doors";
import { INPUTS, type Input, type InputName, flagOf, isInputName } from "./inputs";
import { meant, meantBy } from "./nearest";
import { type Suspect, suspicion } from "./suspects";

type FlagsRead = Pick<DoorsRead, "given" | "problems" | "warnings" | "command" | "debug" | "tokenEnv" | "suspects">;

const SWITCHES = ["help", "version", "debug"];

/** What people type who come from other tools; only the first two are flags here. */
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
  readonly words: string[];
  readonly suspects: Suspect[];
  readonly problems: string[];
  readonly warnings: string[];
  readonly switches: Set<string>;
  tokenEnv: string | undefined;
  /** A command that is not there: what follows is its own. */
  stopped: boolean;
}

/** Reads the command line: flags, words that are files, commands. Behind `--` all words are files. */
export function readFlags(argv: readonly string[]): FlagsRead {
  const state: State = {
    ...{ given: new Map(), words: [], suspects: [], problems: [], warnings: [], switches: new Set() },
    ...{ tokenEnv: undefined, stopped: false },
  };
  let first = true;
  for (let at = 0; at < argv.length && !state.stopped; at += 1) {
    const word = argv[at] ?? "";
    if (word === "--") {
      state.words.push(...argv.slice(at + 1));
      break;
    }
    if (/^-./s.test(word)) at += readFlag(word, argv[at + 1], state);
    else {
      readWord(word, first, state);
      first = false;
    }
  }
  shortVersion(argv, state);
  if (state.words.length > 0) {
    const source = "the files on the command line";
    addLines(state, "files", { value: state.words.join("\n"), source, door: "word" });
  }
  const { given, problems, warnings, suspects, switches, tokenEnv } = state;
  const command = switches.has("help") ? "help" : switches.has("version") ? "version" : "publish";
  return { given, problems, warnings, suspects, command, debug: switches.has("debug"), tokenEnv };
}

/** A `-v` among other words may as well mean a talkative run: it must not end one that was to publish. */
function shortVersion(argv: readonly string[], state: State): void {
  const short = argv.find((word) => word === "-v" || word === "-V");
  if (short !== undefined && argv.length > 1 && state.switches.delete("short version"))
    state.problems.push(`Unknown flag ${short}; did you mean --version, or --debug for more to read?`);
  if (state.switches.delete("short version")) state.switches.add("version");
}

/** Flags that stand alone, with a value only when the next word is one of theirs. */
function isSwitch({ kind, choices }: Input): boolean {
  return kind === "boolean" || kind === "optional" || (kind === "choice" && choices?.includes("true") === true);
}

const BOOLEAN = /^(true|True|TRUE|false|False|FALSE)$/;

/** A flag as it was typed. */
interface Flag {
  readonly raw: string;
  readonly name: string;
  /** What stands behind `=`. */
  readonly value: string | undefined;
  /** The word behind it. */
  readonly next: string | undefined;
}

/** @returns how many of the words that follow were the flag's value */
function readFlag(word: string, next: string | undefined, state: State): 0 | 1 {
  const [, dashes = "", name = "", , value] = /^(--?)([^=]*)(=(.*))?$/s.exec(word) ?? [];
  const flag: Flag = { raw: dashes + name, name, value, next };
  if (dashes === "-") return readShort(flag, state);
  if (SWITCHES.includes(name)) {
    if (value !== undefined) state.problems.push(`${flag.raw} takes no value.`);
    state.switches.add(name);
    return 0;
  }
  if (name === "token-env") {
    const variable = value ?? next;
    if (variable === undefined || variable === "") state.problems.push("--token-env needs the name of a variable.");
    state.tokenEnv = variable;
    return value === undefined && next !== undefined ? 1 : 0;
  }
  const negated = name.startsWith("no-");
  const known = inputOf(negated ? name.slice(3) : name);
  if (known === undefined || (negated && !isSwitch(INPUTS[known])))
    return unknown(flag, meant((negated ? name.slice(3) : name).replaceAll("-", "_"), flagOf), state);
  if (isSwitch(INPUTS[known])) return readSwitch(known, { ...flag, negated }, state);
  return readValued(known, flag, state);
}

function inputOf(name: string): InputName | undefined {
  const known = name.replaceAll("-", "_");
  return isInputName(known) && !name.includes("_") ? known : undefined;
}

function readShort(flag: Flag, state: State): 0 | 1 {
  const { raw, name } = flag;
  const long = SHORT.get(name);
  if (long === "--help" && flag.value === undefined) state.switches.add("help");
  else if (long === "--version" && flag.value === undefined) state.switches.add("short version");
  else if (long !== undefined) return unknown(flag, `; did you mean ${long}?`, state);
  else {
    const near = [...name].length > 1 ? meantBy(name.replaceAll("-", "_")) : undefined;
    const exact = near !== undefined && inputOf(name) === near;
    const hint =
      near === undefined ? "." : exact ? `: it has two dashes, ${flagOf(near)}.` : `; did you mean ${flagOf(near)}?`;
    return unknown({ ...flag, raw }, hint, state);
  }
  return 0;
}

/** The word behind an unknown flag is its value, not a file that is missing. */
function unknown({ raw, value, next }: Flag, hint: string, state: State): 0 | 1 {
  state.problems.push(`Unknown flag ${raw}${hint}`);
  return value === undefined && next !== undefined && !next.startsWith("-") ? 1 : 0;
}

function readSwitch(known: InputName, flag: Flag & { readonly negated: boolean }, state: State): 0 | 1 {
  const { raw, value, next, negated } = flag;
  if (negated) {
    if (value !== undefined) state.problems.push(`${raw} takes no value.`);
    set(state, known, { value: "false", source: raw, door: "flag" });
    return 0;
  }
  const takes = value === undefined && next !== undefined && (BOOLEAN.test(next) || choicesOf(known).includes(next));
  set(state, known, { value: value ?? (takes ? next : "true"), source: raw, door: "flag" });
  return takes ? 1 : 0;
}

function choicesOf(name: InputName): readonly string[] {
  const input: Input = INPUTS[name];
  return input.choices ?? [];
}

function readValued(known: InputName, { raw, value, next }: Flag, state: State): 0 | 1 {
  if (value === undefined && (next === undefined || isKnownFlag(next))) {
    const stray = next === undefined ? "" : ` If ${next} is meant as its value, write ${raw}=${next}.`;
    state.problems.push(`${raw} needs a value.${stray}`);
    return 0;
  }
  const given: Given = { value: value ?? next ?? "", source: raw, door: "flag" };
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

function readWord(word: string, first: boolean, state: State): void {
  if (first && word === "publish") return;
  if (first && word === "help") state.switches.add("help");
  else if (first && isReserved(word)) {
    state.problems.push(`${notYet(word)} For a file of that name write ./${word}.`);
    state.stopped = true;
  } else {
    state.words.push(word);
    const problem = suspicion(word, first);
    if (problem !== undefined) state.suspects.push({ word, problem });
  }
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
