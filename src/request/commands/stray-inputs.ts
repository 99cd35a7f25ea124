import type { Given } from "../entries/entries";
import { type InputName, isPublic } from "../inputs";
import { type CommandName, SPECS, type Spec } from "./specs";

/** Inputs that were given and that a command does not take: nothing would become of them. */
export function strayInputs(name: CommandName, given: ReadonlyMap<InputName, Given>): string[] {
  const spec: Spec = SPECS[name];
  return [...given]
    .filter(([input, { entry }]) => !spec.shares.includes(input) && (entry === "with" || entry === "flag"))
    .filter(([input]) => isPublic(input))
    .map(([, { source }]) => `${source} is no input of the command ${name}.`);
}
