import type { Exchange } from "../kernel/exchange";
import { violate, type World } from "./world";

const TOKEN_NAMES = ["access_token", "private_token", "token"];

const holdsToken = (world: World, text: string): boolean =>
  [...world.tokens.keys()].some((value) => text.includes(value));

/** Secrets where they end up in logs: the server takes no notice, a careful client does not send them there. */
export function checkQuery(world: World, exchange: Exchange): void {
  for (const [name, value] of exchange.query) {
    if (TOKEN_NAMES.includes(name) || holdsToken(world, value)) {
      violate(world, exchange, `a secret in the query ("${name}")`);
    }
  }
}

export function checkBody(world: World, exchange: Exchange): void {
  if (holdsToken(world, JSON.stringify(exchange.record.json ?? null))) violate(world, exchange, "a secret in the body");
}

/** For the web and the storage host: the token belongs to the API (3, step 2). */
export function checkHeaders(world: World, exchange: Exchange): void {
  for (const [name, value] of Object.entries(exchange.headers)) {
    if (name === "authorization" || holdsToken(world, String(value))) {
      violate(world, exchange, `${name} with a secret sent to the ${exchange.origin} host`);
    }
  }
}
