import { afterEach } from "@jest/globals";
import { startGitHub, type GitHubOptions, type GitHubSandbox } from "../../../sandbox/github";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // Whatever JSON the sandbox sent: tests look into it member by member.
  readonly body: Record<string, never> & Record<string, unknown>[];
  readonly text: string;
}

export interface Asked {
  readonly json?: unknown;
  readonly raw?: string | Buffer;
  readonly headers?: Record<string, string>;
  /** null = no Authorization at all. */
  readonly token?: string | null;
}

const running: GitHubSandbox[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((github) => github.close()));
});

/** Closed after the test that started it. */
export async function start(options: GitHubOptions = {}): Promise<GitHubSandbox> {
  const github = await startGitHub(options);
  running.push(github);
  return github;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One request, redirects not followed. A path is taken below the API root; a full url as it is. */
export async function ask(github: GitHubSandbox, method: string, target: string, asked: Asked = {}): Promise<Reply> {
  const token = asked.token === undefined ? github.token : asked.token;
  const body = asked.json === undefined ? asked.raw : JSON.stringify(asked.json);
  const response = await fetch(target.startsWith("http") ? target : github.apiUrl + target, {
    method,
    redirect: "manual",
    headers: {
      accept: "application/vnd.github+json",
      ...(token !== null && { authorization: `token ${token}` }),
      ...(asked.json !== undefined && { "content-type": "application/json" }),
      ...asked.headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) as Reply["body"], text };
}

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
