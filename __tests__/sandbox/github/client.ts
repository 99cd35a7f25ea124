import { startGitHub, type GitHubOptions, type GitHubSandbox } from "../../../sandbox/github";
import { closedAfter, speaking, type Asked, type Reply } from "../client";

export type { Asked, Reply };

export const ask = speaking({
  credential: (token) => ({ authorization: `token ${token}` }),
  headers: { accept: "application/vnd.github+json" },
});

/** Closed after the test that started it. */
export const start = (options: GitHubOptions = {}): Promise<GitHubSandbox> => closedAfter(startGitHub(options));

export const releases = "/repos/octo/app/releases";

export async function draft(github: GitHubSandbox, tag = "v1", more: Record<string, unknown> = {}): Promise<Reply> {
  return ask(github, "POST", releases, { json: { tag_name: tag, draft: true, ...more } });
}

export async function publish(github: GitHubSandbox, tag = "v1", more: Record<string, unknown> = {}): Promise<Reply> {
  return ask(github, "POST", releases, { json: { tag_name: tag, ...more } });
}

export const uploadUrl = (release: Reply, query: string): string =>
  `${String(release.body.upload_url).replace(/\{.*$/, "")}?${query}`;

export function upload(github: GitHubSandbox, release: Reply, name: string, asked: Asked = {}): Promise<Reply> {
  const headers = { "content-type": "application/octet-stream", ...asked.headers };
  const url = uploadUrl(release, `name=${encodeURIComponent(name)}`);
  return ask(github, "POST", url, { raw: "content", ...asked, headers });
}

export const errorsOf = (reply: Reply): unknown => reply.body.errors;
