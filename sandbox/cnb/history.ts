import type { RecordedRequest } from "../kernel/exchange";
import type { Moment, RepositoryState } from "./state";

const snapshot = (repository: RepositoryState): Moment["releases"] =>
  repository.releases.map(({ id, tagName, name, body, draft, prerelease, assets }) => ({
    id,
    tagName,
    name,
    body,
    draft,
    prerelease,
    latest: repository.latest === id,
    assets: assets.map((asset) => ({ name: asset.name, size: asset.content.size, sha256: asset.content.sha256 })),
  }));

/** Stands in the history for what was there before the first request. */
export const SEEDED: RecordedRequest = {
  origin: "seed",
  method: "SEED",
  path: "",
  query: {},
  headers: {},
  time: 0,
  status: 0,
  bytes: 0,
};

/** Writes down what the releases look like since this request, if it changed them. */
export function remember(repository: RepositoryState, request: RecordedRequest): void {
  const releases = snapshot(repository);
  const before = repository.history.at(-1)?.releases ?? [];
  if (JSON.stringify(before) !== JSON.stringify(releases)) repository.history.push({ request, releases });
}
