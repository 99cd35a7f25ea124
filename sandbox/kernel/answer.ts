import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Clock } from "./clock";
import type { Answer } from "./exchange";
import type { Fault } from "./faults";

interface Payload {
  readonly bytes: Buffer;
  readonly type: string | undefined;
}

function payload(body: unknown): Payload {
  if (body === undefined) return { bytes: Buffer.alloc(0), type: undefined };
  if (Buffer.isBuffer(body)) return { bytes: body, type: "application/octet-stream" };
  if (typeof body === "string") return { bytes: Buffer.from(body), type: "text/html; charset=utf-8" };
  return { bytes: Buffer.from(JSON.stringify(body)), type: "application/json; charset=utf-8" };
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

interface Spoiling {
  readonly fault: Fault | undefined;
  readonly clock: Clock;
}

async function writeBytes(response: ServerResponse, answer: Answer, { fault, clock }: Spoiling): Promise<void> {
  const { bytes, type } = payload(answer.content && fault ? await answer.content.bytes() : answer.body);
  const headers: Record<string, string> = { ...(type && { "content-type": type }), ...answer.headers };
  // RFC 9110 8.6: no Content-Length on 204; everything else gets one, so that a cut answer can be noticed.
  if (answer.status !== 204) headers["content-length"] = String(bytes.length);
  response.writeHead(answer.status, headers);
  if (response.req.method === "HEAD") response.end();
  else if (fault?.kind === "truncate") truncate(response, bytes, fault.bytes);
  else if (fault?.kind === "slow") await trickle(response, bytes, { ...fault, clock });
  else response.end(bytes);
}

/** Sends the answer, spoilt by a "truncate" or "slow" fault if there is one. */
export async function writeAnswer(response: ServerResponse, answer: Answer, { fault, clock }: Spoiling): Promise<void> {
  const { content } = answer;
  const spoilt = fault?.kind === "truncate" || fault?.kind === "slow" ? fault : undefined;
  if (!content || spoilt || response.req.method === "HEAD") {
    await writeBytes(response, answer, { fault: spoilt, clock });
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, "content-length": String(content.size) });
  await pipeline(content.stream(), response);
}
