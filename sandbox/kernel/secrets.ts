import type { Answer, Exchange } from "./exchange";
import { violate, type World } from "./state";

/** Headers and parameters that carry a token on one forge or another. */
const HEADERS = ["authorization", "private-token", "job-token", "deploy-token", "oauth-token"];
const PARAMETERS = ["access_token", "private_token", "job_token", "oauth_token", "token", "client_secret"];

/** Notes every secret of a request to a host that has no business with one. @param where in words */
export function noteSecrets(world: World, exchange: Exchange, where: string): void {
  const known = (value: string): boolean => [...world.tokens.keys()].some((token) => value.includes(token));
  for (const [name, value] of Object.entries(exchange.headers)) {
    if (HEADERS.includes(name) || known(String(value))) violate(world, exchange, `${name} sent to ${where}`);
  }
  for (const [name, value] of exchange.query) {
    if (PARAMETERS.includes(name) || known(value)) violate(world, exchange, `${name} in the query, sent to ${where}`);
  }
}

/** A token in an address ends up in logs: notes it, whether the forge takes it there or not. */
export function noteSecretsInQuery(world: World, exchange: Exchange): void {
  for (const [name, value] of exchange.query) {
    const known = [...world.tokens.keys()].some((token) => value.includes(token));
    if (PARAMETERS.includes(name) || known) violate(world, exchange, `a secret in the query ("${name}")`);
  }
}

/** Another host, to which redirects and links lead away: it takes anything, and notes every token it is shown. */
export function answerElsewhere(world: World, exchange: Exchange): Answer {
  noteSecrets(world, exchange, "another host");
  if (!["GET", "HEAD"].includes(exchange.method)) violate(world, exchange, "followed a redirect to another host");
  return { status: 200, headers: { "content-type": "text/plain" }, body: "elsewhere\n" };
}
