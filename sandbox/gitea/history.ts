import type { RecordedRequest } from "../kernel/exchange";
import type { Moment, RepositoryState } from "./state";

const snapshot = (repo: RepositoryState): Moment["releases"] =>
  repo.releases.map(({ tagName, name, body, draft, prerelease, assets }) => ({
    tagName,
    name,
    body,
    draft,
    prerelease,
    assets: assets.map((asset) => ({ id: asset.id, name: asset.name, size: asset.content.size })),
  }));

/** Writes down what the releases look like since this request, if it changed them. */
export function remember(repo: RepositoryState, request: RecordedRequest): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const releases = snapshot(repo);
  const before = repo.history.at(-1)?.releases ?? [];
  if (JSON.stringify(before) !== JSON.stringify(releases)) repo.history.push({ request, releases });
}
