import type { RecordedRequest } from "../kernel/exchange";
import type { Moment, RepositoryState } from "./state";

const snapshot = (repository: RepositoryState): Moment["releases"] =>
  repository.releases.map(({ id, tagName, name, body, prerelease, assets }) => ({
    id,
    tagName,
    name,
    body,
    prerelease,
    assets: assets.map((one) => ({ id: one.id, name: one.name, sha256: one.content.sha256 })),
  }));

/** Writes down what the releases look like since this request, if it changed them. */
export function remember(repository: RepositoryState, request: RecordedRequest): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const releases = snapshot(repository);
  const before = repository.history.at(-1)?.releases ?? [];
  if (JSON.stringify(before) !== JSON.stringify(releases)) repository.history.push({ request, releases });
}
