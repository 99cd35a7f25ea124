import { handsSettings } from "../ci";
import { type Unknown, type VariableDoor, type VariablesRead, readVariables } from "./environment";
import { readFlags } from "./flags";
import { type InputName, isInputName } from "./inputs";
import { type Names, namesOf, written } from "./names";
import { meantBy, slipOf } from "./nearest";
import { isNoSlip, lostName } from "./others";
import type { Suspect } from "./suspects";

/**
 * The ways in: an action's `with:`, variables `INPUT_…` outside of an action's step, settings of a plugin, flags, and
 * the words of the command line, which are files.
 */
export type DoorName = "with" | "environment" | "settings" | "flag" | "word";

/** A value as it was given, by what name its user gave it, and through which door. */
export interface Given {
  readonly value: string;
  readonly source: string;
  readonly door: DoorName;
}

export interface DoorsRead {
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

export type Env = Readonly<Record<string, string | undefined>>;

/** Reads the doors that inputs come through. @param at.settings whether the CI hands settings to plugins. */
export function readDoors(argv: readonly string[], env: Env, at = { settings: handsSettings(env) }): DoorsRead {
  const flags = readFlags(argv);
  // Only action.yml gives this one its default.
  const isStep = env.INPUT_JOB_TOKEN !== undefined;
  const input = readVariables(env, isStep ? "with" : "environment");
  const plugin = readVariables(env, "settings");
  const open = at.settings ? [input, plugin] : [input];
  const strangers = open.map(judge);
  const given = new Map([...open.toReversed().flatMap((door) => [...door.given]), ...flags.given]);
  return {
    ...flags,
    given,
    names: namesOf(
      given,
      placeOf({ isStep, flags: flags.given.size, input, plugin: at.settings ? plugin : undefined }),
    ),
    problems: [
      ...flags.problems,
      ...open.flatMap(({ problems }) => problems),
      ...strangers.flatMap(({ problems }) => problems),
    ],
    notices: [...open.flatMap(({ notices }) => notices), ...(at.settings ? [] : elsewhere(plugin))],
    warnings: [...flags.warnings, ...oneWarning(strangers.flatMap(({ rest }) => rest))],
  };
}

/** The door through which this run is spoken to, for advice about inputs that were not given. */
function placeOf(at: {
  readonly isStep: boolean;
  readonly flags: number;
  readonly input: VariablesRead;
  readonly plugin: VariablesRead | undefined;
}): DoorName {
  if (at.isStep) return "with";
  if (at.flags > 0) return "flag";
  if ((at.plugin?.given.size ?? 0) > 0) return "settings";
  return at.input.given.size > 0 ? "environment" : "flag";
}

/** Variables that would be settings in another CI are somebody else's here. */
function elsewhere({ given }: VariablesRead): string[] {
  if (given.size === 0) return [];
  const names = [...given.keys()].map((name) => `PLUGIN_${name.toUpperCase()}`);
  return [
    `${listed(names)} ${names.length === 1 ? "is" : "are"} left alone: settings of plugins are read only in Woodpecker, Drone and CNB.`,
  ];
}

/** An unknown name, and what may be meant by it. */
interface Stranger {
  readonly shown: string;
  readonly hint: string | undefined;
}

/**
 * Unknown names of a step that is ours: one that is near to ours, or by which another action takes files or notes, would
 * be missed. All others may be anybody's.
 */
function judge({ door, unknown }: VariablesRead): { problems: readonly string[]; rest: readonly Stranger[] } {
  const problems: string[] = [];
  const rest: Stranger[] = [];
  for (const one of unknown) {
    const wrong = door === "environment" || /^false$/i.test(one.value.trim()) ? undefined : problemOf(one, door);
    if (wrong !== undefined) problems.push(wrong);
    else rest.push({ shown: one.shown, hint: hintOf(one, door) });
  }
  return { problems, rest };
}

function problemOf({ name, shown }: Unknown, door: VariableDoor): string | undefined {
  const lost = lostName(name);
  if (lost !== undefined && isInputName(lost))
    return `Unknown input ${shown}: what other actions call so is ${written(lost, door)} here.`;
  const slip = slipOf(name);
  return slip === undefined ? undefined : `Unknown input ${shown}; did you mean ${written(slip, door)}?`;
}

function hintOf({ name, shown }: Unknown, door: VariableDoor): string | undefined {
  if (name === "command") return "read only in the step of an action";
  const near = isNoSlip(name) ? undefined : meantBy(name);
  if (near === undefined) return undefined;
  return `did you mean ${door === "environment" ? shown.slice(0, "INPUT_".length) + near.toUpperCase() : written(near, door)}?`;
}

/** Runners hand on the variables of whatever stands around this program, so it is said once for all. */
function oneWarning(strangers: readonly Stranger[]): string[] {
  if (strangers.length === 0) return [];
  const one = strangers.length === 1;
  const names = strangers.map(({ shown, hint }) => (hint === undefined ? shown : `${shown} (${hint})`));
  return [`Unknown input${one ? "" : "s"} ${listed(names)}: nothing is done with ${one ? "it" : "them"}.`];
}

const MOST_NAMED = 20;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(", ")} and ${more} more` : names.join(", ");
}
