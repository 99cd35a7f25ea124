import { describe, expect, it } from "vitest";

import { INPUTS, INPUT_LIST, type InputName, type Inputs, LIST, lengthOf } from "../../src/request/inputs";
import { type InputsRead, parseInputs } from "../../src/request/parse";

function parse(values: Partial<Record<InputName, string>>): InputsRead {
  const entries = Object.entries(values) as [InputName, string][];
  return parseInputs({ given: new Map(entries.map(([name, value]) => [name, { value, source: `INPUT_${name}` }])) });
}

describe("what is not given", () => {
  it("is its default, or undefined", () => {
    const { inputs, problems } = parse({});
    expect(problems).toEqual([]);
    for (const [name, input] of INPUT_LIST) {
      const value = inputs[name];
      if (input.kind === "lines") expect(value).toEqual([]);
      else if (input.default === undefined) expect(value).toBeUndefined();
      else expect(String(value)).toBe(input.default);
    }
  });

  it("has the defaults of the contract", () => {
    expect(parse({}).inputs).toMatchObject({
      allow_insecure_http: false,
      verify_tag: false,
      allow_tag_mismatch: false,
      generate_release_notes: false,
      body_mode: "replace",
      prerelease: "auto",
      make_latest: "auto",
      on_unsupported: "warn",
      fail_on_unmatched_files: true,
      overwrite_files: true,
      oversized_files: "fail",
      preserve_order: false,
      dry_run: false,
      concurrency: "auto",
      retries: 5,
      retry_delay: 1,
      max_wait: 900,
      stall_timeout: 60,
    } satisfies Partial<Inputs>);
  });
});

const BOOLEANS = INPUT_LIST.filter(([, { kind }]) => kind === "boolean" || kind === "optional").map(([name]) => name);

describe("booleans", () => {
  it.each(BOOLEANS)("%s takes six words and nothing else", (name) => {
    for (const word of ["true", "True", "TRUE", " true ", "true\n"])
      expect(parse({ [name]: word })).toMatchObject({ inputs: { [name]: true }, problems: [] });
    for (const word of ["false", "False", "FALSE"])
      expect(parse({ [name]: word })).toMatchObject({ inputs: { [name]: false }, problems: [] });
    for (const word of ["yes", "no", "1", "0", "on", "tRue", "truefalse", "true false", "t", "null", "auto"])
      expect(parse({ [name]: word }).problems).toEqual([`INPUT_${name} must be true or false, not “${word}”.`]);
  });
});

describe("choices", () => {
  it.each(INPUT_LIST.filter(([, { kind }]) => kind === "choice"))("%s takes its words", (name, { choices = [] }) => {
    for (const word of choices) {
      expect(parse({ [name]: word })).toMatchObject({ inputs: { [name]: word }, problems: [] });
      expect(parse({ [name]: ` ${word}\n` })).toMatchObject({ inputs: { [name]: word }, problems: [] });
    }
    // Where true and false are among them, they are read as everywhere.
    const loud = choices.includes("false") && choices[0] !== "auto" ? "FORCE" : (choices[0] ?? "").toUpperCase();
    for (const word of ["maybe", choices.join(","), loud])
      expect(parse({ [name]: word }).problems).toEqual([
        `INPUT_${name} must be one of ${choices.join(", ")}, not “${word}”.${name === "language" ? " INPUT_language 必须是 auto、en 或 zh。" : ""}`,
      ]);
  });

  it.each([
    ["prerelease", "True", "true"],
    ["prerelease", "FALSE", "false"],
    ["make_latest", "TRUE", "true"],
  ] as const)("%s: %s is %s", (name, word, value) => {
    expect(parse({ [name]: word })).toMatchObject({ inputs: { [name]: value }, problems: [] });
  });

  it("that are no booleans take no boolean", () => {
    expect(parse({ on_unsupported: "true" }).problems).toHaveLength(1);
  });
});

