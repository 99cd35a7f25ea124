import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Exchange, Transcript } from "./transcript";

/** One exchange as https://github.com/octokit/fixtures keeps it, in the form of nock. */
interface Recorded {
  readonly method: string;
  readonly scope: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly response: unknown;
  readonly reqheaders?: Readonly<Record<string, string | number>>;
}

const ORIGINS: readonly (readonly [RegExp, string])[] = [
  [/^https:\/\/api\.github\.com(:443)?/, "{api}"],
  [/^https:\/\/uploads\.github\.com(:443)?/, "{uploads}"],
];

/** A scenario that GitHub's own client was recorded with, from the first request about a release on. */
export async function octokitTranscript(scenario: string): Promise<Transcript> {
  const folder = dirname(createRequire(import.meta.url).resolve("@octokit/fixtures"));
  const file = join(folder, "scenarios", "api.github.com", scenario, "raw-fixture.json");
  const all = JSON.parse(await readFile(file, "utf8")) as Recorded[];
  const first = all.findIndex(({ path }) => path.endsWith("/releases"));
  const repository = /^\/repos\/([^/]+\/[^/]+)/.exec(all[first]?.path ?? "")?.[1] ?? "";
  const head = headOf(all[first]?.body);
  const steps = all.slice(first).filter(({ path }) => path.startsWith(`/repos/${repository}/`));
  return { forge: "github", software: "api.github.com", repository, head, steps: steps.map(exchangeOf) };
}

/** The commit that the release is made on. */
const headOf = (body: unknown): string =>
  typeof body === "object" && body !== null && "target_commitish" in body ? String(body.target_commitish) : "";

function exchangeOf({ method, scope, path, body, status, response, reqheaders = {} }: Recorded): Exchange {
  const type = String(reqheaders["content-type"] ?? "application/json");
  const text = typeof body === "string" ? body : "";
  const sent = text === "" ? undefined : { type, bytes: Buffer.byteLength(text) };
  return {
    method: method.toUpperCase(),
    url: ORIGINS.reduce((told, [real, name]) => told.replace(real, name), `${scope}${path}`),
    token: "own",
    request: typeof body === "object" && body !== null ? { json: body } : sent,
    status,
    headers: {},
    response: response === "" ? undefined : { json: response },
  };
}
