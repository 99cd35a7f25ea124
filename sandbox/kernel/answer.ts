import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Clock } from "./clock";
import type { Answer } from "./exchange";
import type { Fault } from "./faults";

/** Bytes of a body, and the media type that goes without saying. */
function payload(body: unknown): readonly [Buffer, string?] {
  if (body === undefined) return [Buffer.alloc(0)];
  if (Buffer.isBuffer(body)) return [body, "application/octet-stream"];
  if (typeof body === "string") return [Buffer.from(body), "text/html; charset=utf-8"];
  return [Buffer.from(JSON.stringify(body)), "application/json; charset=utf-8"];
}

async function trickle(
  response: ServerResponse,
  bytes: Buffer,
  pace: { bytes: number; interval: number; clock: Clock },
) {
  for (let at = 0; at < bytes.length && !response.destroyed; at += pace.bytes) {
    response.write(bytes.subarray(at, at + pace.bytes));
    await pace.clock.sleep(pace.interval);
  }
  response.end();
}

function truncate(response: ServerResponse, bytes: Buffer, count = Math.floor(bytes.length / 2)): void {
  response.write(bytes.subarray(0, count), () => response.socket?.destroySoon());
}

/** Sends the answer, spoilt by a "truncate" or "slow" fault if there is one. */
export async function writeAnswer(
  response: ServerResponse,
  { status, headers, body, content }: Answer,
  { fault, clock }: { readonly fault: Fault | undefined; readonly clock: Clock },
): Promise<void> {
  const isHead = response.req.method === "HEAD";
  const spoilt = fault?.kind === "truncate" || fault?.kind === "slow";
  if (content && !spoilt && !isHead) {
    response.writeHead(status, { ...headers, "content-length": String(content.size) });
    await pipeline(content.stream(), response);
    return;
  }
  const [bytes, type] = payload(content && spoilt ? await content.bytes() : body);
  // RFC 9110 8.6: no Content-Length on 204; everything else gets one, so that a cut answer can be noticed.
  const length = status === 204 ? {} : { "content-length": String(bytes.length) };
  response.writeHead(status, { ...(type && { "content-type": type }), ...headers, ...length });
  if (isHead) response.end();
  else if (fault?.kind === "truncate") truncate(response, bytes, fault.bytes);
  else if (fault?.kind === "slow") await trickle(response, bytes, { ...fault, clock });
  else response.end(bytes);
}
