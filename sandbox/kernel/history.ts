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

/** Of contents, size and digest are left. */
const written = (releases: readonly Release[]): string =>
  JSON.stringify(releases, (name, value: unknown) => (COUNTERS.includes(name) ? undefined : value));

/** Repositories with seeds that are not written down yet: thousands of them make one moment, when it is asked for. */
const seeded = new WeakSet<RepositoryState>();

export function rememberSeed(repo: RepositoryState): void {
  seeded.add(repo);
}

/** Writes down what the releases look like since this request, if it changed them. */
export function remember<R extends Release>({ history, releases }: RepositoryState<R>, request: RecordedRequest): void {
  const now = written(releases);
  if (now !== written(history.at(-1)?.releases ?? [])) history.push({ request, releases: JSON.parse(now) as R[] });
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
