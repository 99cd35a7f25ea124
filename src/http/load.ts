import type { Body } from "./body";
import type { Exchange } from "./exchange";
import type { Payload } from "./send";
import type { StallTimer } from "./stall";

/** The headers of a request with those of what it carries, and that. */
export function loaded(sent: Exchange, timer: StallTimer): { headers: Record<string, string>; payload: Payload } {
  const headers: Record<string, string> = { ...sent.headers, ...sent.credentials };
  if (sent.body !== undefined) {
    const { size, type } = sent.body;
    // A signed address can forbid every header that it does not name.
    const described = { ...(type === "" ? {} : { "content-type": type }), ...headers, "content-length": String(size) };
    return { headers: described, payload: { size, chunks: moving(sent.body, timer) } };
  }
  timer.sentAll();
  if (sent.json === undefined) return { headers, payload: undefined };
  const text = JSON.stringify(sent.json);
  const about = {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(Buffer.byteLength(text)),
  };
  return { headers: { ...headers, ...about }, payload: text };
}

async function* moving(body: Body, timer: StallTimer): AsyncGenerator<Uint8Array> {
  timer.fetching(true);
  for await (const chunk of body.open()) {
    timer.fetching(false);
    timer.moved();
    yield chunk;
    timer.fetching(true);
  }
  timer.fetching(false);
  timer.sentAll();
}
