import { ConfigError } from "../errors";
import type { DoorName, Given } from "./doors";
import { INPUT_LIST, type InputName, flagOf, isInputName } from "./inputs";

/** How messages call inputs: as their user wrote them, or would write them here. */
export interface Names {
  /** `draft` in a workflow and in settings, `--draft` at the command line, else `INPUT_DRAFT`. */
  of(name: InputName): string;
  /** The input with a value, ready to be copied: `draft: true`, `--draft true`, `INPUT_DRAFT=true`. */
  set(name: InputName, value: string): string;
  /** A message of this floor, which calls inputs by their own names, as its user would write it. Quotations stay. */
  words(message: string): string;
}

/** @param place the door that this run is spoken to through, for inputs that were not given. */
export function namesOf(given: ReadonlyMap<InputName, Given>, place: DoorName): Names {
  const names: Omit<Names, "words"> = {
    of: (name) => given.get(name)?.source ?? written(name, place),
    set: (name, value) => {
      const word = written(name, given.get(name)?.door ?? place);
      if (word.startsWith("-")) return `${word} ${quoted(value)}`;
      return word.startsWith("INPUT_") ? `${word}=${quoted(value)}` : `${word}: ${value}`;
    },
  };
  return { ...names, words: (message) => inWords(message, names) };
}

/** Names that are no words of English: wherever they stand, an input is meant. */
const SPECIAL = INPUT_LIST.map(([name]) => name).filter((name) => name.includes("_"));
const PLAIN = INPUT_LIST.map(([name]) => name).filter((name) => !name.includes("_"));
const QUOTED = /(“[^”]*”|"[^"]*"|https?:\/\/\S+)/;
const MEANT = new RegExp(
  `(?<![\\w-])(${SPECIAL.join("|")})(?:: (true|false|[a-z]+/[a-z]+))?(?![\\w/-])` +
    `|(?<=\\b[Ss]et )(${PLAIN.join("|")}): ([a-z]+)(?![\\w/-])` +
    `|(?<=^(?:- )?|\\b[Ss]et |\\b[Gg]ive |the input )(${PLAIN.join("|")})(?:: (true|false))?(?= \\(|, and |[,:.]| must| is | lists)`,
  "gm",
);

function inWords(message: string, names: Omit<Names, "words">): string {
  // Every second part is a quotation: what somebody wrote, or a server said.
  return message
    .split(QUOTED)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part.replace(MEANT, (whole, ...found: (string | undefined)[]) => {
            const [special, value, choice, chosen, plain, other] = found;
            const name = special ?? choice ?? plain ?? "";
            const given = value ?? chosen ?? other;
            if (!isInputName(name)) return whole;
            return given === undefined ? names.of(name) : names.set(name, given);
          }),
    )
    .join("");
}

/** An input error in the words of its user; anything else is what it was. */
export function retold(error: unknown, names: Names): unknown {
  if (!(error instanceof ConfigError)) return error;
  return new ConfigError({ what: names.words(error.message), said: error.said, hint: error.hint, cause: error });
}

/** Catches what was thrown, and throws it in the words of the user. */
export function retelling(names: Names): (error: unknown) => never {
  return (error) => {
    throw retold(error, names);
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
