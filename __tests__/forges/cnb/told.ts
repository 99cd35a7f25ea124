import type { RunOptions } from "../contract/scene";
import type { CnbScene } from "./subject";

/** With every request in the log. */
export const DEBUG = { env: { RUNNER_DEBUG: "1" } } satisfies RunOptions;

/** Requests of a scene as `METHOD last-part`, those to the storage included, in their order. */
export const told = ({ host, repo }: CnbScene): string[] =>
  host.requests
    .filter(({ origin, repository }) => origin !== "web" && repository === repo.raw.path)
    .map(({ method, path }) => `${method} ${path.startsWith("/release-assets/") ? "bytes" : short(path)}`);

function short(path: string): string {
  const below = path.slice(path.indexOf("/-/") + 2);
  return below.replace(/(confirmation)\/.*/, "$1").replace(/\d{9,}/g, "ID");
}

/** What the requests for upload addresses said. */
export const tickets = ({ repo }: CnbScene): unknown[] =>
  repo
    .requests()
    .filter(({ path }) => path.endsWith("/asset-upload-url"))
    .map(({ json }) => json);

/** One pattern for each line. */
export const matching = (...patterns: readonly RegExp[]): unknown[] =>
  patterns.map((pattern): unknown => expect.stringMatching(pattern));
