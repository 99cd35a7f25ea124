import { afterEach } from "@jest/globals";
import { startGitea, type GiteaOptions, type GiteaSandbox, type SandboxRepository } from "../../../sandbox/gitea";

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
  /** null = none at all. Default: the sandbox's own. */
  readonly token?: string | null;
}

const running: GiteaSandbox[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((gitea) => gitea.close()));
});

/** Closed after the test that started it. */
export async function start(options: GiteaOptions = {}): Promise<GiteaSandbox> {
  const gitea = await startGitea(options);
  running.push(gitea);
  return gitea;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One request, redirects not followed. A path is taken below the API root; a full url as it is. */
export async function ask(gitea: GiteaSandbox, method: string, target: string, asked: Asked = {}): Promise<Reply> {
  const body = asked.json === undefined ? asked.raw : JSON.stringify(asked.json);
  const response = await fetch(target.startsWith("http") ? target : gitea.apiUrl + target, {
    method,
    redirect: "manual",
    headers: {
      ...(asked.token !== null && { authorization: `token ${asked.token ?? gitea.token}` }),
      ...(asked.json !== undefined && { "content-type": "application/json" }),
      ...asked.headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) as Reply["body"], text };
}

/** Status and message, as most tests compare them. */
export const said = ({ status, body }: Reply): unknown[] => [status, body.message];

/** A client of one repository. */
export interface Desk {
  readonly gitea: GiteaSandbox;
  readonly repo: SandboxRepository;
  ask(method: string, path: string, asked?: Asked): Promise<Reply>;
  create(fields: Record<string, unknown>, asked?: Asked): Promise<Reply>;
  /** Multipart, to the newest release. */
  upload(content: string | Buffer, name?: string, asked?: Asked): Promise<Reply>;
}

export async function open(
  options: GiteaOptions = {},
  repository: Parameters<GiteaSandbox["repository"]>[1] = {},
): Promise<Desk> {
  const gitea = await start(options);
  const repo = gitea.repository("octo/app", repository);
  const desk: Desk = {
    gitea,
    repo,
    ask: (method, path, asked) => ask(gitea, method, `/repos/octo/app${path}`, asked),
    create: (fields, asked) => desk.ask("POST", "/releases", { json: fields, ...asked }),
    upload: (content, name = "a.zip", asked = {}) => {
      const id = repo.releases.at(-1)?.id ?? 0;
      return desk.ask("POST", `/releases/${id}/assets`, { raw: form(content, name), ...asked });
    },
  };
  return desk;
}

export const open12 = (options: GiteaOptions = {}, repository: Parameters<GiteaSandbox["repository"]>[1] = {}) =>
  open({ software: "forgejo", version: "12", ...options }, repository);

export function form(content: string | Buffer, filename = "a.zip", field = "attachment"): FormData {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(Buffer.from(content))]), filename);
  return data;
}
