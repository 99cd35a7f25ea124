import type { Given } from "./doors";
import { INPUT_LIST, type Input, type InputName, type Inputs, LIST, SHORT } from "./inputs";

/** The inputs as one typed value, and everything that is wrong with them. */
export interface InputsRead {
  readonly inputs: Inputs;
  readonly problems: readonly string[];
}

type Source = Pick<Given, "value" | "source">;

/** Turns what came through the doors into typed values; a value that cannot be read is a problem, never a default. */
export function parseInputs({ given }: { readonly given: ReadonlyMap<InputName, Source> }): InputsRead {
  const problems: string[] = [];
  const values = Object.fromEntries(
    INPUT_LIST.map(([name, input]) => {
      const own = given.get(name);
      const long = own === undefined ? undefined : tooLong(input, own);
      if (long !== undefined) problems.push(long);
      return [
        name,
        readValue(input, long === undefined ? own : undefined, (rule) => {
          problems.push(`${own?.source ?? name} must be ${rule}, not “${own?.value.trim() ?? ""}”.`);
        }),
      ];
    }),
  );
  if (!isTyped(values)) throw new Error("the table of inputs and its parser do not agree");
  return { inputs: values, problems };
}

/** What is longer than anything it could mean is read no further: searches and messages have an end. */
function tooLong({ kind, length = SHORT }: Input, { value, source }: Source): string | undefined {
  const most = kind === "lines" ? LIST : length;
  const text = kind === "prose" || kind === "lines" ? value : value.trim();
  if (text.length > most) return `${source} is ${text.length} characters long; ${most} are the most.`;
  const line = kind === "lines" ? text.split("\n").findIndex((one) => one.length > length) : -1;
  return line < 0 ? undefined : `Line ${line + 1} of ${source} is too long; ${length} characters are the most.`;
}

/** Whether every input has a value of its kind. */
function isTyped(values: Record<string, unknown>): values is Inputs {
  return INPUT_LIST.every(([name, input]) => isOfKind(values[name], input));
}

function isOfKind(value: unknown, { kind, choices, word }: Input): boolean {
  switch (kind) {
    case "text":
    case "prose":
      return value === undefined || typeof value === "string";
    case "lines":
      return Array.isArray(value);
    case "boolean":
      return typeof value === "boolean";
    case "optional":
      return value === undefined || typeof value === "boolean";
    case "choice":
      return typeof value === "string" && choices?.includes(value) === true;
    case "number":
      return typeof value === "number" || (word !== undefined && value === word);
    default:
      return kind satisfies never;
  }
}

function readValue(input: Input, given: Source | undefined, fail: (rule: string) => void): unknown {
  const text = given?.value ?? input.default;
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
      return readBoolean(text, fail);
    case "choice":
      return readChoice(input, text ?? "", fail);
    case "number":
      return readNumber(input, text ?? "", fail);
    default:
      return input.kind satisfies never;
  }
}

function readBoolean(text: string | undefined, fail: (rule: string) => void): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^\s*(true|True|TRUE)\s*$/.test(text)) return true;
  if (!/^\s*(false|False|FALSE)\s*$/.test(text)) fail("true or false");
  return false;
}

function readChoice(
  { choices = [], default: fallback = "" }: Input,
  text: string,
  fail: (rule: string) => void,
): string {
  const word = choices.find(
    (choice) =>
      choice === text.trim() || ((choice === "true" || choice === "false") && BOOLEANS[text.trim()] === choice),
  );
  if (word === undefined) fail(`one of ${choices.join(", ")}`);
  return word ?? fallback;
}

const BOOLEANS: Readonly<Record<string, string>> = { True: "true", TRUE: "true", False: "false", FALSE: "false" };

function readNumber(input: Input, text: string, fail: (rule: string) => void): number | string {
  const { least = 0, most = Infinity, whole = false, word } = input;
  if (word !== undefined && text.trim() === word) return word;
  const number = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most && (!whole || Number.isInteger(number))) return number;
  const range = most === Infinity ? `${least} or more` : `from ${least} to ${most}`;
  fail(`a ${whole ? "whole " : ""}number, ${range}${word === undefined ? "" : `, or ${word}`}`);
  return least;
}
