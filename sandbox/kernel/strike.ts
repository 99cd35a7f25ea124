import type { IncomingMessage } from "node:http";
import type { Clock } from "./clock";
import { BrokenHalfway, Refusal, UploadCut, type Answer, type Exchange, type Handler } from "./exchange";
import type { Fault } from "./faults";

/** What it takes to carry a request out. */
interface Carrying {
  readonly violations: string[];
  readonly clock: Clock;
  readonly options: { readonly answer: Handler };
}

export function reset(message: IncomingMessage): void {
  message.socket.resetAndDestroy();
}

/** What a fault says in place of an answer. */
function told(fault: Extract<Fault, { kind: "status" | "carry-out-then" }>, now: number): Answer {
  const { status, body, headers = {} } = fault;
  return { status, body, headers: typeof headers === "function" ? headers(now) : headers };
}

/** Answer of a fault that keeps the handler from being asked; undefined when the handler is to be asked. */
export function instead(fault: Fault | undefined, now: number): Answer | undefined {
  if (fault?.kind === "status") return told(fault, now);
  if (fault?.kind === "redirect") return { status: fault.status ?? 302, headers: { location: fault.to } };
  return undefined;
}

/** A client that goes away is none of the sandbox's failures; nothing is stored then. */
const isGone = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ECONNRESET";

async function answerOf(shared: Carrying, exchange: Exchange, fault: Fault | undefined): Promise<Answer> {
  try {
    return await shared.options.answer(exchange);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    if (error instanceof UploadCut || isGone(error)) throw error;
    if (error instanceof BrokenHalfway && fault?.kind === "half") return { status: fault.status, body: fault.body };
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    shared.violations.push(`sandbox failed on ${exchange.method} ${exchange.path}: ${text}`);
    return { status: 500, body: { message: "Server Error" } };
  }
}

export async function carryOut(shared: Carrying, exchange: Exchange, fault: Fault | undefined): Promise<Answer> {
  const answer = await answerOf(shared, exchange, fault);
  if (fault?.kind === "half" && answer.status < 400) return { status: fault.status, body: fault.body };
  if (fault?.kind === "alter") return { ...answer, body: fault.body(answer.body) };
  return fault?.kind === "carry-out-then" ? told(fault, shared.clock.now()) : answer;
}

/** Resets or stalls at this point when the fault says so; true = there will be no answer. */
export function silenced(fault: Fault | undefined, when: "before" | "after", message: IncomingMessage): boolean {
  if ((fault?.kind !== "reset" && fault?.kind !== "hang") || fault.when !== when) return false;
  if (fault.kind === "reset") reset(message);
  return true;
}
