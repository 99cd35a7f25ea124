import type { DoorsRead, Given } from "./doors";
import { INPUT_LIST, type Input, type InputName, type Inputs } from "./inputs";

/** The inputs as one typed value, and everything that is wrong with them. */
export interface InputsRead {
  readonly inputs: Inputs;
  readonly problems: readonly string[];
}

/** Turns what came through the doors into typed values; a value that cannot be read is a problem, never a default. */
export function parseInputs({ given }: Pick<DoorsRead, "given">): InputsRead {
  const problems: string[] = [];
  const source = (name: InputName): Given | undefined => given.get(name);
  function fail(name: InputName, rule: string): void {
    const { value = "", source: from = name } = source(name) ?? {};
    problems.push(`${from} must be ${rule}, not “${value.trim()}”.`);
  }
  const values = Object.fromEntries(
    INPUT_LIST.map(([name, input]) => [
      name,
      readValue(input, source(name), (rule) => {
        fail(name, rule);
      }),
    ]),
  );
  if (!isTyped(values)) throw new Error("the table of inputs and its parser do not agree");
  return { inputs: values, problems };
}

/** Whether every input has a value of its kind. */
function isTyped(values: Record<string, unknown>): values is Inputs {
  return INPUT_LIST.every(([name, input]) => isOfKind(values[name], input));
}

function isOfKind(value: unknown, { kind, choices }: Input): boolean {
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
      return typeof value === "number";
    default:
      return kind satisfies never;
  }
}

function readValue(input: Input, given: Given | undefined, fail: (rule: string) => void): unknown {
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

function readNumber({ least = 0, whole = false }: Input, text: string, fail: (rule: string) => void): number {
  const number = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : NaN;
  if (number >= least && (!whole || Number.isInteger(number))) return number;
  fail(`a ${whole ? "whole " : ""}number, ${least} or more`);
  return least;
}
