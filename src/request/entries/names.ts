import { CancelledError, ConfigError, PublishError } from "../../errors";
import { isSwitch } from "../input-kinds";
import { INPUTS, INPUT_LIST, type Input, type InputName, flagOf, isInputName, isPublic } from "../inputs";
import type { Entries, Entry, Given } from "./entries";

/** How messages call inputs: as their user wrote them, or would write them here. */
export interface Names {
  /** The entry that this run is spoken to through. */
  readonly place: Entry;
  /** `draft` in a workflow and in settings, `--draft` at the command line, else `INPUT_DRAFT`. */
  of(name: InputName): string;
  /** The input with a value, ready to be copied: `draft: true`, `--draft`, `INPUT_DRAFT=true`. */
  set(name: InputName, value: string): string;
  /** A message that calls inputs by their own names, as its user would write it. Quotations stay. */
  words(message: string): string;
}

/** @param place for inputs that were not given */
export function namesOf(given: ReadonlyMap<InputName, Given>, place: Entry): Names {
  const of = (name: InputName): string => given.get(name)?.source ?? written(name, place);
  const set = (name: InputName, value: string): string => {
    const word = written(name, given.get(name)?.entry ?? place);
    if (word.startsWith("-")) return value === "true" && isSwitch(INPUTS[name]) ? word : `${word} ${quoted(value)}`;
    return word.startsWith("INPUT_") ? `${word}=${quoted(value)}` : `${word}: ${value}`;
  };
  return { place, of, set, words };

  function words(message: string): string {
    // Every second part is a quotation: what somebody wrote, or a server said; or a program of jq, with names of outputs.
    const parts = message.split(QUOTED);
    return parts.map((part, at) => (at % 2 === 1 ? part : part.replace(MENTION, renamed))).join("");
  }

  function renamed(whole: string, ...found: (string | undefined)[]): string {
    const [special, specialValue, code, coded, choice, chosen, plain, plainValue] = found;
    const [name, value] = [special ?? code ?? choice ?? plain ?? "", specialValue ?? coded ?? chosen ?? plainValue];
    if (!isInputName(name)) return whole;
    return value === undefined ? of(name) : set(name, value);
  }
}

/** A log whose notices and warnings call inputs as their user wrote them. */
export function tellingIn<T extends { notice(text: string): void; warning(text: string): void }>(
  log: T,
  { words }: Names,
): T {
  return {
    ...log,
    notice: (text: string) => {
      log.notice(words(text));
    },
    warning: (text: string) => {
      log.warning(words(text));
    },
  };
}

/** Names that are no words of English: wherever they stand, an input is meant. */
const SPECIAL = INPUT_LIST.map(([name]) => name).filter((name) => name.includes("_"));
const PLAIN = INPUT_LIST.map(([name]) => name).filter((name) => !name.includes("_"));
/** Words that inputs take for a value. */
const CHOICES = [...new Set(INPUT_LIST.flatMap(([, { choices = [] }]: readonly [InputName, Input]) => choices))];
const QUOTED = /(“[^”]*”|"[^"]*"|https?:\/\/\S+|\| jq -r .*)/;
const MENTION = new RegExp(
  `(?<![\\w-])(${SPECIAL.join("|")})(?:: (true|false|[a-z]+/[a-z]+|${CHOICES.join("|")}))?(?![\\w/-])` +
    `|(?<=\`)(${PLAIN.join("|")}): ([a-z]+)(?=\`)` +
    `|(?<=\\b[Ss]et )(${PLAIN.join("|")}): ([a-z]+)(?![\\w/-])` +
    `|(?<=^(?:- )?|\\b[Ss]et |\\b[Gg]ive |the input )(${PLAIN.join("|")})(?:: (true|false))?(?= \\(|, and |[,:.]| must| is | lists)`,
  "gm",
);

/** A message cut at the names of inputs that it calls: every second part is one, such as `draft: true`. */
export function atMentions(message: string): string[] {
  const parts: string[] = [];
  let text = "";
  for (const [at, part] of message.split(QUOTED).entries()) {
    let read = 0;
    for (const { 0: mention, index } of at % 2 === 1 ? [] : part.matchAll(MENTION)) {
      parts.push(text + part.slice(read, index), mention);
      text = "";
      read = index + mention.length;
    }
    text += part.slice(read);
  }
  return [...parts, text];
}

/**
 * An error in the words of its user: an input error whole, of any other what to do about it. What was tried holds names
 * of files and tags, and what was said is a server's.
 */
export function retold(error: unknown, { words }: Names): unknown {
  if (!(error instanceof PublishError) || error instanceof CancelledError) return error;
  const isInput = error instanceof ConfigError;
  const hint = error.hint === undefined ? undefined : words(error.hint);
  const what = isInput ? words(error.message) : error.message;
  if (what === error.message && hint === error.hint) return error;
  const told = new (isInput ? ConfigError : PublishError)({ what, said: error.said, hint, cause: error });
  if (error.stack !== undefined) told.stack = error.stack;
  return told;
}

/** An input's own name as it is written at an entry. */
export function written(name: InputName, entry: Entry): string {
  switch (entry) {
    case "with":
    case "settings":
      return name;
    case "flag":
    case "word":
      return flagOf(name);
    case "environment":
      return `INPUT_${name.toUpperCase()}`;
    default:
      return entry satisfies never;
  }
}

/** A value as a shell takes it for one word. */
export function quoted(value: string): string {
  return /^[\w./:@+,-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** Lines for the log: which inputs were given, through which entry, and the values that anybody may read. */
export function givenInputs({ given, tokenEnv }: Pick<Entries, "given" | "tokenEnv">): string[] {
  const found = INPUT_LIST.flatMap(([name, input]) => {
    const one = isPublic(name) ? given.get(name) : undefined;
    return one === undefined ? [] : [{ name, input, one }];
  });
  const entries = new Map<string, string[]>();
  const add = (entry: string, name: string): unknown => entries.set(entry, [...(entries.get(entry) ?? []), name]);
  for (const { name, one } of found) add(shownEntry(name, one), name);
  if (tokenEnv !== undefined) add("--token-env", "token");
  if (entries.size === 0) return [];
  const names = [...entries].map(([entry, some]) => `${some.join(", ")} (${entry})`);
  const values = found.filter(isReadable).map(({ name, one }) => `${name}: ${one.value.trim()}`);
  return [`inputs: ${names.join(", ")}`, ...(values.length === 0 ? [] : [`their values: ${values.join(", ")}`])];
}

function shownEntry(name: InputName, { entry, source }: Given): string {
  if (entry === "with") return source === name ? "with:" : `with: ${source}`;
  return entry === "settings" ? "settings:" : entry === "word" ? "the command line" : source;
}

/** Words, numbers and switches; and of the texts the tag alone, which the release shows anyway. */
function isReadable({ name, input: { kind } }: { readonly name: InputName; readonly input: Input }): boolean {
  return ["boolean", "optional", "choice", "number"].includes(kind) || name === "tag_name";
}
