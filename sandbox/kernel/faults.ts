import { remove } from "./call";
import type { RecordedRequest } from "./exchange";

/** Of an answer. */
type Headers = Readonly<Record<string, string>>;

interface Told {
  readonly status: number;
  /** Or what they are at the time of the server's clock: a moment until which to wait. */
  readonly headers?: Headers | ((now: number) => Headers);
  readonly body?: unknown;
}

/** What goes wrong. "before" means nothing was carried out; "after" means it was, and only the answer is spoilt. */
export type Fault =
  /** Another answer, nothing carried out. An object body goes out as JSON, a string as it is (HTML by default). */
  | (Told & { readonly kind: "status" })
  /** The request is carried out; the client is told this instead. */
  | (Told & { readonly kind: "carry-out-then" })
  /** The request is carried out, and the answer's JSON tells something else: a server that does not do what it takes. */
  | { readonly kind: "alter"; readonly body: (told: unknown) => unknown }
  /** The forge starts and breaks: it leaves its half-made thing (GitHub: an asset in state `starter`), then answers. */
  | { readonly kind: "half"; readonly status: number; readonly body?: unknown }
  | { readonly kind: "reset"; readonly when: "before" | "after" }
  /** No answer ever, on an open connection. */
  | { readonly kind: "hang"; readonly when: "before" | "after" }
  /** The body is read up to `bytes`, then the connection is reset. */
  | { readonly kind: "cut"; readonly bytes: number }
  /** Content-Length of the whole answer, `bytes` of it (default: half), then the connection closes. */
  | { readonly kind: "truncate"; readonly bytes?: number }
  /** The answer's body trickles: `bytes` every `interval` milliseconds. */
  | { readonly kind: "slow"; readonly bytes: number; readonly interval: number }
  | { readonly kind: "redirect"; readonly to: string; readonly status?: 301 | 302 | 303 | 307 | 308 };

export interface FaultRule {
  readonly method?: string;
  /** Tested against the path as sent (percent-encoded, no query); a string must be equal. */
  readonly path?: RegExp | string;
  /** Path of the repository that the request is about. */
  readonly repository?: string;
  /** Name of the origin, as in the request log. */
  readonly origin?: string;
  /** GraphQL field. */
  readonly operation?: string;
  /** Strike from the n-th matching request on (1-based, default 1). */
  readonly nth?: number;
  /** How many matching requests are struck (default 1; Infinity for all). */
  readonly times?: number;
  readonly do: Fault;
}

export interface FaultHandle {
  /** Requests struck so far. */
  readonly hits: () => number;
  remove(): void;
}

export interface Faults {
  add(rule: FaultRule): FaultHandle;
  clear(): void;
  /** Rules that have not yet struck as often as they may; a test can assert that none is left over. */
  pending(): FaultRule[];
}

type FaultSubject = Pick<RecordedRequest, "method" | "path" | "origin" | "repository" | "operation">;

const EQUAL = ["method", "repository", "operation", "origin"] as const;

function matches(rule: FaultRule, subject: FaultSubject): boolean {
  if (EQUAL.some((name) => rule[name] !== undefined && rule[name] !== subject[name])) return false;
  if (typeof rule.path === "string") return rule.path === subject.path;
  // search() ignores lastIndex: a rule written with /g must not skip every second request.
  return rule.path === undefined || subject.path.search(rule.path) >= 0;
}

const newEntry = (rule: FaultRule) => ({ rule, seen: 0, hits: 0 });
type Entry = ReturnType<typeof newEntry>;

const spent = ({ rule, hits }: Entry): boolean => hits >= (rule.times ?? 1);

/** Every matching rule counts the request; the first one that is due strikes. */
export function createFaults(): Faults & { take(subject: FaultSubject): Fault | undefined } {
  const entries: Entry[] = [];
  return {
    add: (rule) => {
      const entry = newEntry(rule);
      entries.push(entry);
      return {
        hits: () => entry.hits,
        remove: () => {
          remove(entries, entry);
        },
      };
    },
    clear: () => {
      entries.length = 0;
    },
    pending: () => entries.filter((entry) => !spent(entry)).map(({ rule }) => rule),
    take: (subject) => {
      let struck: Entry | undefined;
      for (const entry of entries) {
        if (!matches(entry.rule, subject)) continue;
        entry.seen += 1;
        if (!struck && !spent(entry) && entry.seen >= (entry.rule.nth ?? 1)) struck = entry;
      }
      if (struck) struck.hits += 1;
      return struck?.rule.do;
    },
  };
}
