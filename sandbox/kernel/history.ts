import type { RecordedRequest } from "./exchange";
import type { Moment, Release, RepositoryState } from "./state";

/** Stands in the history for what no request made. @param method what did */
export const unasked = (method: "SEED" | "PUSH"): RecordedRequest => ({
  origin: "",
  method,
  path: "",
  query: {},
  headers: {},
  time: 0,
  status: 0,
  bytes: 0,
});

/** What changes when somebody only looks. */
const COUNTERS = ["downloads", "hiddenReads"];

function copied(entry: unknown): unknown {
  if (typeof entry !== "object" || entry === null || !("content" in entry)) return entry;
  const { content, ...rest } = entry as { readonly content?: { readonly size: number; readonly sha256: string } };
  const lasting = Object.entries(rest).filter(([name]) => !COUNTERS.includes(name));
  return { ...Object.fromEntries(lasting), size: content?.size ?? 0, sha256: content?.sha256 ?? "" };
}

function copyOf(release: Release): unknown {
  return Object.fromEntries(
    Object.entries(release).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(copied) : (value as unknown),
    ]),
  );
}

/** Writes down what the releases look like since this request, if it changed them. */
export function remember<R extends Release>(repo: RepositoryState<R>, request: RecordedRequest): void {
  const releases = repo.releases.map(copyOf) as Moment<R>["releases"];
  const before = repo.history.at(-1)?.releases ?? [];
  if (JSON.stringify(before) !== JSON.stringify(releases)) repo.history.push({ request, releases });
}
