import type { RecordedRequest } from "../sandbox/kernel/exchange";
import type { SandboxServer } from "../sandbox/kernel/server";

/** From the moment its head arrived to the moment it was carried out, milliseconds. */
interface Interval {
  readonly request: RecordedRequest;
  readonly start: number;
  readonly end: number;
}

/** What a server saw of a run. */
export interface Timeline {
  readonly requests: number;
  /** Requests one behind the other, each sent when the one before was answered: what a run waits for. */
  readonly rounds: number;
  /** Most transfers that were open at the same moment. */
  readonly transfersAtOnce: number;
  /** When the first request came, milliseconds since the epoch; `undefined` where none did. */
  readonly first: number | undefined;
  /** One line a request: when it came and went, what it was. */
  readonly lines: readonly string[];
}

/** Watches a sandbox; call what comes back to read what came since the last time. */
export function watching(
  server: Pick<SandboxServer, "watch" | "requests">,
  isTransfer: (request: RecordedRequest) => boolean,
): () => Timeline {
  const ends = new Map<RecordedRequest, number>();
  server.watch((request, moment) => {
    if (moment === "after") ends.set(request, Date.now());
  });
  let read = 0;
  return () => {
    const since = server.requests.slice(read);
    read = server.requests.length;
    const all = since.map((request) => ({ request, start: request.time, end: ends.get(request) ?? request.time }));
    return {
      requests: all.length,
      rounds: longestChain(all),
      transfersAtOnce: mostAtOnce(all.filter(({ request }) => isTransfer(request))),
      first: all[0]?.start,
      lines: all.map((one) => told(one, all[0]?.start ?? 0)),
    };
  };
}

function told({ request, start, end }: Interval, zero: number): string {
  const { method, path, query, status } = request;
  const asked = new URLSearchParams(query).toString();
  const place = `${path}${asked === "" ? "" : `?${asked}`}`;
  return `${String(start - zero).padStart(6)} – ${String(end - zero).padStart(6)}  ${method} ${place} → ${status}`;
}

/** The most intervals of which none begins before the one before it has ended. */
export function longestChain(intervals: readonly Pick<Interval, "start" | "end">[]): number {
  let [chain, free] = [0, -Infinity];
  for (const { start, end } of [...intervals].sort((a, b) => a.end - b.end)) {
    if (start < free) continue;
    chain++;
    free = end;
  }
  return chain;
}

export function mostAtOnce(intervals: readonly Pick<Interval, "start" | "end">[]): number {
  const moments = intervals.flatMap(({ start, end }) => [[start, 1] as const, [end, -1] as const]);
  let [open, most] = [0, 0];
  for (const [, change] of moments.sort(([a, up], [b, down]) => a - b || up - down)) {
    open += change;
    most = Math.max(most, open);
  }
  return most;
}
