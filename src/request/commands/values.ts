import type { Given } from "../entries/entries";
import type { ValueOf } from "../input-kinds";
import { readValue } from "../parse";
import { OPTIONS, type OptionName } from "./options";

/** Options, typed; what was not given is `undefined` or its default. */
export type Options<Name extends OptionName = OptionName> = {
  readonly [One in Name]: ValueOf<(typeof OPTIONS)[One]>[(typeof OPTIONS)[One]["kind"]];
};

/** Reads the options of a command. @param problems gets what is wrong with them */
export function readOptions<const Names extends readonly OptionName[]>(
  names: Names,
  given: ReadonlyMap<OptionName, Given>,
  problems: string[],
): Options<Names[number]> {
  const values = Object.fromEntries(names.map((name) => [name, readValue(OPTIONS[name], given.get(name), problems)]));
  if (!isWhole<Names[number]>(values, names)) throw new Error("the table of options and its parser do not agree");
  return values;
}

/** Whether every option was read, which gives each a value of its kind. */
function isWhole<Name extends OptionName>(
  values: Record<string, unknown>,
  names: readonly OptionName[],
): values is Options<Name> {
  return names.every((name) => Object.hasOwn(values, name));
}
