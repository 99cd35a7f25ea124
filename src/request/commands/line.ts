import type { Env } from "../../ci/ci";
import type { Given } from "../entries/entries";
import { nearest } from "../entries/nearest";
import { meantBy } from "../entries/unknown";
import { type Input, isSwitch } from "../input-kinds";
import { INPUTS, flagOf, isInputName, isPublic } from "../inputs";
import { BOOLEAN } from "../parse";
import { INSTEAD, OF_COURSE, asHere, bareFlag } from "./habits";
import { inOtherWords, retell } from "./retell";
import { OPTIONS, type OptionName, isOptionName } from "./options";
import { type CommandName, SPECS, type Spec, isCommandName } from "./specs";

/** A command as it was called. */
export interface Called {
  readonly name: CommandName;
  readonly words: readonly string[];
  readonly options: ReadonlyMap<OptionName, Given>;
  /** Flags that publish has as well. */
  readonly shared: readonly string[];
  /** The environment without what was read of it here. */
  readonly env: Env;
  /** Only the page of help is asked for. */
  readonly help: boolean;
  readonly calledByStep?: true;
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  /** It is the command line of another tool: what it is here is all there is to say. */
  readonly isForeign: boolean;
}

const SWITCHES = ["help", "debug", "version"];

/**
 * The command that is called, by the first word of the command line or by the input `command` of an action's step;
 * `undefined` for publish, and for whatever publish has to say about.
 */
export function readCalled(argv: readonly string[], env: Env): Called | undefined {
  const step = env.INPUT_JOB_TOKEN === undefined ? undefined : env.INPUT_COMMAND?.trim();
  if (step !== undefined && isCommandName(step) && argv.length === 0) return readStep(step, env);
  const at = firstWord(argv);
  const word = argv[at] ?? "";
  if (word === "help" && isCommandName(argv[at + 1] ?? "")) return readCalled([argv[at + 1] ?? "", "--help"], env);
  if (!isCommandName(word)) return undefined;
  return { ...readLine(word, argv.toSpliced(at, 1)), env };
}

/** Place of the first word that is neither a flag nor the value of one. */
function firstWord(argv: readonly string[]): number {
  let at = 0;
  while (at < argv.length) {
    const word = argv[at] ?? "";
    if (!/^-./s.test(word)) return at;
    if (word === "--") return argv.length;
    at += 1 + taken(asHere(word), argv[at + 1]);
  }
  return at;
}

interface Flag {
  /** As an input or option is called; empty for what is none. */
  readonly name: string;
  readonly input: Input | undefined;
  readonly negated: boolean;
  readonly value: string | undefined;
}

function flagIn(word: string): Flag {
  const [, whole = "", value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const inputOf = (text: string): Input | undefined => {
    const name = text.replaceAll("-", "_");
    if (text.includes("_")) return undefined;
    if (isOptionName(name)) return OPTIONS[name];
    return isInputName(name) ? INPUTS[name] : undefined;
  };
  const own = inputOf(whole);
  const positive = own === undefined && whole.startsWith("no-") ? whole.slice(3) : whole;
  const input = own ?? inputOf(positive);
  return { name: positive.replaceAll("-", "_"), input, negated: positive !== whole, value };
}

/** How many of the words behind a flag are its value. */
function taken(word: string, next: string | undefined): 0 | 1 {
  const { name, input, negated, value } = flagIn(word);
  // A flag where a value should be: most likely a variable in between was empty.
  if (value !== undefined || next === undefined || negated || isFlag(next)) return 0;
  if (name === "token_env") return 1;
  if (input === undefined) return 0;
  if (!isSwitch(input)) return 1;
  return BOOLEAN.test(next) || input.choices?.includes(next) === true ? 1 : 0;
}

function isFlag(word: string): boolean {
  const { name, input } = flagIn(word);
  return input !== undefined || SWITCHES.includes(name) || name === "token_env";
}

function readLine(name: CommandName, argv: readonly string[]): Omit<Called, "env"> {
  const spec: Spec = SPECS[name];
  const options = new Map<OptionName, Given>();
  const [words, shared, problems]: [string[], string[], string[]] = [[], [], []];
  const notices = new Set<string>();
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    if (word === "--") {
      if (spec.takesFiles === true) shared.push(...argv.slice(at));
      else words.push(...argv.slice(at + 1));
      break;
    }
    // Publish reads its own line, habits of other tools and all.
    if (spec.takesFiles === true && !isOptionOf(flagIn(word).name, spec)) {
      shared.push(word);
      continue;
    }
    if (!/^-./s.test(word)) {
      words.push(word);
      continue;
    }
    const ofCourse = OF_COURSE[`${name} ${word}`];
    if (ofCourse !== undefined) {
      notices.add(`${word} is not needed: ${ofCourse}.`);
      continue;
    }
    at += readFlag(word, argv[at + 1]);
  }
  const help = isAskedFor(shared);
  const same = help || spec.takesFiles === true ? undefined : retell(name, argv);
  const read = { name, words, options, shared, help };
  if (same?.differs !== true) return { ...read, problems, notices: [...notices], isForeign: false };
  return { ...read, problems: [inOtherWords(problems[0], same.line)], notices: [], isForeign: true };

  function readFlag(typed: string, following: string | undefined): 0 | 1 {
    const [word, known] = [asHere(typed), flagIn(asHere(typed))];
    const isHere = isOptionOf(known.name, spec) || isShared(known.name, spec);
    if (word !== typed && isHere) notices.add(`${bareFlag(typed)} is called ${bareFlag(word)} here.`);
    const flag = word === typed || isHere ? known : flagIn(typed);
    const count = taken(word, following);
    const next = count === 1 ? following : undefined;
    if (isOptionOf(flag.name, spec)) setOption(flag, { name: flag.name, next, word });
    else if (isShared(flag.name, spec) || word === "-h") shared.push(word, ...(next === undefined ? [] : [next]));
    else problems.push(unknownFlag(typed, flag, { name, spec }));
    return count;
  }

  function setOption(
    flag: Flag,
    at: { readonly name: OptionName; readonly next: string | undefined; word: string },
  ): void {
    const source = bareFlag(at.word);
    const value = flag.negated ? "false" : (flag.value ?? at.next ?? (isSwitch(OPTIONS[at.name]) ? "true" : undefined));
    const before = options.get(at.name);
    if (value === undefined || (value.trim() === "" && !isSwitch(OPTIONS[at.name])))
      problems.push(`${source} needs a value.`);
    else if (before !== undefined && before.value !== value)
      problems.push(`${source} is given twice, with different values.`);
    else options.set(at.name, { value, source, entry: "flag" });
  }
}

