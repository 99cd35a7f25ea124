import { describe, expect, it } from "vitest";

import { shell } from "../../../src/ci";
import { github } from "../../../src/forges/github";
import { staysHere } from "../../../src/http/connect/routes";
import { readEntries } from "../../../src/request/entries/entries";
import { parseInputs } from "../../../src/request/parse";
import { attempt } from "../../../src/request/problems";
import type { Target } from "../../../src/request/target/target";
import { type Route, chooseToken } from "../../../src/request/target/token";
import { type TokenSources, tokenSources } from "../../../src/request/target/token-sources";
import { module } from "../builders";

const forge = module({ id: "red" });

function target(more: Partial<Target> = {}): Target {
  return {
    kind: "known",
    module: forge,
    serverUrl: "https://git.acme.test",
    apiUrl: "https://git.acme.test/api",
    repository: "o/r",
    repositoryId: undefined,
    serverVersion: undefined,
    because: "",
    told: { server: "", repository: "" },
    ownServer: false,
    ownRepository: false,
    checkedOut: false,
    trusted: true,
    ...more,
  };
}

const PUBLIC = target({ serverUrl: "https://red.test", apiUrl: "https://red.test/api" });
const UNNAMED = target({ trusted: false });
const OWN = target({ ownServer: true });

const given = { value: "given", name: "INPUT_TOKEN" };
const job = [{ value: "automatic", name: "job_token" }];
const env = { PUBLIC_TOKEN: "from public", SERVER_TOKEN: "from-server" };
const NONE: TokenSources = {
  given: undefined,
  automatic: [],
  foreign: [],
  env: {},
  inActions: false,
  allowInsecureHttp: false,
  problems: [],
};

/** Plain http to this machine stays on it: no proxy is set. */
const ROUTE: Route = { staysHere: (url) => staysHere(url, { httpProxy: undefined, noProxy: undefined }) };

function choose(
  at: Target,
  sources: Partial<TokenSources>,
): { from?: string; token?: string; automatic?: boolean; problem?: string } {
  const problems: string[] = [];
  const choice = attempt(problems, () => chooseToken(at, { ...NONE, ...sources }, ROUTE));
  if (choice !== undefined) return { from: choice.from, token: choice.token, automatic: choice.automatic };
  expect(problems).toHaveLength(1);
  return { problem: problems[0] ?? "" };
}

describe("the first token found is taken", () => {
  const vars = { PUBLIC_TOKEN: "public", SERVER_TOKEN: "server" };

  it.each<[string, Target, Partial<TokenSources>, string | undefined]>([
    ["the input before all", OWN, { given, automatic: job, env: vars }, "INPUT_TOKEN"],
    ["the input on a host that no input names", UNNAMED, { given }, "INPUT_TOKEN"],
    ["the variable before the automatic one", OWN, { automatic: job, env: vars }, "SERVER_TOKEN"],
    ["variables in the forge's order", target(), { env: vars }, "SERVER_TOKEN"],
    ["the variable of public hosts on a public host", PUBLIC, { env: vars }, "PUBLIC_TOKEN"],
    ["no server's variable on a public host", PUBLIC, { env: { SERVER_TOKEN: "server" } }, undefined],
    ["the next variable where one is empty", target(), { env: { ...vars, SERVER_TOKEN: "  " } }, "PUBLIC_TOKEN"],
    ["no variable on a host that no input names", UNNAMED, { env: vars }, undefined],
    ["the automatic one on its own server", OWN, { automatic: job }, "job_token"],
    ["no automatic one elsewhere", target(), { automatic: job }, undefined],
    ["nor one with white space", target(), { automatic: [{ value: "job\n", name: "JOB" }] }, undefined],
    ["nor an empty one", OWN, { automatic: [{ value: "", name: "JOB" }] }, undefined],
    ["no automatic one on a public host elsewhere", PUBLIC, { automatic: job }, undefined],
    ["the variable of another forge", target(), { env: { GITLAB_TOKEN: "x", GITHUB_TOKEN: "y" } }, undefined],
    ["an input of white space", OWN, { given: { value: " \n", name: "INPUT_TOKEN" }, automatic: job }, "job_token"],
    ["nothing", target(), {}, undefined],
  ])("%s", (_, at, sources, from) => {
    expect(choose(at, sources).from).toBe(from);
  });

  it("is trimmed: secrets are pasted with line ends", () => {
    expect(choose(target(), { given: { value: " given\n", name: "token" } }).token).toBe("given");
  });
});

