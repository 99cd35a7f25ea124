import type { Env } from "../ci/ci";
import { noToken } from "./no-token";
import type { Target } from "./target";

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

export interface TokenSources {
  /** The input, and where it came from. */
  readonly given: { readonly value: string; readonly source: string } | undefined;
  /** Automatic tokens by name; they belong to the CI's own server. */
  readonly automatic: readonly { readonly value: string; readonly name: string }[];
  /** Automatic tokens of another CI whose variables are there as well; they belong to no target of this run. */
  readonly foreign: readonly { readonly value: string; readonly name: string }[];
  readonly env: Env;
  readonly allowInsecureHttp: boolean;
  /** The CI runs actions, so that what a workflow allows its token is what counts. */
  readonly inActions: boolean;
}

/** What the choice depends on besides the sources. */
export interface Route {
  /** Whether plain http for an address stays on this machine. */
  staysHere(url: URL): boolean;
}

/** Why no token is sent; `none` where there is none, and not one that is unfit. */
export interface NoToken {
  readonly none: boolean;
  readonly problems: readonly string[];
}

/** Chooses the token for a target, or says why there is none. First found, first taken. */
export function chooseToken(target: Target, sources: TokenSources, route: Route): TokenChoice | NoToken {
  const { module, ownServer } = target;
  const { given, automatic, foreign, env } = sources;
  const isAmong = (tokens: TokenSources["automatic"], value: string): boolean =>
    tokens.some((token) => token.value.trim() === value);
  const variables = module.tokenVariables(module.hosts.includes(new URL(target.serverUrl).hostname));
  const candidates = [
    ...(given === undefined ? [] : [{ value: given.value, name: given.source }]),
    ...(target.trusted ? variables.map((name) => ({ value: env[name] ?? "", name })) : []),
    ...automatic,
  ].map(({ value, name }) => ({ value: value.trim(), name }));
  const isAutomatic = (value: string): boolean => isAmong(automatic, value);
  // An automatic token belongs to the server that runs the job, whatever the name it is given by.
  const belongs = (value: string): boolean => !isAmong(foreign, value) && (ownServer || !isAutomatic(value));
  const [chosen] = candidates.filter(({ value }) => value !== "" && belongs(value));
  if (chosen === undefined)
    return { none: true, problems: [noToken(target, candidates, { variables, env, inActions: sources.inActions })] };
  if (!/^[\x21-\x7e]+$/.test(chosen.value)) {
    return {
      none: false,
      problems: [
        `The token from ${chosen.name} holds a line break, a space or another character that no token has. Check the secret.`,
      ],
    };
  }
  const isJob = isAutomatic(chosen.value);
  const mayTravelPlain = (url: URL): boolean =>
    sources.allowInsecureHttp || route.staysHere(url) || (isJob && ownServer && isPlainPlace(target, url));
  const api = new URL(target.apiUrl);
  const isPlain = api.protocol === "http:";
  if (isPlain && !mayTravelPlain(api)) return { none: false, problems: [plainHttp(target, api, route)] };
  return {
    token: chosen.value,
    from: chosen.name,
    automatic: isJob,
    mayTravelPlain,
    warnings: isPlain && !route.staysHere(api) ? [`The token travels over plain http to ${target.apiUrl}.`] : [],
  };
}

/** The server speaks plain http itself: an address on its host that does, on whatever port, is no other place. */
function isPlainPlace({ serverUrl, apiUrl }: Target, url: URL): boolean {
  return [serverUrl, apiUrl]
    .map((one) => new URL(one))
    .some((one) => one.protocol === "http:" && one.hostname === url.hostname);
}

function plainHttp({ apiUrl }: Target, api: URL, { staysHere }: Route): string {
  const isLocal = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(api.hostname);
  const proxied =
    isLocal && !staysHere(api) ? ", and a proxy stands before it (HTTP_PROXY; name the host in NO_PROXY)" : "";
  return `${apiUrl} is plain http${proxied}: the token would be readable on its way. Use https, or set allow_insecure_http: true.`;
}
