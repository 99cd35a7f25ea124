import type { Env } from "../ci/ci";
import type { Target, Unknown } from "./target";
import type { TokenSources } from "./token";

type Candidates = readonly { readonly value: string; readonly name: string }[];

/** Why no token fits a target: what was looked at, what was left out and why, which right is needed. */
export function noToken(
  target: Target,
  candidates: Candidates,
  {
    variables,
    env,
    inActions,
  }: { readonly variables: readonly string[]; readonly env: Env; readonly inActions: boolean },
): string {
  const { module, ownServer, trusted, serverUrl } = target;
  const foreign = candidates.find(({ value }) => value !== "");
  const looked = [
    "the input token",
    ...(trusted ? variables : []),
    ...(ownServer ? ["the runner's own token"] : []),
  ].join(", ");
  return [
    `There is no token for ${target.repository} on ${module.title}. Looked at: ${looked}.`,
    ...(foreign === undefined ? [] : [`${foreign.name} ${AUTOMATIC}`]),
    ...(trusted ? [] : [learned(serverUrl, filled(variables, env))]),
    module.permission(inActions && ownServer),
  ].join(" ");
}

/** The same for a server whose kind is not known, and which is not asked because no token could be used for it. */
export function noTokenToAsk({ serverUrl, by, candidates }: Unknown, { given, env }: TokenSources): string {
  const variables = [...new Set(candidates.flatMap(({ tokenVariables }) => tokenVariables(false)))];
  return [
    `There is no token for ${serverUrl}, which ${by} names and whose kind is not known. Looked at: the input token.`,
    ...(given === undefined ? [] : [`${given.source} ${AUTOMATIC}`]),
    learned(serverUrl, filled(variables, env)),
  ].join(" ");
}

const AUTOMATIC = "is the runner's own automatic token, which is for the server that runs the job only.";

function filled(variables: readonly string[], env: Env): readonly string[] {
  return variables.filter((name) => (env[name] ?? "").trim() !== "");
}

function learned(serverUrl: string, set: readonly string[]): string {
  const names = set.length === 0 ? "" : ` (${set.join(" and ")} ${set.length === 1 ? "is" : "are"} set.)`;
  return `Variables are not sent to ${serverUrl}, which was only learned: set server_url to trust it, or give token.${names}`;
}
