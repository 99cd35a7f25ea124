import { posix } from "node:path";
import type { Env } from "../../ci/ci";
import { type InputName, isInputName } from "../inputs";
import { mediaType } from "../files/media-type";
import { ALWAYS, adviceFor, aliasFor, spelled } from "./aliases";
import { readCommand } from "./words";
import type { Entry, Given } from "./entries";
import { type Names, namesOf, written } from "./names";

/** An entry of variables: an action's `with:`, other variables of the same names, or the settings of a plugin. */
export type VariableEntry = Extract<Entry, "with" | "environment" | "settings">;

/** What came through one entry of variables. */
export interface VariablesRead {
  readonly entry: VariableEntry;
  readonly given: ReadonlyMap<InputName, Given>;
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  /** Names that are none of ours. */
  readonly unknown: readonly Variable[];
}

export interface Variable {
  readonly entry: VariableEntry;
  /** In lower case, without prefix. */
  readonly name: string;
  /** As its user wrote it. */
  readonly shown: string;
  readonly value: string;
}

/** One of the names under which an input was given. */
interface Claim {
  readonly input: InputName;
  readonly value: string;
  readonly shown: string;
}

interface State {
  readonly entry: VariableEntry;
  readonly names: Names;
  readonly claims: Claim[];
  readonly problems: string[];
  readonly notices: string[];
}

/** Reads every variable of a prefix. Names of other actions are no settings of plugins, and those of other plugins no inputs. */
export function readVariables(env: Env, entry: VariableEntry): VariablesRead {
  const state: State = { entry, names: namesOf(new Map(), entry), claims: [], problems: [], notices: [] };
  const variables = variablesOf(env, entry);
  const others = variables.filter(({ name }) => !isInputName(name));
  for (const { name, shown, value } of variables) {
    if (!isInputName(name)) continue;
    state.claims.push({ input: name, value: entry === "settings" ? settingOf(name, value) : value, shown });
  }
  const rest = (entry === "settings" ? others : ownerAndRepo(others, state)).filter(
    (variable) => !readAlias(variable, state),
  );
  const given = givenOf(state);
  const unknown = rest.filter((variable) => !readForeign(variable, given.get("files")?.value, state));
  return { ...state, given, unknown };
}

function variablesOf(env: Env, entry: VariableEntry): Variable[] {
  const prefix = entry === "settings" ? "PLUGIN_" : "INPUT_";
  return Object.entries(env).flatMap(([variable, value]) => {
    if (!variable.startsWith(prefix) || value === undefined || value.trim() === "") return [];
    const name = variable.slice(prefix.length).toLowerCase();
    return [{ entry, name, shown: entry === "environment" ? variable : spelled(name), value }];
  });
}

/** What stands between two elements of a list. Only what is followed by `name=address` begins
 * another link, and only an address another target. */
const BETWEEN: Readonly<Partial<Record<InputName, RegExp>>> = {
  milestones: /,/,
  targets: /,(?=\s*(?:https?:\/\/|\.(?:[\s,]|$)))/i,
  links: /,(?=[^,=]+=\s*[a-z]+:\/\/)/i,
};

/**
 * The value of a plugin setting, lists with one element a line. Woodpecker, Drone and CNB join lists with commas; what
 * has several lines is one text and stands as it is. Patterns of files take commas themselves.
 */
export function settingOf(name: InputName, value: string): string {
  const between = BETWEEN[name];
  return between === undefined || value.trim().includes("\n") ? value : value.split(between).join("\n");
}

/** @returns whether it is an input under another action's name */
function readAlias({ name, shown, value }: Variable, { entry, names, claims, problems, notices }: State): boolean {
  const input = aliasFor(name, entry);
  if (input !== undefined) {
    notices.push(`${shown} is called ${written(input, entry)} here.`);
    claims.push({ input, value, shown });
  }
  if (name !== "append_body" || entry === "settings") return input !== undefined;
  if (isFalse(value)) return true;
  if (!/^(true|True|TRUE)$/.test(value.trim()))
    problems.push(`${shown} must be true or false, not “${value.trim().slice(0, 100)}”.`);
  notices.push(`${shown}: true is called ${names.set("body_mode", "append")} here.`);
  claims.push({ input: "body_mode", value: "append", shown });
  return true;
}

