import type { Env } from "../ci/ci";
import type { Target } from "./target";

/** The token that won, and by which name. */
export interface TokenChoice {
  readonly token: string;
  readonly from: string;
  /** The runner's own automatic token. */
  readonly automatic: boolean;
  readonly warnings: readonly string[];
}

export interface TokenSources {
  /** The input, and where it came from. */
  readonly given: { readonly value: string; readonly source: string } | undefined;
  /** Automatic tokens by name; they belong to the CI's own server. */
  readonly automatic: readonly { readonly value: string; readonly name: string }[];
  readonly env: Env;
  readonly allowInsecureHttp: boolean;
}

/** Chooses the token for a target, or says why there is none. First found, first taken. */
export function chooseToken(
  target: Target,
  sources: TokenSources,
): TokenChoice | { readonly problems: readonly string[] } {
  const { module, ownServer } = target;
  const isAutomatic = (value: string): boolean => sources.automatic.some((token) => token.value.trim() === value);
  const variables = module.tokenVariables(module.hosts.includes(new URL(target.serverUrl).hostname));
  const candidates = [
    ...(sources.given === undefined ? [] : [{ value: sources.given.value, name: sources.given.source }]),
    ...(target.trusted ? variables.map((name) => ({ value: sources.env[name] ?? "", name })) : []),
    ...sources.automatic,
  ].map(({ value, name }) => ({ value: value.trim(), name }));
  const belonging = candidates.filter(({ value }) => value !== "" && (ownServer || !isAutomatic(value)));
  const [chosen] = belonging;
  if (chosen === undefined) return { problems: [missing(target, candidates, variables)] };
  if (!/^[\x21-\x7e]+$/.test(chosen.value)) {
    return {
      problems: [
        `The token from ${chosen.name} holds a line break, a space or another character that no token has. Check the secret.`,
      ],
    };
  }
  const automatic = isAutomatic(chosen.value);
  const insecure = insecureHttp(target.apiUrl);
  if (insecure && !sources.allowInsecureHttp && !(automatic && ownServer)) {
    return {
      problems: [
        `${target.apiUrl} is plain http: the token would be readable on its way. Use https, or set allow_insecure_http: true.`,
      ],
    };
  }
  return {
    token: chosen.value,
    from: chosen.name,
    automatic,
    warnings: insecure ? [`The token travels over plain http to ${target.apiUrl}.`] : [],
  };
}

function missing(
  target: Target,
  candidates: readonly { value: string; name: string }[],
  variables: readonly string[],
): string {
  const { module, ownServer, trusted } = target;
  const foreign = candidates.find(({ value }) => value !== "");
  const looked = [
    "the input token",
    ...(trusted ? variables : []),
    ...(ownServer ? ["the runner's own token"] : []),
  ].join(", ");
  return [
    `There is no token for ${target.repository} on ${module.title}. Looked at: ${looked}.`,
    ...(foreign === undefined
      ? []
      : [`${foreign.name} is the runner's own automatic token, which is for the server that runs the job only.`]),
    ...(trusted
      ? []
      : [
          `Variables are not sent to ${target.serverUrl}, which was only learned: set server_url to trust it, or give token.`,
        ]),
    module.permission,
  ].join(" ");
}

/** Plain http to a host that is not this machine. */
function insecureHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !/^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
