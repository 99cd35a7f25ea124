import type { Answer, Exchange } from "./exchange";
import { violate, type World } from "./state";

/** Headers and parameters that carry a token on one forge or another. */
const HEADERS = ["authorization", "private-token", "job-token", "deploy-token", "oauth-token"];
const PARAMETERS = ["access_token", "private_token", "job_token", "oauth_token", "token", "client_secret"];

const isKnown = (world: World, value: unknown): boolean =>
  [...world.tokens.keys()].some((token) => String(value).includes(token));

/** Notes every secret in the headers of a request to a host that has no business with one. @param where in words */
export function noteSecrets(world: World, exchange: Exchange, where: string): void {
  for (const [name, value] of Object.entries(exchange.headers)) {
    if (HEADERS.includes(name) || isKnown(world, value)) violate(world, exchange, `${name} sent to ${where}`);
  }
}

const inQuery = (world: World, { query }: Exchange): string[] =>
  [...query].filter(([name, value]) => PARAMETERS.includes(name) || isKnown(world, value)).map(([name]) => name);

/** A token in an address ends up in logs: notes it, whether the forge takes it there or not. */
export function noteSecretsInQuery(world: World, exchange: Exchange): void {
  for (const name of inQuery(world, exchange)) violate(world, exchange, `a secret in the query ("${name}")`);
}

/** Another host, to which redirects and links lead away: it takes anything, and notes every token it is shown. */
export function answerElsewhere(world: World, exchange: Exchange): Answer {
  noteSecrets(world, exchange, "another host");
  for (const name of inQuery(world, exchange)) {
    violate(world, exchange, `${name} in the query, sent to another host`);
  }
  if (!["GET", "HEAD"].includes(exchange.method)) violate(world, exchange, "followed a redirect to another host");
  return { status: 200, headers: { "content-type": "text/plain" }, body: "elsewhere\n" };
}
