import type { Env } from "../../ci/ci";
import { InputError } from "../problems";
import type { Target, UnknownServer } from "./target";
import type { NamedToken, TokenSources } from "./token-sources";

/** The token that won, and by which name. */
export interface TokenChoice {
  readonly token: string;
  readonly from: string;
  /** The runner's own automatic token. */
  readonly automatic: boolean;
  /** Whether it may travel to a plain http address. */
  readonly mayTravelPlain: (url: URL) => boolean;
  readonly warnings: readonly string[];
}

/** Who only reads, and has no token. */
export const STRANGER: TokenChoice = {
  token: "",
  from: "none, so that only what is public is seen",
  automatic: false,
  mayTravelPlain: () => true,
  warnings: [],
};

/** Whether a target may be asked without a token: its server was meant by somebody, and answers strangers. */
function isOpen({ module, trusted }: Target): boolean {
  return trusted && module.closedToStrangers !== true;
}

/** What the choice depends on besides the sources. */
export interface Route {
  /** Whether plain http for an address stays on this machine. */
  staysHere(url: URL): boolean;
}

/** There is no token; any other `InputError` is about one that is unfit. */
export class NoTokenError extends InputError {}

/** Chooses the token for a target: first found, first taken. @throws InputError, or NoTokenError where there is none. */
export function chooseToken(target: Target, sources: TokenSources, route: Route): TokenChoice {
  const { module, ownServer, apiUrl } = target;
  const { given, automatic, foreign, env } = sources;
  const variables = module.tokenVariables(module.hosts.includes(new URL(target.serverUrl).hostname));
  const candidates = [
    ...(given === undefined ? [] : [given]),
    ...(target.trusted ? variables.map((name) => ({ value: env[name] ?? "", name })) : []),
    ...automatic,
  ].flatMap(({ value, name }) => (value.trim() === "" ? [] : [{ value: value.trim(), name }]));
  const isAmong = (tokens: readonly NamedToken[], value: string): boolean =>
    tokens.some((token) => token.value.trim() === value);
  // An automatic token belongs to the server that runs the job, whatever the name it is given by.
  const chosen = candidates.find(({ value }) => !isAmong(foreign, value) && (ownServer || !isAmong(automatic, value)));
  // What is wrong with how a token was given is told already.
  const isTold = sources.problems.length > 0;
  if (chosen === undefined && sources.onlyReads === true && !isTold && isOpen(target)) return STRANGER;
  if (chosen === undefined)
    throw new NoTokenError(...(isTold ? [] : [noToken({ target, variables, sources, unfit: candidates[0] })]));
  const { value: token, name: from } = chosen;
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new InputError(
      `The token from ${from} holds a line break, a space or another character that no token has. Check the secret.`,
    );
  const isJob = isAmong(automatic, token);
  const mayTravelPlain = (url: URL): boolean =>
    sources.allowInsecureHttp || route.staysHere(url) || (isJob && ownServer && isPlainPlace(target, url));
  const api = new URL(apiUrl);
  const isPlain = api.protocol === "http:";
  if (isPlain && !mayTravelPlain(api)) throw new InputError(plainHttp(apiUrl, route));
  const warnings = isPlain && !route.staysHere(api) ? [`The token travels over plain http to ${apiUrl}.`] : [];
  return { token, from, automatic: isJob, mayTravelPlain, warnings };
}

/** The server speaks plain http itself: an address on its host that does, on whatever port, is no other place. */
function isPlainPlace({ serverUrl, apiUrl }: Target, url: URL): boolean {
  return [serverUrl, apiUrl]
    .map((one) => new URL(one))
    .some((one) => one.protocol === "http:" && one.hostname === url.hostname);
}

function plainHttp(apiUrl: string, { staysHere }: Route): string {
  const api = new URL(apiUrl);
  const isLocal = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(api.hostname);
  const proxied =
    isLocal && !staysHere(api) ? ", and a proxy stands before it (HTTP_PROXY; name the host in NO_PROXY)" : "";
  return `${apiUrl} is plain http${proxied}: the token would be readable on its way. Use https, or set allow_insecure_http: true.`;
}

/** Why no token fits a target: what was looked at, what was left out and why, which right is needed. */
function noToken(at: {
  readonly target: Target;
  readonly variables: readonly string[];
  readonly sources: TokenSources;
  readonly unfit: NamedToken | undefined;
}): string {
  const { target, variables, sources, unfit } = at;
  const { module, ownServer, trusted, serverUrl } = target;
  const looked = ["the input token", ...(trusted ? variables : []), ...(ownServer ? ["the runner's own token"] : [])];
  return [
    `There is no token for ${target.repository} on ${module.title}. Looked at: ${looked.join(", ")}.`,
    ...(unfit === undefined ? [] : [`${unfit.name} ${AUTOMATIC}`]),
    ...(trusted ? [] : [unnamed(serverUrl, variables, sources.env)]),
    ...(sources.onlyReads === true && module.closedToStrangers === true
      ? [`${module.title} shows nothing without one, not even what is public.`]
      : []),
    module.permission(sources.inActions && ownServer),
  ].join(" ");
}

/** The same for a server whose kind is not known, and which is not asked because no token could be used for it. */
export function noTokenToAsk(
  { serverUrl, by, candidates, trusted }: UnknownServer & { readonly trusted: boolean },
  { given, env }: TokenSources,
): string {
  const variables = [...new Set(candidates.flatMap(({ tokenVariables }) => tokenVariables(false)))];
  return [
    `There is no token for ${serverUrl}, which ${by} names and whose kind is not known. Looked at: ${["the input token", ...(trusted ? variables : [])].join(", ")}.`,
    ...(given === undefined ? [] : [`${given.name} ${AUTOMATIC}`]),
    trusted
      ? `Servers other than ${candidates.map(({ title }) => title).join(", ")} cannot be asked what they are: set forge for them.`
      : unnamed(serverUrl, variables, env),
  ].join(" ");
}

const AUTOMATIC = "is the runner's own automatic token, which is for the server that runs the job only.";

function unnamed(serverUrl: string, variables: readonly string[], env: Env): string {
  const set = variables.filter((name) => (env[name] ?? "").trim() !== "");
  const names = set.length === 0 ? "" : ` (${set.join(" and ")} ${set.length === 1 ? "is" : "are"} set.)`;
  return `Variables are not sent to ${serverUrl}, which no input names: set server_url to trust it, or give token.${names}`;
}
