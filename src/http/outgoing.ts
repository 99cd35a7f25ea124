import { PublishError } from "../errors";
import type { Exchange } from "./exchange";
import type { Pacer } from "./pace";
import { withoutQuery } from "./secrets/redact";
import type { Sent, Server } from "./server";

/** `.` and `..`, plain or encoded: an address with them is another one, and ids and names come from servers. */
const DOTS = /(^|\/)(\.|%2e){1,2}(?=\/|$)/i;

/** Who asks, and who hears of a wait for its turn where requests are counted. */
interface Sender {
  readonly userAgent: string;
  readonly pacer: Pacer | undefined;
  waiting(line: string): void;
}

/**
 * A call as it goes over the wire: credentials go to the server's own origin and to a trusted one, and only requests to
 * its own are counted, wherever a redirect leads.
 *
 * @throws PublishError for an address that leads elsewhere
 */
export function toExchange(call: Sent, server: Server, { userAgent, pacer, waiting }: Sender): Exchange {
  if (DOTS.test(call.at.replace(/[?#].*$/s, "")))
    throw new PublishError({
      what: `Refused ${call.doing}: an address with “..” in it leads elsewhere.`,
      said: `It is ${call.shownAs ?? call.at.replace(/[?#].*$/s, "")}.`,
      hint: "A name or an id that the server gave is none. Check server_url and api_url.",
    });
  const url = new URL(/^https?:\/\//i.test(call.at) ? call.at : server.base + call.at);
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const home = new URL(server.base).origin;
  // A file is wanted as it is. Where this is not said, any encoding will do. RFC 9110, 12.5.3.
  const plainly = call.streaming === true ? { "accept-encoding": "identity" } : {};
  return {
    name: `${call.method} ${call.shownAs ?? withoutQuery(url)}`,
    method: call.method,
    url,
    headers: { "user-agent": userAgent, accept: "application/json", ...plainly, ...server.headers, ...call.headers },
    credentials: url.origin === home || url.origin === call.trusted ? server.credentials : {},
    json: call.json,
    body: call.body,
    streaming: call.streaming === true,
    signal: call.signal,
    pace: pacer && ((to, signal) => (to.origin === home ? pacer.turn(signal, waiting) : undefined)),
  };
}