describe("a token that equals an automatic one counts as automatic", () => {
  const same = { value: "automatic", name: "INPUT_TOKEN" };

  it.each<[string, Target, Partial<TokenSources>, string | undefined, boolean | undefined]>([
    ["an input, on the own server", OWN, { given: same, automatic: job }, "INPUT_TOKEN", true],
    ["an input, elsewhere", target(), { given: same, automatic: job }, undefined, undefined],
    [
      "an input elsewhere, beside a variable",
      target(),
      { given: same, automatic: job, env: { SERVER_TOKEN: "s" } },
      "SERVER_TOKEN",
      false,
    ],
    [
      "a variable, on the own server",
      OWN,
      { automatic: job, env: { SERVER_TOKEN: "automatic" } },
      "SERVER_TOKEN",
      true,
    ],
    ["a variable, elsewhere", PUBLIC, { automatic: job, env: { PUBLIC_TOKEN: "automatic" } }, undefined, undefined],
    ["another value", OWN, { given, automatic: job }, "INPUT_TOKEN", false],
  ])("%s", (_, at, sources, from, automatic) => {
    const choice = choose(at, sources);
    expect(choice.from).toBe(from);
    expect(choice.automatic).toBe(automatic);
  });
});

describe("no token", () => {
  it("names what was looked at and the permission", () => {
    const { problem } = choose(OWN, {});
    expect(problem).toBe(
      "There is no token for o/r on red. Looked at: the input token, SERVER_TOKEN, PUBLIC_TOKEN, the runner's own token. It needs the right to write.",
    );
  });

  it("says why an automatic one was not taken", () => {
    expect(choose(target(), { automatic: job }).problem).toContain(
      "job_token is the runner's own automatic token, which is for the server that runs the job only.",
    );
  });

  it("says why variables were not taken", () => {
    const { problem } = choose(UNNAMED, { env });
    expect(problem).toContain("Variables are not sent to https://git.acme.test, which no input names");
    expect(problem).toContain("set server_url to trust it, or give token");
    expect(problem).not.toContain("Looked at: the input token, SERVER_TOKEN");
  });

  it("shows the permissions block for GitHub", () => {
    const own = target({ module: github, ownServer: true });
    expect(choose(own, { inActions: true }).problem).toMatch(/permissions:[\s\S]*contents: write/);
    // A workflow of another server gives its token no right here, and at a command line there is none.
    expect(choose(target({ module: github, ownServer: false }), { inActions: true }).problem).not.toContain(
      "permissions:",
    );
    expect(choose(own, { inActions: false }).problem).toMatch(/“Contents: read and write”/);
    expect(choose(own, { inActions: false }).problem).not.toMatch(/permissions:|workflow/);
  });
});

describe("a token that cannot be one", () => {
  it.each(["a b", "a\nb", "a\tb", "tökén", "a\0b"])("%j is refused, and not shown", (value) => {
    const { problem } = choose(target(), { given: { value, name: "INPUT_TOKEN" } });
    expect(problem).toMatch(/^The token from INPUT_TOKEN holds/);
    expect(problem).not.toContain(value);
  });
});

