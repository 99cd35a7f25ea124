import { atMentions } from "../../request/entries/names";
import type { Care, Template } from "./candidates";
import { sentences } from "./sentences";

/**
 * An English sentence or piece of one with its Chinese: `{0}` is a value, `{0+}` one that may be a message of
 * ours, `{0!}` has to be one, `{0*}` one or several; `{0%}` an amount of something, `{0#}` a number, `{0=}` a word, `{0@}` the name of an input.
 */
export type Catalogue = Readonly<Record<string, string>>;

const MARKS: Readonly<Record<string, Care>> = {
  "": "as it is",
  "+": "if ours",
  "*": "only ours",
  "!": "one of ours",
  "%": "an amount",
  "#": "a number",
  "=": "a word",
  "@": "a name",
};

/** Reads a catalogue; names of inputs in its sentences are values as well, for people read them as they wrote them. */
export function templatesOf(catalogues: readonly Catalogue[]): Template[] {
  const whole = new Map(
    catalogues.flatMap((catalogue) => Object.entries(catalogue)).map(([a, b]) => [line(a), line(b)]),
  );
  const alone = [...whole].flatMap(([english, chinese]) => oneByOne(english, chinese));
  return [
    ...[...whole].map(([english, chinese]) => templateOf(english, chinese)),
    ...[...new Map(alone)].flatMap(([english, chinese]) =>
      whole.has(english) ? [] : [{ ...templateOf(english, chinese), isAlone: true }],
    ),
  ].sort((a, b) => b.weight - a.weight);
}

/** Letters of a sentence that make it one which nothing else is taken for. */
const TELLING = 12;

/**
 * The sentences of an entry, each with its own Chinese: what is so and what to do about it may be told in two places.
 * None where the Chinese has more or fewer of them.
 */
function oneByOne(english: string, chinese: string): (readonly [string, string])[] {
  const said = sentences(english).map(({ text }) => text);
  const twins = chinese.split(/(?<=[。？！][）”]?)(?![。？！）”])/).filter((one) => one !== "");
  if (said.length < 2 || said.length !== twins.length) return [];
  const pairs = said.map((one, at) => [one, twins[at] ?? ""] as const);
  if (pairs.some(([one, other]) => String(valuesOf(one)) !== String(valuesOf(other)))) return [];
  return pairs.filter(([one]) => one.replace(/\{\d+\}/g, "").length >= TELLING);
}

/** Numbers of the values of a text, each once. */
function valuesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\d+)/g)].map(([, number = ""]) => number))].sort();
}

/** A list of other messages below a line: each of its lines is read by itself. */
function line(text: string): string {
  return text.replace(/\n.*$/s, "");
}

/** Where the names of inputs start that stand among the numbers of values. */
const NAMED = 1000;

function templateOf(english: string, chinese: string): Template {
  const mentioned = atMentions(english);
  const names = [...new Set(mentioned.filter((_, at) => at % 2 === 1))];
  const parts = mentioned.flatMap((part, at) => (at % 2 === 1 ? [NAMED + names.indexOf(part)] : atValues(part)));
  const literals = [""];
  for (const part of parts) {
    if (typeof part === "number") literals.push("");
    else literals.push(`${literals.pop() ?? ""}${part}`);
  }
  const cares: Record<string, Care> = {};
  for (const [, number = "", mark = ""] of chinese.matchAll(/\{(\d+)([+*!%#=@]?)\}/g))
    cares[number] = MARKS[mark] ?? "as it is";
  for (const at of names.keys()) cares[NAMED + at] = "a name";
  const longest = [...names.entries()].sort(([, a], [, b]) => b.length - a.length);
  const said = atValues(chinese.replace(/\{(\d+)[+*!%#=@]\}/g, "{$1}")).flatMap((part) =>
    typeof part === "number" ? [part] : atNames(part, longest),
  );
  const slots = parts.filter((part) => typeof part === "number");
  const isPlain = !/\{\d+[+*!%]\}/.test(chinese);
  return { literals, slots, said, cares, isAlone: false, isPlain, weight: literals.join("").length };
}

/** Cuts a text at its values. */
function atValues(text: string): (string | number)[] {
  const parts = text.split(/\{(\d+)\}/);
  return parts.map((part, at) => (at % 2 === 1 ? Number(part) : part)).filter((part) => part !== "");
}

/** Cuts a text at names, the longest first: `draft` is in `draft: true`. */
function atNames(text: string, [first, ...others]: readonly (readonly [number, string])[]): (string | number)[] {
  if (first === undefined) return [text];
  const [number, name] = first;
  const around = text.split(name).map((part) => atNames(part, others));
  return around.flatMap((part, at) => (at === 0 ? part : [NAMED + number, ...part])).filter((part) => part !== "");
}
