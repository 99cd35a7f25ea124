import type { DoorsRead, Env } from "./doors";
import type { Inputs } from "./inputs";
import type { TokenSources } from "./token";

/** Where a token may come from in this run, in no order yet; and what is wrong with that. */
export function tokenSources(at: {
  readonly doors: DoorsRead;
  readonly inputs: Inputs;
  readonly env: Env;
  /** Variables in which the CI that was recognised hands out its own token, and whether it runs actions. */
  readonly ci: { readonly variables: readonly string[]; readonly runsActions: boolean };
  /** Variables of other CIs that were recognised as well. */
  readonly foreign: readonly string[];
}): TokenSources & { readonly problems: readonly string[] } {
  const { doors, inputs, env, ci } = at;
  const { tokenEnv } = doors;
  const own = doors.given.get("token");
  const from = own?.source ?? "token";
  // A flag, so it wins over the environment's token; against another flag there is no telling which is meant.
  const byName = tokenEnv !== undefined && from !== "--token";
  const value = byName ? env[tokenEnv] : inputs.token;
  const words = own?.door === "with" ? `the input ${from}` : own?.door === "settings" ? `the setting ${from}` : from;
  const source = byName ? `the variable ${tokenEnv}` : words;
  const empty = tokenEnv !== undefined && (env[tokenEnv] ?? "").trim() === "";
  const job = inputs.job_token === undefined ? [] : [{ value: inputs.job_token, name: "job_token" }];
  const named = (names: readonly string[]): { value: string; name: string }[] =>
    names.map((name) => ({ value: env[name] ?? "", name }));
  return {
    given: value === undefined || value.trim() === "" ? undefined : { value, source },
    // Only a runner of actions sets the input: beside another CI's job it is the token of somebody else's server.
    automatic: [...(ci.runsActions ? job : []), ...named(ci.variables)],
    foreign: [...(ci.runsActions ? [] : job), ...named(at.foreign.filter((name) => !ci.variables.includes(name)))],
    env,
    inActions: ci.runsActions,
    allowInsecureHttp: inputs.allow_insecure_http,
    problems: [
      ...(empty ? [`--token-env: the variable ${tokenEnv} is empty or not set.`] : []),
      ...(tokenEnv !== undefined && from === "--token" ? ["--token and --token-env are both given; give one."] : []),
    ],
  };
}