describe("plain http", () => {
  const at = (apiUrl: string, more: Partial<Target> = {}): Target => target({ apiUrl, serverUrl: apiUrl, ...more });

  it.each<[string, Target, Partial<TokenSources>, boolean]>([
    ["a host", at("http://git.acme.test"), { given }, false],
    ["a private address", at("http://10.0.0.5:3000"), { given }, false],
    ["a name that only looks local", at("http://localhost.evil.test"), { given }, false],
    ["another that only looks local", at("http://127.0.0.1.evil.test"), { given }, false],
    ["a third", at("http://evillocalhost"), { given }, false],
    ["https", at("https://git.acme.test"), { given }, true],
    ["localhost", at("http://localhost:3000"), { given }, true],
    ["a name below localhost, which a resolver answers for", at("http://git.localhost"), { given }, false],
    ["127.0.0.1", at("http://127.0.0.1:3000"), { given }, true],
    ["127.9.9.9", at("http://127.9.9.9"), { given }, true],
    ["[::1]", at("http://[::1]:3000"), { given }, true],
    ["with allow_insecure_http", at("http://git.acme.test"), { given, allowInsecureHttp: true }, true],
    [
      "the runner's own token on its own server",
      at("http://git.acme.test", { ownServer: true }),
      { automatic: job },
      true,
    ],
    [
      "the runner's own token, given as token",
      at("http://git.acme.test", { ownServer: true }),
      { given: { ...given, value: "automatic" }, automatic: job },
      true,
    ],
    [
      "another token on the runner's own server",
      at("http://git.acme.test", { ownServer: true }),
      { given, automatic: job },
      false,
    ],
  ])("%s", (_, where, sources, allowed) => {
    const { problem, from } = choose(where, sources);
    expect(from !== undefined).toBe(allowed);
    if (!allowed) expect(problem).toMatch(/is plain http: .*allow_insecure_http: true/);
  });

  it.each<[string, Target, Partial<TokenSources>, number]>([
    ["allowed by an input", at("http://git.acme.test"), { given, allowInsecureHttp: true }, 1],
    ["allowed for the runner's own", at("http://git.acme.test", { ownServer: true }), { automatic: job }, 1],
    ["on this machine", at("http://localhost:3000"), { given }, 0],
    ["https", at("https://git.acme.test"), { given, allowInsecureHttp: true }, 0],
  ])("is warned of when it leaves this machine: %s", (_, where, sources, warnings) => {
    const choice = chooseToken(where, { ...NONE, ...sources }, ROUTE);
    expect(choice.warnings).toHaveLength(warnings);
  });
});

describe("GitHub's variables", () => {
  it("are those of the contract", () => {
    expect(github.tokenVariables(true)).toEqual(["GITHUB_TOKEN", "GH_TOKEN"]);
    expect(github.tokenVariables(false)).toEqual(["GH_ENTERPRISE_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"]);
  });
});

function sourcesOf(
  argv: readonly string[],
  variables: Readonly<Record<string, string>>,
  automatic: readonly string[] = [],
): TokenSources {
  const entries = readEntries(argv, variables);
  const ci = { ...shell, tokenVariables: automatic, runsActions: true as const };
  return tokenSources({
    entries,
    inputs: parseInputs(entries).inputs,
    env: variables,
    ci: { ci, reason: "", others: [] },
  });
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
    expect(sourcesOf(argv, env)).toMatchObject({ given, problems: [] });
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
    expect(sourcesOf(argv, env).problems).toEqual([problem]);
  });
});

describe("automatic tokens", () => {
  it("are the runner's input first, then the variables of the CI that was recognised", () => {
    const env = { INPUT_JOB_TOKEN: "a", CI_JOB_TOKEN: "b", CNB_TOKEN: "c" };
    expect(sourcesOf([], env, ["CI_JOB_TOKEN"]).automatic).toEqual([
      { value: "a", name: "job_token" },
      { value: "b", name: "CI_JOB_TOKEN" },
    ]);
  });

  it("are none where nothing is handed out", () => {
    expect(sourcesOf([], { CI_JOB_TOKEN: "b" }).automatic).toEqual([]);
    expect(sourcesOf([], {}, ["CI_JOB_TOKEN"]).automatic.filter(({ value }) => value !== "")).toEqual([]);
  });
});