/** Behind `--` are files. */
function isAskedFor(shared: readonly string[]): boolean {
  const end = shared.indexOf("--");
  return shared.slice(0, end < 0 ? undefined : end).some((flag) => /^(--help|-h)$/.test(flag));
}

function isOptionOf(name: string, spec: Spec): name is OptionName {
  return isOptionName(name) && spec.options.includes(name);
}

function isShared(name: string, spec: Spec): boolean {
  if (SWITCHES.includes(name)) return true;
  if (name === "token_env") return spec.shares.includes("token");
  return isInputName(name) && isPublic(name) && spec.shares.includes(name);
}

function unknownFlag(word: string, flag: Flag, { name, spec }: { readonly name: string; readonly spec: Spec }): string {
  const raw = bareFlag(word);
  const instead = INSTEAD[`${name} ${raw}`] ?? INSTEAD[raw];
  if (instead !== undefined) return `${raw} is no flag of ${name}: ${instead}`;
  if (flag.input !== undefined) return `${raw} is no flag of ${name}; ${name} --help shows those that are.`;
  const known = [...spec.options, ...spec.shares].map(flagOf);
  const meant = meantBy(flag.name);
  const near = nearest(raw, known) ?? (meant !== undefined && spec.shares.includes(meant) ? flagOf(meant) : undefined);
  return `Unknown flag ${raw}${near === undefined ? `; ${name} --help shows what there is.` : `; did you mean ${near}?`}`;
}

/** A step of a workflow: options as inputs, and `args`, a word or a flag of the command line on each line. */
function readStep(name: CommandName, env: Env): Called {
  const args = (env.INPUT_ARGS ?? "").split(/\r?\n/).map((line) => line.trim());
  const line = readLine(
    name,
    args.filter((word) => word !== ""),
  );
  const spec: Spec = SPECS[name];
  const options = new Map<OptionName, Given>();
  const problems = [...line.problems];
  const read = new Set(["INPUT_COMMAND", "INPUT_ARGS"]);
  for (const option of Object.keys(OPTIONS).filter(isOptionName)) {
    const variable = `INPUT_${option.toUpperCase()}`;
    read.add(variable);
    const value = env[variable] ?? "";
    if (value.trim() === "") continue;
    if (spec.options.includes(option)) options.set(option, { value, source: option, entry: "with" });
    else problems.push(`${option} is no input of the command ${name}.`);
  }
  for (const [option, given] of line.options) {
    if (options.has(option)) problems.push(`${option} and ${given.source} in args are both given; give one.`);
    options.set(option, given);
  }
  const left = Object.fromEntries(Object.entries(env).filter(([variable]) => !read.has(variable)));
  return { ...line, options, problems, env: left, calledByStep: true };
}
