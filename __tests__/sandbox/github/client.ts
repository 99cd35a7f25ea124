import { startGitHub, type GitHubOptions, type GitHubSandbox } from "../../../sandbox/github";
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

type RepositoryOptions = Parameters<GitHubSandbox["repository"]>[1];
type Fields = Record<string, unknown>;

/** A client of one repository: `at` takes a path below it, or a full url as it is; `latest` tells a tag. */
export async function open(options: GitHubOptions = {}, repository: RepositoryOptions = {}) {
  const github = await start(options);
  const repo = github.repository("octo/app", repository);
  const at = (method: string, path: string, asked?: Asked) =>
    ask(github, method, path.startsWith("http") ? path : `/repos/octo/app${path}`, asked);
  const publish = (tag = "v1", more: Fields = {}) => at("POST", "/releases", { json: { tag_name: tag, ...more } });
  const upload = (release: Reply, name: string, asked: Asked = {}) => {
    const headers = { "content-type": "application/octet-stream", ...asked.headers };
    const url = uploadUrl(release, `name=${encodeURIComponent(name)}`);
    return at("POST", url, { raw: "content", ...asked, headers });
  };
  return {
    ...{ github, repo, at, publish, upload },
    draft: (tag?: string, more?: Fields) => publish(tag, { draft: true, ...more }),
    edit: (release: Reply, json: Fields) => at("PATCH", of(release), { json }),
    latest: async (): Promise<unknown> => (await at("GET", "/releases/latest")).body.tag_name,
  };
}

export type Desk = Awaited<ReturnType<typeof open>>;

export const errorsOf = (reply: Reply): unknown => reply.body.errors;
