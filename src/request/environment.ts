import { posix } from "node:path";
import { ALIASES, OWN_WAY, WITHOUT_EQUAL, spelled } from "./aliases";
import { readCommand } from "./commands";
import type { DoorName, Env, Given } from "./doors";
import { type InputName, isInputName } from "./inputs";
import { mediaType } from "./media-type";
import { type Names, namesOf, written } from "./names";
import { settingOf } from "./settings";

/** A door of variables: an action's `with:`, other variables of the same names, or the settings of a plugin. */
export type VariableDoor = Extract<DoorName, "with" | "environment" | "settings">;

/** What came through one door of variables. */
export interface VariablesRead {
  readonly door: VariableDoor;
  readonly given: ReadonlyMap<InputName, Given>;
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  readonly unknown: readonly Unknown[];
}

/** A name that is none of ours. */
export interface Unknown {
  /** In lower case, without prefix. */
  readonly name: string;
  /** As its user wrote it. */
  readonly shown: string;
  readonly value: string;
}

/** Reads every variable of a prefix. Aliases of other actions are no settings of plugins. */
export function readVariables(env: Env, door: VariableDoor): VariablesRead {
  const state = newState(door);
  const prefix = door === "settings" ? "PLUGIN_" : "INPUT_";
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith(prefix) || value === undefined || value.trim() === "") continue;
    const name = variable.slice(prefix.length).toLowerCase();
    const shown = door === "environment" ? variable : spelled(name);
    if (isInputName(name)) {
      claim(state, name, { value: door === "settings" ? settingOf(name, value) : value, shown, alias: false });
    } else if (door === "settings" || !readOther({ name, shown, value }, state)) {
      state.unknown.push({ name, shown, value });
    }
  }
  if (door !== "settings") {
    ownerAndRepo(state);
    const given = settled(state);
    for (const other of state.later) laterOnes(other, given, state);
    return { door, given, problems: state.problems, notices: state.notices, unknown: state.unknown };
  }
  return { door, given: settled(state), problems: [], notices: [], unknown: state.unknown };
}

/** One of the names under which an input was given. */
interface Claim {
  readonly value: string;
  readonly shown: string;
  readonly alias: boolean;
}

interface State {
  readonly door: VariableDoor;
  readonly names: Names;
  readonly claims: Map<InputName, Claim[]>;
  readonly others: Map<string, Unknown>;
  /** Read when everything else is known. */
  readonly later: Unknown[];
  readonly problems: string[];
  readonly notices: string[];
  readonly unknown: Unknown[];
}

function newState(door: VariableDoor): State {
  return {
    ...{ door, names: namesOf(new Map(), door), claims: new Map(), others: new Map() },
    ...{ later: [], problems: [], notices: [], unknown: [] },
  };
}

function claim(state: State, name: InputName, one: Claim): void {
  state.claims.set(name, [...(state.claims.get(name) ?? []), one]);
}

/** @returns whether it is an input that another action has and that is known here */
function readOther(other: Unknown, state: State): boolean {
  const { name, shown, value } = other;
  const { names, notices, problems, door } = state;
  const alias = ALIASES.get(name);
  const own = OWN_WAY.get(name);
  if (alias !== undefined) {
    notices.push(`${shown} is called ${written(alias, door)} here.`);
    claim(state, alias, { value, shown, alias: true });
  } else if (name === "owner" || name === "repo") state.others.set(name, other);
  else if (name === "append_body") appendBody(other, state);
  else if (name === "command") {
    // A common name: outside of an action's own step it is somebody else's.
    if (door === "environment") return false;
    problems.push(...readCommand(value, shown));
  } else if (WITHOUT_EQUAL.has(name)) state.later.push(other);
  else if (own !== undefined) {
    if (isFalse(value)) problems.push(`${shown}: ${value} has no equal here: ${own(names)}.`);
    else notices.push(`${shown} is not needed: ${own(names)}.`);
  } else return false;
  return true;
}

function appendBody({ value, shown }: Unknown, state: State): void {
  if (isFalse(value)) return;
  if (!/^(true|True|TRUE)$/.test(value.trim()))
    state.problems.push(`${shown} must be true or false, not “${value.trim().slice(0, 100)}”.`);
  state.notices.push(`${shown}: true is called ${state.names.set("body_mode", "append")} here.`);
  claim(state, "body_mode", { value: "append", shown, alias: true });
}

function ownerAndRepo(state: State): void {
  const { others, names, notices, problems } = state;
  const [owner, repo] = [others.get("owner"), others.get("repo")];
  const whole = repo?.value.includes("/") === true && owner === undefined;
  if (owner !== undefined && repo !== undefined) {
    const shown = `${owner.shown} and ${repo.shown}`;
    notices.push(`${shown} are called ${names.of("repository")} here.`);
    claim(state, "repository", { value: `${owner.value.trim()}/${repo.value.trim()}`, shown, alias: true });
  } else if (whole) {
    notices.push(`${repo.shown} is called ${names.of("repository")} here.`);
    claim(state, "repository", { value: repo.value, shown: repo.shown, alias: true });
  } else if (owner !== undefined || repo !== undefined) {
    const [one, other] = owner === undefined ? [repo?.shown ?? "", "owner"] : [owner.shown, "repo"];
    problems.push(`${one} belongs together with ${other}; ${names.set("repository", "owner/repo")} says both.`);
  }
}

/** Two names of one input with two values: there is no telling which is meant. */
function settled(state: State): Map<InputName, Given> {
  const given = new Map<InputName, Given>();
  for (const [name, claims] of state.claims) {
    const [first, ...more] = [...claims].sort((a, b) => Number(a.alias) - Number(b.alias));
    if (first === undefined) continue;
    if (more.some(({ value }) => plain(value) !== plain(first.value))) {
      const shown = [first, ...more].map((one) => one.shown).join(" and ");
      state.problems.push(
        `${shown} are names of one input here, and their values differ. Give ${state.names.of(name)} only.`,
      );
    }
    given.set(name, { value: first.value, source: first.shown, door: state.door });
  }
  return given;
}

function plain(value: string): string {
  const text = value.trim().replace(/\r\n/g, "\n");
  return /^(true|false)$/i.test(text) ? text.toLowerCase() : text;
}

/** Inputs without equal are no matter where they say what is so anyway. */
function laterOnes({ name, shown, value }: Unknown, given: ReadonlyMap<InputName, Given>, state: State): void {
  if (isFalse(value)) return;
  if (isSoAnyway(name, value.trim(), given.get("files")?.value)) {
    state.notices.push(`${shown} is not needed: it says what is so anyway.`);
    return;
  }
  state.problems.push(`${shown} has no equal here. ${WITHOUT_EQUAL.get(name)?.(state.names) ?? ""}`);
}

function isSoAnyway(name: string, value: string, files: string | undefined): boolean {
  const [path, ...more] = (files ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const file = path === undefined || more.length > 0 ? undefined : posix.basename(path.replaceAll("\\", "/"));
  if (name === "asset_name") return value === file;
  if (name !== "asset_content_type" && name !== "artifactcontenttype") return false;
  return value === "raw" || (file !== undefined && value === mediaType(file));
}

function isFalse(value: string): boolean {
  return /^false$/i.test(value.trim());
}
