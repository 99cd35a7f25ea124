import { parseArgs } from "node:util";
import { ALIASES, OWN_WAY, WITHOUT_EQUAL } from "./aliases";
import { INPUTS, INPUT_LIST, type Input, type InputName, flagOf, isInputName } from "./inputs";
import { nearest } from "./nearest";

/** A value as it was given, and through which door: names the source in messages. */
export interface Given {
  readonly value: string;
  readonly source: string;
}

export interface DoorsRead {
  /** Per input the value that wins; flags before `INPUT_`, which is before `PLUGIN_`. */
  readonly given: ReadonlyMap<InputName, Given>;
  readonly command: "publish" | "help" | "version";
  readonly debug: boolean;
  /** Name of the variable that holds the token. */
  readonly tokenEnv: string | undefined;
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  readonly warnings: readonly string[];
}

export type Env = Readonly<Record<string, string | undefined>>;

/** Reads the three doors that inputs come through. */
export function readDoors(argv: readonly string[], env: Env): DoorsRead {
  const flags = readFlags(argv);
  const input = readEnvironment(env, "INPUT_", ALIASES);
  const plugin = readEnvironment(env, "PLUGIN_", {});
  return {
    ...flags,
    given: new Map([...plugin.given, ...input.given, ...flags.given]),
    problems: [...flags.problems, ...input.problems, ...plugin.problems],
    notices: [...input.notices, ...plugin.notices],
    warnings: [...input.warnings, ...plugin.warnings],
  };
}

type Read = Pick<DoorsRead, "given" | "problems" | "notices" | "warnings">;

function readEnvironment(env: Env, prefix: string, aliases: Readonly<Record<string, InputName>>): Read {
  const given = new Map<InputName, Given>();
  const problems: string[] = [];
  const notices: string[] = [];
  const warnings: string[] = [];
  const owner: { owner?: string; repo?: string } = {};
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith(prefix) || value === undefined || value.trim() === "") continue;
    const name = variable.slice(prefix.length).toLowerCase();
    const alias = aliases[name];
    if (isInputName(name)) given.set(name, { value, source: variable });
    else if (alias !== undefined) {
      notices.push(`${variable} is called ${alias} here.`);
      if (!given.has(alias)) given.set(alias, { value, source: variable });
    } else if (prefix === "INPUT_" && (name === "owner" || name === "repo")) owner[name] = value;
    else if (prefix === "INPUT_" && name === "append_body")
      appendBody({ value, source: variable }, given, problems, notices);
    else if (prefix === "INPUT_" && name in WITHOUT_EQUAL) {
      if (!isFalse(value)) problems.push(`${variable} has no equal here. ${WITHOUT_EQUAL[name] ?? ""}`);
    } else if (prefix === "INPUT_" && name in OWN_WAY) {
      if (isFalse(value)) problems.push(`${variable}: ${value} has no equal here: ${OWN_WAY[name] ?? ""}.`);
      else notices.push(`${variable} is not needed: ${OWN_WAY[name] ?? ""}.`);
    } else warnings.push(`Unknown input ${variable}${meant(name, (known) => prefix + known.toUpperCase())}.`);
  }
  ownerAndRepo(owner, given, problems, notices);
  // The real name wins over an alias, whatever the order of the environment.
  return { given, problems, notices, warnings };
}

function appendBody(
  { value, source }: Given,
  given: Map<InputName, Given>,
  problems: string[],
  notices: string[],
): void {
  if (isFalse(value)) return;
  if (!/^(true|True|TRUE)$/.test(value.trim())) problems.push(`${source} must be true or false, not “${value}”.`);
  notices.push(`${source}: true is called body_mode: append here.`);
  if (!given.has("body_mode")) given.set("body_mode", { value: "append", source });
}

function ownerAndRepo(
  { owner, repo }: { owner?: string; repo?: string },
  given: Map<InputName, Given>,
  problems: string[],
  notices: string[],
): void {
  if (owner === undefined && repo === undefined) return;
  if (owner === undefined || repo === undefined)
    problems.push("INPUT_OWNER and INPUT_REPO belong together; repository: owner/repo says both.");
  else if (!given.has("repository")) {
    notices.push("INPUT_OWNER and INPUT_REPO are called repository here.");
    given.set("repository", { value: `${owner.trim()}/${repo.trim()}`, source: "INPUT_OWNER and INPUT_REPO" });
  }
}

function isFalse(value: string): boolean {
  return /^false$/i.test(value.trim());
}

function meant(name: string, shown: (known: InputName) => string): string {
  const near = nearest(
    name,
    INPUT_LIST.filter(([, input]) => input.internal !== true).map(([known]) => known),
  );
  return near !== undefined && isInputName(near) ? `; did you mean ${shown(near)}?` : "";
}

const SWITCHES = ["help", "version", "debug"];
const RESERVED = ["init", "doctor", "completion"];

function readFlags(argv: readonly string[]): Omit<DoorsRead, "notices" | "warnings"> {
  const { tokens } = parseArgs({
    args: [...argv],
    options: options(),
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const state: Flags = { given: new Map(), words: [], problems: [], switches: new Set(), tokenEnv: undefined };
  const first = tokens.find((token) => token.kind === "positional");
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === "option") {
      const following = tokens[at + 1];
      const taken = readFlag(token, following?.kind === "positional" ? following.value : undefined, state);
      if (taken) at++;
    } else if (token?.kind === "positional") readWord(token.value, token === first, state);
  }
  if (state.words.length > 0) addLines(state, state.words.join("\n"), "the files on the command line");
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
  const input: Input | undefined = isInputName(known) ? INPUTS[known] : undefined;
  if (!isInputName(known) || input === undefined || rawName === `-${name}` || (negated && !isSwitch(input))) {
    state.problems.push(`Unknown flag ${rawName}${meant(known, flagOf)}.`);
    return false;
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
  else if (input.kind === "lines") addLines(state, value, rawName);
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

function addLines(state: Flags, value: string, source: string): void {
  const before = state.given.get("files");
  state.given.set(
    "files",
    before === undefined
      ? { value, source }
      : { value: `${before.value}\n${value}`, source: `${before.source}, ${source}` },
  );
}
