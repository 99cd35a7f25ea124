import { ALIASES, OWN_WAY, WITHOUT_EQUAL } from "./aliases";
import { readFlags } from "./flags";
import { type InputName, isInputName } from "./inputs";
import { meant } from "./nearest";
import { settingOf } from "./settings";

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
    const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    if (isInputName(name))
      given.set(name, { value: prefix === "PLUGIN_" ? settingOf(name, value) : value, source: variable });
    else if (alias !== undefined) {
      notices.push(`${variable} is called ${alias} here.`);
      if (!given.has(alias)) given.set(alias, { value, source: variable });
    } else if (prefix === "INPUT_" && (name === "owner" || name === "repo")) owner[name] = value;
    else if (prefix === "INPUT_" && name === "append_body")
      appendBody({ value, source: variable }, given, problems, notices);
    else if (prefix === "INPUT_" && Object.hasOwn(WITHOUT_EQUAL, name)) {
      if (!isFalse(value)) problems.push(`${variable} has no equal here. ${WITHOUT_EQUAL[name] ?? ""}`);
    } else if (prefix === "INPUT_" && Object.hasOwn(OWN_WAY, name)) {
      if (isFalse(value)) problems.push(`${variable}: ${value} has no equal here: ${OWN_WAY[name] ?? ""}.`);
      else notices.push(`${variable} is not needed: ${OWN_WAY[name] ?? ""}.`);
    } else warnings.push(`Unknown input ${variable}${meant(name, (known) => prefix + known.toUpperCase())}`);
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