describe("numbers", () => {
  it.each<[InputName, string, number | RegExp]>([
    ["concurrency", "1", 1],
    ["concurrency", " 8 ", 8],
    ["concurrency", "0", /a whole number, 1 or more, or auto, not “0”/],
    ["concurrency", "automatic", /or auto, not/],
    ["concurrency", "2.5", /a whole number/],
    ["concurrency", "-1", /a whole number/],
    ["concurrency", "four", /a whole number/],
    ["concurrency", "1e3", /a whole number/],
    ["concurrency", "0x4", /a whole number/],
    ["concurrency", "Infinity", /a whole number/],
    ["concurrency", "4 8", /a whole number/],
    ["retries", "0", 0],
    ["retries", "1.5", /a whole number, from 0 to 1000/],
    ["retries", "1001", /a whole number, from 0 to 1000/],
    ["retry_delay", "0", 0],
    ["retry_delay", "0.25", 0.25],
    ["retry_delay", ".5", /a number, 0 or more/],
    ["max_wait", "0", 0],
    ["stall_timeout", "0.5", 0.5],
    ["stall_timeout", "0", /a number, from 0.1 to 86400/],
    ["stall_timeout", "99999999", /a number, from 0.1 to 86400/],
  ])("%s: %j", (name, text, expected) => {
    const { inputs, problems } = parse({ [name]: text });
    if (typeof expected === "number") {
      expect(problems).toEqual([]);
      expect(inputs[name]).toBe(expected);
    } else expect(problems).toEqual([expect.stringMatching(expected)]);
  });
});

describe("lengths", () => {
  it.each(INPUT_LIST)("%s has one", (name, input) => {
    const most = input.kind === "lines" ? LIST : lengthOf(input);
    expect(parse({ [name]: "x".repeat(most + 1) }).problems).toEqual([
      `INPUT_${name} is ${most + 1} characters long; ${most} are the most.`,
    ]);
  });

  it.each(INPUT_LIST.filter(([, { kind }]) => kind === "text" || kind === "prose"))("%s takes all of it", (name) => {
    const value = "x".repeat(lengthOf(INPUTS[name]));
    expect(parse({ [name]: value })).toMatchObject({ inputs: { [name]: value }, problems: [] });
  });

  it("of lists are those of their lines as well", () => {
    expect(parse({ milestones: `a\n${"x".repeat(300)}` }).problems).toEqual([
      "Line 2 of INPUT_milestones is too long; 255 characters are the most.",
    ]);
    expect(parse({ files: Array.from({ length: 5000 }, (_, at) => `dist/${at}.zip`).join("\n") }).problems).toEqual([]);
  });

  it("show nothing of what is too long", () => {
    expect(parse({ draft: "y".repeat(10_000) }).problems[0]?.length).toBeLessThan(100);
  });
});

describe("texts", () => {
  it("are trimmed, prose is not", () => {
    expect(parse({ name: " One \n", body: " One \n" }).inputs).toMatchObject({ name: "One", body: " One \n" });
  });

  it("that are lists are lines as written, without empty ones", () => {
    expect(INPUTS.files.kind).toBe("lines");
    expect(parse({ files: "a\r\n\n  \nb c\n # d" }).inputs.files).toEqual(["a", "b c", " # d"]);
    expect(parse({ files: " lead\ntrail \n" }).inputs.files).toEqual([" lead", "trail "]);
    expect(parse({ files: "a,b" }).inputs.files).toEqual(["a,b"]);
  });
});

it("everything that is wrong is told at once, each with where it came from", () => {
  const { problems } = parse({ draft: "maybe", prerelease: "perhaps", retries: "many", concurrency: "0" });
  expect(problems).toHaveLength(4);
  for (const name of ["draft", "prerelease", "retries", "concurrency"])
    expect(problems.some((problem) => problem.startsWith(`INPUT_${name} must be `))).toBe(true);
});
