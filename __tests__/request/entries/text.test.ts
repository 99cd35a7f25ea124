import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { readEntries } from "../../../src/request/entries/entries";
import { INPUTS, INPUT_LIST, type InputName, flagOf } from "../../../src/request/inputs";
import { parseInputs } from "../../../src/request/parse";
import { plugin } from "./stage";

/** Texts with what shells, parsers and runners stumble over. */
const text = fc
  .oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom("-", "--", "=", "\n", "\r\n", " ", "'", '"', "$", "%", "a", "true", "😀", "\\", "::"),
    }),
    fc.constantFrom("--help", "--", "-", "-h", "--no-draft", "--files", "publish", "init", "true", "=x"),
  )
  .filter((value) => value.trim() !== "");
const prose = fc.constantFrom(...INPUT_LIST.filter(([, { kind }]) => kind === "prose").map(([name]) => name));

const arrives = (name: InputName, words: string[], env: Record<string, string>): unknown => {
  const entries = plugin(env, words);
  expect(entries.problems).toEqual([]);
  expect(entries.command).toBe("publish");
  return parseInputs(entries).inputs[name];
};

/** A flag in the place of a value: most likely a variable in between was empty. */
const FLAG = /^--(no-)?[a-z-]+(=|$)/;

describe("text that is prose arrives as it was given", () => {
  it.each<[string, (name: InputName, value: string) => [string[], Record<string, string>]]>([
    ["--x=value", (name, value) => [[`${flagOf(name)}=${value}`], {}]],
    ["--x value", (name, value) => [[flagOf(name), value], {}]],
    ["--x value, with words around it", (name, value) => [["a", flagOf(name), value, "b"], {}]],
    ["INPUT_", (name, value) => [[], { [`INPUT_${name.toUpperCase()}`]: value }]],
    ["PLUGIN_", (name, value) => [[], { [`PLUGIN_${name.toUpperCase()}`]: value }]],
  ])("through %s", (_, entry) => {
    fc.assert(
      fc.property(prose, text, (name, value) => {
        fc.pre(!(FLAG.test(value) && entry(name, value)[0].includes(value)));
        expect(arrives(name, ...entry(name, value))).toBe(value);
      }),
      { numRuns: 250 },
    );
  });

  it("there is such an input", () => {
    expect(INPUTS.body.kind).toBe("prose");
  });
});

describe("words", () => {
  it("behind -- are files, whatever they look like", () => {
    const word = text.filter((value) => !/[\r\n]/.test(value));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const entries = readEntries(["--", ...words], {});
        expect(entries.problems).toEqual([]);
        expect(parseInputs(entries).inputs.files).toEqual(words);
      }),
    );
  });
});

it("no arguments and no environment break the reading", () => {
  fc.assert(
    fc.property(
      fc.array(text),
      fc.dictionary(
        text.map((name) => `INPUT_${name}`),
        text,
      ),
      (words, env) => {
        const entries = readEntries(words, env);
        expect(() => parseInputs(entries)).not.toThrow();
      },
    ),
    { numRuns: 250 },
  );
});
