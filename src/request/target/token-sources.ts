import { type Recognised, automaticTokens } from "../../ci";
import type { Env } from "../../ci/ci";
import type { Entries } from "../entries/entries";
import type { Inputs } from "../inputs";

/** A token, and what people know it by. */
export interface NamedToken {
  readonly value: string;
  readonly name: string;
}

/** Where a token may come from in this run. */
export interface TokenSources {
  /** By an input. */
  readonly given: NamedToken | undefined;
  /** Automatic tokens; they belong to the CI's own server. */
  readonly automatic: readonly NamedToken[];
  /** Automatic tokens of another CI whose variables are there as well; they belong to no target of this run. */
  readonly foreign: readonly NamedToken[];
  readonly env: Env;
  readonly allowInsecureHttp: boolean;
  /** The CI runs actions, so that what a workflow allows its token is what counts. */
  readonly inActions: boolean;
  /** What is wrong with how a token was given. */
  readonly problems: readonly string[];
  /** Nothing but reading is to be done, which needs no token where a repository is public. */
  readonly onlyReads?: true;
}

export function tokenSources(at: {
  readonly entries: Pick<Entries, "given" | "tokenEnv" | "tokenEnvBy">;
  readonly inputs: Inputs;
  readonly env: Env;
  readonly ci: Recognised & { readonly others: readonly Recognised[] };
}): TokenSources {
  const { inputs, env, ci } = at;
  const inActions = ci.ci.runsActions === true;
  const own = automaticTokens(ci.ci, env);
  const others = ci.others.flatMap((other) => automaticTokens(other.ci, env)).filter((name) => !own.includes(name));
  const job = inputs.job_token === undefined ? [] : [{ value: inputs.job_token, name: "job_token" }];
  const named = (name: string): NamedToken => ({ value: env[name] ?? "", name });
  const problems: string[] = [];
  return {
    given: givenToken(at, problems),
    // Only a runner of actions sets the input: beside another CI's job it is the token of somebody else's server.
    automatic: [...(inActions ? job : []), ...own.map(named)],
    foreign: [...(inActions ? [] : job), ...others.map(named)],
    env,
    inActions,
    allowInsecureHttp: inputs.allow_insecure_http,
    problems,
  };
}

/** The token of an input. A variable that `--token-env` names wins over one of the environment, being a flag. */
function givenToken(
  { entries, inputs, env }: Parameters<typeof tokenSources>[0],
  problems: string[],
): NamedToken | undefined {
  const { tokenEnv, tokenEnvBy = "--token-env" } = entries;
  const token = entries.given.get("token");
  const source = token?.source ?? "token";
  if (tokenEnv !== undefined) {
    const value = env[tokenEnv] ?? "";
    const isEmpty = value.trim() === "";
    if (isEmpty) problems.push(`${tokenEnvBy}: the variable ${tokenEnv} is empty or not set.`);
    if (source !== "--token") return isEmpty ? undefined : { value, name: `the variable ${tokenEnv}` };
    problems.push("--token and --token-env are both given; give one.");
  }
  if (inputs.token === undefined || inputs.token === "") return undefined;
  const name =
    token?.entry === "with" ? `the input ${source}` : token?.entry === "settings" ? `the setting ${source}` : source;
  return { value: inputs.token, name };
}
