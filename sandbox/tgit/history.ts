import type { RecordedRequest } from "../kernel/exchange";
import type { Moment, RepositoryState } from "./state";

const snapshot = (repository: RepositoryState): Moment["releases"] =>
  repository.releases.map(({ tag, description, labels, attachments }) => ({
    tag,
    description,
    labels,
    attachments: attachments.map(({ name, content: { size, sha256 } }) => ({ name, size, sha256 })),
  }));

/** Writes down what the releases look like since this request, if it changed them. */
export function remember(repository: RepositoryState, request: RecordedRequest): void {
  if (request.method === "GET") return;
  const releases = snapshot(repository);
  const before = repository.history.at(-1)?.releases ?? [];
  if (JSON.stringify(before) !== JSON.stringify(releases)) repository.history.push({ request, releases });
}
