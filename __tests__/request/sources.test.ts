import { describe, expect, it } from "@jest/globals";

import { shell } from "../../src/ci";
import { readEntries } from "../../src/request/entries/entries";
import { parseInputs } from "../../src/request/parse";
import { type TokenSources, tokenSources } from "../../src/request/target/token-sources";

function sources(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  automatic: readonly string[] = [],
): TokenSources {
  const entries = readEntries(argv, env);
  const ci = { ...shell, tokenVariables: automatic, runsActions: true as const };
  return tokenSources({ entries, inputs: parseInputs(entries).inputs, env, ci: { ci, reason: "", others: [] } });
}

describe("the token given", () => {
  it.each<[string, string[], Record<string, string>, { value: string; name: string } | undefined]>([
    ["none", [], {}, undefined],
    ["an input", [], { INPUT_TOKEN: "x" }, { value: "x", name: "INPUT_TOKEN" }],
    ["an empty one", [], { INPUT_TOKEN: " " }, undefined],
    ["a flag", ["--token", "x"], { INPUT_TOKEN: "y" }, { value: "x", name: "--token" }],
    ["a variable by name", ["--token-env", "MINE"], { MINE: "x" }, { value: "x", name: "the variable MINE" }],
    [
      "a variable by name before an input",
      ["--token-env", "MINE"],
      { MINE: "x", INPUT_TOKEN: "y" },
      { value: "x", name: "the variable MINE" },
    ],
  ])("%s", (_, argv, env, given) => {
    expect(sources(argv, env)).toMatchObject({ given, problems: [] });
  });

  it.each<[string, string[], Record<string, string>, string]>([
    ["that is empty", ["--token-env", "MINE"], { MINE: " " }, "--token-env: the variable MINE is empty or not set."],
    ["that is not set", ["--token-env", "MINE"], {}, "--token-env: the variable MINE is empty or not set."],
    [
      "beside a flag",
      ["--token", "x", "--token-env", "MINE"],
      { MINE: "y" },
      "--token and --token-env are both given; give one.",
    ],
  ])("by the name of a variable %s is refused", (_, argv, env, problem) => {
    expect(sources(argv, env).problems).toEqual([problem]);
  });
});

describe("automatic tokens", () => {
  it("are the runner's input first, then the variables of the CI that was recognised", () => {
    const env = { INPUT_JOB_TOKEN: "a", CI_JOB_TOKEN: "b", CNB_TOKEN: "c" };
    expect(sources([], env, ["CI_JOB_TOKEN"]).automatic).toEqual([
      { value: "a", name: "job_token" },
      { value: "b", name: "CI_JOB_TOKEN" },
    ]);
  });

  it("are none where nothing is handed out", () => {
    expect(sources([], { CI_JOB_TOKEN: "b" }).automatic).toEqual([]);
    expect(sources([], {}, ["CI_JOB_TOKEN"]).automatic.filter(({ value }) => value !== "")).toEqual([]);
  });
});
