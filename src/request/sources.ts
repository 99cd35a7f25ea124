import type { DoorsRead, Env } from "./doors";
import type { Inputs } from "./inputs";
import type { TokenSources } from "./token";

/** Where a token may come from in this run, in no order yet; and what is wrong with that. */
export function tokenSources(
  doors: DoorsRead,
  inputs: Inputs,
  env: Env,
): TokenSources & { readonly problems: readonly string[] } {
  const { tokenEnv } = doors;
  const value = inputs.token ?? (tokenEnv === undefined ? undefined : env[tokenEnv]);
  const source =
    inputs.token === undefined ? `the variable ${tokenEnv ?? ""}` : (doors.given.get("token")?.source ?? "token");
  const empty = tokenEnv !== undefined && (env[tokenEnv] ?? "").trim() === "";
  return {
    given: value === undefined || value.trim() === "" ? undefined : { value, source },
    automatic: inputs.job_token === undefined ? [] : [{ value: inputs.job_token, name: "job_token" }],
    env,
    allowInsecureHttp: inputs.allow_insecure_http,
    problems: [
      ...(empty ? [`--token-env: the variable ${tokenEnv} is empty or not set.`] : []),
      ...(inputs.token !== undefined && tokenEnv !== undefined
        ? ["token and --token-env are both given; give one."]
        : []),
    ],
  };
}
