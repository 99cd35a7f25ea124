import { startGitHub, type GitHubOptions, type GitHubSandbox, type Repo } from "../../../sandbox/github";
import { closedAfter, speaking, type Asked, type Reply } from "../client";

export type { Asked, Reply };

export const ask = speaking({
  credential: (token) => ({ authorization: `token ${token}` }),
  headers: { accept: "application/vnd.github+json" },
});

/** Closed after the test that started it. */
export const start = (options: GitHubOptions = {}): Promise<GitHubSandbox> => closedAfter(startGitHub(options));

/** Path of a release below its repository. */
export const of = ({ body }: Reply): string => `/releases/${String(body.id)}`;

export const uploadUrl = (release: Reply, query: string): string =>
  `${String(release.body.upload_url).replace(/\{.*$/, "")}?${query}`;

/** A client of one repository. */
export interface Desk {
  readonly github: GitHubSandbox;
  readonly repo: Repo;
  /** @param path below the repository, or a full url as it is */
  at(method: string, path: string, asked?: Asked): Promise<Reply>;
  publish(tag?: string, more?: Record<string, unknown>): Promise<Reply>;
  draft(tag?: string, more?: Record<string, unknown>): Promise<Reply>;
  upload(release: Reply, name: string, asked?: Asked): Promise<Reply>;
  edit(release: Reply, json: Record<string, unknown>): Promise<Reply>;
  /** Tag of the release that is shown as the latest. */
  latest(): Promise<unknown>;
}

export async function open(
  options: GitHubOptions = {},
  repository: Parameters<GitHubSandbox["repository"]>[1] = {},
): Promise<Desk> {
  const github = await start(options);
  const desk: Desk = {
    github,
    repo: github.repository("octo/app", repository),
    at: (method, path, asked) => ask(github, method, path.startsWith("http") ? path : `/repos/octo/app${path}`, asked),
    publish: (tag = "v1", more = {}) => desk.at("POST", "/releases", { json: { tag_name: tag, ...more } }),
    draft: (tag, more) => desk.publish(tag, { draft: true, ...more }),
    upload: (release, name, asked = {}) => {
      const headers = { "content-type": "application/octet-stream", ...asked.headers };
      const url = uploadUrl(release, `name=${encodeURIComponent(name)}`);
      return desk.at("POST", url, { raw: "content", ...asked, headers });
    },
    edit: (release, json) => desk.at("PATCH", of(release), { json }),
    latest: async () => (await desk.at("GET", "/releases/latest")).body.tag_name,
  };
  return desk;
}

export const errorsOf = (reply: Reply): unknown => reply.body.errors;
