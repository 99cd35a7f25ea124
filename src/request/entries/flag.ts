import { isVariableName } from "./variable-name";
import { isSwitch } from "../input-kinds";
import { INPUTS, type Input, type InputName, flagOf, isInputName } from "../inputs";
import { BOOLEAN } from "../parse";
import type { Given } from "./entries";
import { FLAGS_INSTEAD, FLAGS_OF_COURSE, FLAG_ALIASES, called } from "./flag-habits";
import { meantBy } from "./unknown";
import { settingOf } from "./variables";
import type { Suspect } from "./words";

const SWITCHES = ["help", "version", "debug"];

/** What is printed on standard output, beside the log. */
const PRINTED = ["json", "quiet"] as const;

/** Short flags of this program. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["h", "--help"],
  ["v", "--version"],
  ["V", "--version"],
]);

/** What was read of a command line up to now. */
export interface State {
  readonly given: Map<InputName, Given>;
  readonly suspects: Suspect[];
  readonly problems: string[];
  readonly notices: Set<string>;
  readonly warnings: string[];
  readonly switches: Set<string>;
  tokenEnv: string | undefined;
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

/** Reads one flag. @returns how many of the words that follow were its value */
export function readFlag(
  { word, next, isAlone }: { readonly word: string; readonly next: string | undefined; readonly isAlone: boolean },
  state: State,
): 0 | 1 {
  const [, dashes = "", name = "", , value] = /^(--?)([^=]*)(=(.*))?$/s.exec(word) ?? [];
  const flag: Flag = { raw: dashes + name, name, value, next };
  const habit = readHabit(flag, state);
  if (habit !== undefined) return habit;
  if (dashes === "-") return readShort(flag, isAlone, state);
  if (SWITCHES.includes(name)) {
    if (value !== undefined) state.problems.push(`${flag.raw} takes no value.`);
    state.switches.add(name);
    return 0;
  }
  if (name === "token-env") {
    const named = value ?? next ?? "";
    if (isVariableName(named)) state.tokenEnv = named;
    else if (named === "") state.problems.push("--token-env needs the name of a variable.");
    else
      state.problems.push(
        "--token-env takes the name of a variable, and what was given is none; it is not shown, because it may be a token.",
      );
    return value === undefined && next !== undefined ? 1 : 0;
  }
  const [, negation, positive = ""] = /^(no-)?(.*)$/s.exec(name) ?? [];
  const printed = PRINTED.find((one) => one === positive);
  if (printed !== undefined)
    return readPrinted(printed, negation === undefined ? flag : { ...flag, value: "false" }, state);
  const known = inputOf(positive);
  if (known !== undefined && isSwitch(INPUTS[known]))
    return negation === undefined ? readSwitch(known, flag, state) : readNegated(known, flag, state);
  if (known !== undefined && negation === undefined) return readValued(known, flag, state);
  const near = meantBy(positive.replaceAll("-", "_"));
  return unknown(flag, near === undefined ? "." : `; did you mean ${flagOf(near)}?`, state);
}

function readPrinted(printed: string, { raw, value, next }: Flag, state: State): 0 | 1 {
  const takes = value === undefined && next !== undefined && BOOLEAN.test(next);
  const word = value ?? (takes ? next : "true");
  if (!BOOLEAN.test(word)) state.problems.push(`${raw} is true or false, and not “${word}”.`);
  if (/^true$/i.test(word)) state.switches.add(printed);
  else state.switches.delete(printed);
  return takes ? 1 : 0;
}

function inputOf(name: string): InputName | undefined {
  const known = name.replaceAll("-", "_");
  return isInputName(known) && !name.includes("_") ? known : undefined;
}

/** Takes or answers a flag of another tool; `undefined` for any other. */
function readHabit(flag: Flag, state: State): 0 | 1 | undefined {
  const { raw, value, next } = flag;
  const ofCourse = FLAGS_OF_COURSE.get(raw);
  if (ofCourse !== undefined) {
    state.notices.add(`${raw} is not needed: ${ofCourse}.`);
    return 0;
  }
  const instead = FLAGS_INSTEAD.get(raw);
  if (instead !== undefined) return unknown(flag, `. ${instead}`, state);
  const input = FLAG_ALIASES.get(raw);
  if (input === undefined) return undefined;
  state.notices.add(called(raw, input));
  if (isSwitch(INPUTS[input])) return readSwitch(input, flag, state);
  const one = (text: string | undefined): string | undefined => (text === undefined ? text : settingOf(input, text));
  return readValued(input, { ...flag, value: one(value), next: one(next) }, state);
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
  const isOther = FLAG_ALIASES.has(word.replace(/=.*$/s, ""));
  return isOther || [...SWITCHES, ...PRINTED, "token-env"].includes(name) || inputOf(name) !== undefined;
}

function set(state: State, name: InputName, given: Given): void {
  const before = state.given.get(name);
  if (before !== undefined && before.value !== given.value)
    state.problems.push(`${flagOf(name)} is given twice, with different values.`);
  if (given.value.trim() !== "") state.given.set(name, given);
}

/** Adds to what was given of a list. */
export function addLines(state: State, name: InputName, given: Given): void {
  if (given.value.trim() === "") return;
  const before = state.given.get(name);
  if (before === undefined) state.given.set(name, given);
  else {
    const source = before.source === given.source ? given.source : `${before.source}, ${given.source}`;
    state.given.set(name, { ...before, value: `${before.value}\n${given.value}`, source });
  }
}
