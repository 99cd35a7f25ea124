import type { DoorName, Given } from "./doors";
import { type InputName, flagOf } from "./inputs";

/** How messages call inputs: as their user wrote them, or would write them here. */
export interface Names {
  /** `draft` in a workflow and in settings, `--draft` at the command line, else `INPUT_DRAFT`. */
  of(name: InputName): string;
  /** The input with a value, ready to be copied: `draft: true`, `--draft true`, `INPUT_DRAFT=true`. */
  set(name: InputName, value: string): string;
}

/** @param place the door that this run is spoken to through, for inputs that were not given. */
export function namesOf(given: ReadonlyMap<InputName, Given>, place: DoorName): Names {
  return {
    of: (name) => given.get(name)?.source ?? written(name, place),
    set: (name, value) => {
      const word = written(name, given.get(name)?.door ?? place);
      if (word.startsWith("-")) return `${word} ${quoted(value)}`;
      return word.startsWith("INPUT_") ? `${word}=${quoted(value)}` : `${word}: ${value}`;
    },
  };
}

/** An input's own name as it is written at a door. */
export function written(name: InputName, door: DoorName): string {
  switch (door) {
    case "with":
    case "settings":
      return name;
    case "flag":
    case "word":
      return flagOf(name);
    case "environment":
      return `INPUT_${name.toUpperCase()}`;
    default:
      return door satisfies never;
  }
}

function quoted(value: string): string {
  return /^[\w./:@+,-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