/** Takes two inputs that are one here. @returns the other variables */
function ownerAndRepo(variables: readonly Variable[], state: State): Variable[] {
  const { names, notices, problems, claims } = state;
  const [owner, repo] = ["owner", "repo"].map((name) => variables.find((variable) => variable.name === name));
  const claim = (value: string, shown: string, verb: string): void => {
    notices.push(`${shown} ${verb} called ${names.of("repository")} here.`);
    claims.push({ input: "repository", value, shown });
  };
  if (owner !== undefined && repo !== undefined)
    claim(`${owner.value.trim()}/${repo.value.trim()}`, `${owner.shown} and ${repo.shown}`, "are");
  else if (repo?.value.includes("/") === true) claim(repo.value, repo.shown, "is");
  else if (owner !== undefined || repo !== undefined) {
    const [one, other] = owner === undefined ? [repo?.shown ?? "", "owner"] : [owner.shown, "repo"];
    problems.push(`${one} belongs together with ${other}; ${names.set("repository", "owner/repo")} says both.`);
  }
  return variables.filter((variable) => variable !== owner && variable !== repo);
}

/** One value per input, under its own name before others'. Two names with two values: there is no telling which is meant. */
function givenOf({ entry, names, claims, problems }: State): Map<InputName, Given> {
  const given = new Map<InputName, Given>();
  for (const { input, value, shown } of claims) {
    if (given.has(input)) continue;
    given.set(input, { value, source: shown, entry });
    const all = claims.filter((claim) => claim.input === input);
    if (all.every((claim) => plain(claim.value) === plain(value))) continue;
    const sources = all.map((claim) => claim.shown).join(" and ");
    problems.push(`${sources} are names of one input here, and their values differ. Give ${names.of(input)} only.`);
  }
  return given;
}

function plain(value: string): string {
  const text = value.trim().replace(/\r\n/g, "\n");
  return /^(true|false)$/i.test(text) ? text.toLowerCase() : text;
}

/** @returns whether it is another action's input for something that is so anyway, or is not supported */
function readForeign({ name, shown, value }: Variable, files: string | undefined, state: State): boolean {
  const { entry, names, problems, notices } = state;
  const always = entry === "settings" ? undefined : ALWAYS.get(spelled(name));
  const instead = adviceFor(name, entry);
  // A common name: outside of an action's own step it is somebody else's.
  if (name === "command" && entry === "with") problems.push(...readCommand(value, shown));
  else if (always !== undefined) {
    if (isFalse(value)) problems.push(`${shown}: ${value} is not supported: ${always(names)}.`);
    else notices.push(`${shown} is not needed: ${always(names)}.`);
  } else if (instead === undefined) return false;
  else if (isSoAnyway(name, value.trim(), files)) notices.push(`${shown} is not needed: that is so anyway.`);
  else if (!isFalse(value)) problems.push(`${shown} is not supported. ${instead(names)}`);
  return true;
}

/** Whether the name or the media type of the only file is the one that it has. */
function isSoAnyway(name: string, value: string, files: string | undefined): boolean {
  const [path, ...more] = (files ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const file = path === undefined || more.length > 0 ? undefined : posix.basename(path.replaceAll("\\", "/"));
  if (name === "asset_name") return value === file;
  if (name.startsWith("file_exist")) return value === "overwrite";
  if (name !== "asset_content_type" && name !== "artifactcontenttype") return false;
  return value === "raw" || (file !== undefined && value === mediaType(file));
}

function isFalse(value: string): boolean {
  return /^false$/i.test(value.trim());
}
