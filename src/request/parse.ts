import type { Given } from "./entries/entries";
import { INPUT_LIST, type Input, type InputName, type Inputs, LIST, lengthOf } from "./inputs";

/** The inputs as one typed value, and everything that is wrong with them. */
export interface InputsRead {
  readonly inputs: Inputs;
  readonly problems: readonly string[];
}

type Value = Pick<Given, "value" | "source">;

/** Turns what was given into typed values; a value that cannot be read is a problem, never a default. */
export function parseInputs({ given }: { readonly given: ReadonlyMap<InputName, Value> }): InputsRead {
  const problems: string[] = [];
  const values = Object.fromEntries(
    INPUT_LIST.map(([name, input]) => [name, readValue(input, given.get(name), problems)]),
  );
  const language = given.get("language");
  if (language !== undefined) inBoth(language.source, problems);
  if (!isWhole(values)) throw new Error("the table of inputs and its parser do not agree");
  return { inputs: values, problems };
}

/** Who asks for a language that is not there may not read the other. */
function inBoth(source: string, problems: string[]): void {
  const at = problems.findIndex((problem) => problem.startsWith(`${source} must be one of `));
  if (at >= 0) problems[at] = `${problems[at] ?? ""} ${source} 必须是 auto、en 或 zh。`;
}

/** Whether every input was read, which gives each a value of its kind. */
function isWhole(values: Record<string, unknown>): values is Inputs {
  return INPUT_LIST.every(([name]) => Object.hasOwn(values, name));
}

/** What one input is after reading. @param problems gets what is wrong with it */
export function readValue(input: Input, given: Value | undefined, problems: string[]): unknown {
  const long = given === undefined ? undefined : tooLong(input, given);
  if (long !== undefined) problems.push(long);
  const text = (long === undefined ? given?.value : undefined) ?? input.default;
  const fail = (rule: string): void => {
    problems.push(`${given?.source ?? ""} must be ${rule}, not “${given?.value.trim() ?? ""}”.`);
  };
  switch (input.kind) {
    case "text":
      return text?.trim();
    case "prose":
      return text;
    case "lines":
      // As written: a file's name may begin or end with a space.
      return (text ?? "").split(/\r?\n/).filter((line) => line.trim() !== "");
    case "boolean":
    case "optional":
      return text === undefined ? undefined : readBoolean(text.trim(), fail);
    case "choice":
      return readChoice(input, text?.trim() ?? "", fail);
    case "number":
      return readNumber(input, text?.trim() ?? "", fail);
    default:
      return input.kind satisfies never;
  }
}

/** What is longer than anything it could mean is read no further: searches and messages have an end. */
function tooLong(input: Input, { value, source }: Value): string | undefined {
  const { kind } = input;
  const [most, line] = [kind === "lines" ? LIST : lengthOf(input), lengthOf(input)];
  const text = kind === "prose" || kind === "lines" ? value : value.trim();
  if (text.length > most) return `${source} is ${text.length} characters long; ${most} are the most.`;
  const long = kind === "lines" ? text.split("\n").findIndex((one) => one.length > line) : -1;
  return long < 0 ? undefined : `Line ${long + 1} of ${source} is too long; ${line} characters are the most.`;
}

/** The words for a boolean. */
export const BOOLEAN = /^(true|True|TRUE|false|False|FALSE)$/;

type Fail = (rule: string) => void;

function readBoolean(text: string, fail: Fail): boolean {
  if (!BOOLEAN.test(text)) fail("true or false");
  return BOOLEAN.test(text) && text.toLowerCase() === "true";
}

function readChoice({ choices = [], default: fallback = "" }: Input, text: string, fail: Fail): string {
  const word = BOOLEAN.test(text) ? text.toLowerCase() : text;
  if (choices.includes(word)) return word;
  fail(`one of ${choices.join(", ")}`);
  return fallback;
}

function readNumber(input: Input, text: string, fail: Fail): number | string {
  const { least = 0, most = Infinity, whole = false, word } = input;
  if (text === word) return word;
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most && (!whole || Number.isInteger(number))) return number;
  const range = most === Infinity ? `${least} or more` : `from ${least} to ${most}`;
  fail(`a ${whole ? "whole " : ""}number, ${range}${word === undefined ? "" : `, or ${word}`}`);
  return least;
}
