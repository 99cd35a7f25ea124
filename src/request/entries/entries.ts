import { handsSettings } from "../../ci";
import type { Env } from "../../ci/ci";
import { type InputName, isInputName } from "../inputs";
import { readFlags } from "./flags";
import { type Names, namesOf, written } from "./names";
import { meantBy, typingErrorOf } from "./nearest";
import { isUnrelated, lostName } from "./other-names";
import type { Suspect } from "./suspects";
import { type Variable, type VariablesRead, readVariables } from "./variables";

/**
 * The ways in: an action's `with:`, variables `INPUT_…` outside of an action's step, settings of a plugin, flags, and
 * the words of the command line, which are files.
 */
export type Entry = "with" | "environment" | "settings" | "flag" | "word";

/** A value as it was given, by what name its user gave it, and through which entry. */
export interface Given {
  readonly value: string;
  readonly source: string;
  readonly entry: Entry;
}

export interface Entries {
  /** Per input the value that wins; flags before `INPUT_`, which is before `PLUGIN_`. */
  readonly given: ReadonlyMap<InputName, Given>;
  /** How messages call inputs. */
  readonly names: Names;
  readonly command: "publish" | "help" | "version";
  readonly debug: boolean;
  /** Name of the variable that holds the token. */
  readonly tokenEnv: string | undefined;
  /** Words of the command line that are files only where such files are. */
  readonly suspects: readonly Suspect[];
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads all entries. @param at.settings whether the CI hands settings to plugins. */
export function readEntries(argv: readonly string[], env: Env, at = { settings: handsSettings(env) }): Entries {
  const flags = readFlags(argv);
  // Only action.yml gives this one its default.
  const isStep = env.INPUT_JOB_TOKEN !== undefined;
  const inputs = readVariables(env, isStep ? "with" : "environment");
  const settings = readVariables(env, "settings");
  const open = at.settings ? [inputs, settings] : [inputs];
  const given = new Map([...open.toReversed().flatMap((read) => [...read.given]), ...flags.given]);
  const unknown = open
    .flatMap((read) => read.unknown)
    .map((variable) => ({ ...variable, problem: problemOf(variable) }));
  const [wrong, rest] = [
    unknown.flatMap(({ problem }) => problem ?? []),
    unknown.filter((one) => one.problem === undefined),
  ];
  // For advice about inputs that were not given: the entry that most likely is used here.
  const place = isStep
    ? "with"
    : flags.given.size > 0
      ? "flag"
      : (open.toReversed().find((read) => read.given.size > 0)?.entry ?? "flag");
  return {
    ...flags,
    debug: flags.debug || env.RUNNER_DEBUG === "1" || env.CI_DEBUG_TRACE === "true",
    given,
    names: namesOf(given, place),
    problems: [...flags.problems, ...open.flatMap(({ problems }) => problems), ...wrong],
    notices: [...open.flatMap(({ notices }) => notices), ...(at.settings ? [] : elsewhere(settings))],
    warnings: [...flags.warnings, ...oneWarning(rest)],
  };
}

/** Variables that would be settings in another CI are somebody else's here. */
function elsewhere({ given }: VariablesRead): string[] {
  if (given.size === 0) return [];
  const names = [...given.keys()].map((name) => `PLUGIN_${name.toUpperCase()}`);
  return [
    `${listed(names)} ${names.length === 1 ? "is" : "are"} left alone: settings of plugins are read only in Woodpecker, Drone and CNB.`,
  ];
}

/**
 * What is wrong with an unknown name in a step that is ours: one that is near to ours, or by which another action takes
 * files or notes, would be missed. All others may be anybody's.
 */
function problemOf({ name, shown, value, entry }: Variable): string | undefined {
  if (entry === "environment" || /^false$/i.test(value.trim())) return undefined;
  const lost = lostName(name);
  if (lost !== undefined && isInputName(lost))
    return `Unknown input ${shown}: what other actions call so is ${written(lost, entry)} here.`;
  const meant = typingErrorOf(name);
  return meant === undefined ? undefined : `Unknown input ${shown}; did you mean ${written(meant, entry)}?`;
}

/** Runners hand on the variables of whatever stands around this program, so it is said once for all. */
function oneWarning(unknown: readonly Variable[]): string[] {
  if (unknown.length === 0) return [];
  const one = unknown.length === 1;
  const names = unknown.map((variable) => variable.shown + hintFor(variable));
  return [`Unknown input${one ? "" : "s"} ${listed(names)}: nothing is done with ${one ? "it" : "them"}.`];
}

function hintFor({ name, shown, entry }: Variable): string {
  if (name === "command") return " (read only in the step of an action)";
  const near = isUnrelated(name) ? undefined : meantBy(name);
  if (near === undefined) return "";
  const known = entry === "environment" ? shown.slice(0, "INPUT_".length) + near.toUpperCase() : written(near, entry);
  return ` (did you mean ${known}?)`;
}

const MOST_NAMED = 20;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(", ")} and ${more} more` : names.join(", ");
}
