import type { RecordedRequest } from "../kernel/exchange";
import type { Moment, ProjectState } from "./state";

const snapshot = (project: ProjectState): Moment["releases"] =>
  project.releases.map(({ tagName, name, description, links }) => ({
    tagName,
    name,
    description,
    links: links.map((link) => ({ name: link.name, url: link.url })),
  }));

/** Writes down what the releases look like since this request, if it changed them. */
export function remember(project: ProjectState, request: RecordedRequest): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const releases = snapshot(project);
  const before = project.history.at(-1)?.releases ?? [];
  if (JSON.stringify(before) !== JSON.stringify(releases)) project.history.push({ request, releases });
}
