import { handsSettings } from "../../ci";
import type { Env } from "../../ci/ci";
import type { InputName } from "../inputs";
import { readFlags } from "./flags";
import { type Names, namesOf } from "./names";
import { judgeUnknown, listed } from "./unknown";
import { type VariablesRead, readVariables } from "./variables";
import type { Suspect } from "./words";

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
  /** What publish prints on standard output: its outputs as JSON, or the release's address; nothing else is there then. */
  readonly prints: "json" | "url" | undefined;
  /** Name of the variable that holds the token. */
  readonly tokenEnv: string | undefined;
  /** What named it, where that was not the flag. */
  readonly tokenEnvBy?: string;
  /** Whether it is the command line of another tool: nothing is looked for, and what it is here is the only answer. */
  readonly isForeign: boolean;
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
  const unknown = judgeUnknown(open.flatMap((read) => read.unknown));
  // For advice about inputs that were not given: the entry that most likely is used here.
  const used = flags.given.size > 0 ? undefined : open.toReversed().find((read) => read.given.size > 0);
  const place = isStep ? "with" : (used?.entry ?? "flag");
  return {
    ...flags,
    debug: flags.debug || env.RUNNER_DEBUG === "1" || env.CI_DEBUG_TRACE === "true",
    given,
    names: namesOf(given, place),
    problems: [...flags.problems, ...open.flatMap(({ problems }) => problems), ...unknown.problems],
    notices: [...flags.notices, ...open.flatMap(({ notices }) => notices), ...(at.settings ? [] : elsewhere(settings))],
    warnings: [...flags.warnings, ...unknown.warnings],
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
