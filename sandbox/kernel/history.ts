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

/** Repositories with seeds that are not written down yet: thousands of them make one moment, when it is asked for. */
const seeded = new WeakSet<RepositoryState>();

export function rememberSeed(repo: RepositoryState): void {
  seeded.add(repo);
}

/** Writes down what the releases look like since this request, if it changed them. */
export function remember<R extends Release>(repo: RepositoryState<R>, request: RecordedRequest): void {
  const { history } = repo;
  const releases = repo.releases.map(copyOf) as Moment<R>["releases"];
  const before = history.at(-1)?.releases ?? [];
  if (JSON.stringify(before) !== JSON.stringify(releases)) history.push({ request, releases });
}

/** Adds to the history what was seeded since it was last looked at. */
export function writeDownSeeds(repo: RepositoryState): void {
  if (seeded.delete(repo)) remember(repo, unasked("SEED"));
}

/** A history to which seeds are added when it is looked at. */
export function createHistory<R extends Release>(of: () => RepositoryState<R>): () => Moment<R>[] {
  const moments: Moment<R>[] = [];
  return () => {
    writeDownSeeds(of());
    return moments;
  };
}
