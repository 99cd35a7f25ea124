import { afterEach } from "@jest/globals";
import { startGitLab, type GitLabOptions, type GitLabSandbox, type SandboxProject } from "../../../sandbox/gitlab";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // Whatever JSON the sandbox sent: tests look into it member by member.
  readonly body: Record<string, never> & Record<string, unknown>[];
  readonly text: string;
}

export interface Asked {
  readonly json?: unknown;
  readonly raw?: string | Buffer | FormData | URLSearchParams;
  readonly headers?: Record<string, string>;
  /** null = none at all. Default: the sandbox's own, as PRIVATE-TOKEN. */
  readonly token?: string | null;
  readonly job?: string;
}

const running: GitLabSandbox[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((gitlab) => gitlab.close()));
});

/** Closed after the test that started it. */
export async function start(options: GitLabOptions = {}): Promise<GitLabSandbox> {
  const gitlab = await startGitLab(options);
  running.push(gitlab);
  return gitlab;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function credential(gitlab: GitLabSandbox, { token, job }: Asked): Record<string, string> {
  if (job !== undefined) return { "job-token": job };
  return token === null ? {} : { "private-token": token ?? gitlab.token };
}

/** One request, redirects not followed. A path is taken below the API root; a full url as it is. */
export async function ask(gitlab: GitLabSandbox, method: string, target: string, asked: Asked = {}): Promise<Reply> {
  const body = asked.json === undefined ? asked.raw : JSON.stringify(asked.json);
  const response = await fetch(target.startsWith("http") ? target : gitlab.apiUrl + target, {
    method,
    redirect: "manual",
    headers: {
      ...credential(gitlab, asked),
      ...(asked.json !== undefined && { "content-type": "application/json" }),
      ...asked.headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) as Reply["body"], text };
}

/** Status and body, as most tests compare them. */
export const said = ({ status, body }: Reply): unknown[] => [status, body];

export const message = (text: unknown): unknown => ({ message: text });
export const error = (text: string): unknown => ({ error: text });

/** A client of one project. */
export interface Desk {
  readonly gitlab: GitLabSandbox;
  readonly project: SandboxProject;
  readonly root: string;
  ask(method: string, path: string, asked?: Asked): Promise<Reply>;
  create(fields: Record<string, unknown>, asked?: Asked): Promise<Reply>;
  put(path: string, asked?: Asked): Promise<Reply>;
}

export async function open(
  options: GitLabOptions = {},
  project: Parameters<GitLabSandbox["project"]>[1] = {},
): Promise<Desk> {
  const gitlab = await start(options);
  const made = gitlab.project("group/sub/app", project);
  const root = `/projects/${made.id}`;
  const desk: Desk = {
    gitlab,
    project: made,
    root,
    ask: (method, path, asked) => ask(gitlab, method, root + path, asked),
    create: (fields, asked) => desk.ask("POST", "/releases", { json: fields, ...asked }),
    put: (path, asked) => {
      const headers = { "content-type": "application/octet-stream", ...asked?.headers };
      return desk.ask("PUT", `/packages/generic/${path}`, { raw: "content", ...asked, headers });
    },
  };
  return desk;
}

export function form(content: string | Buffer, filename = "a.zip", field = "file"): FormData {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(Buffer.from(content))]), filename);
  return data;
}
