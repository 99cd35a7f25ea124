import { afterEach } from "@jest/globals";
import { startTGit, type SandboxRepository, type TGitOptions, type TGitSandbox } from "../../../sandbox/tgit";

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
}

const running: TGitSandbox[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((tgit) => tgit.close()));
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One request, redirects not followed. A path is taken below the API root; a full url as it is. */
export async function ask(tgit: TGitSandbox, method: string, target: string, asked: Asked = {}): Promise<Reply> {
  const body = asked.json === undefined ? asked.raw : JSON.stringify(asked.json);
  const response = await fetch(target.startsWith("http") ? target : tgit.apiUrl + target, {
    method,
    redirect: "manual",
    headers: {
      ...(asked.token !== null && { "private-token": asked.token ?? tgit.token }),
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

/** A client of one repository. */
export interface Desk {
  readonly tgit: TGitSandbox;
  readonly repository: SandboxRepository;
  readonly root: string;
  ask(method: string, path: string, asked?: Asked): Promise<Reply>;
  create(fields: Record<string, unknown>, asked?: Asked): Promise<Reply>;
  put(tag: string, fields: Record<string, unknown>, asked?: Asked): Promise<Reply>;
  upload(tag: string, filename: string, content?: string | Buffer, asked?: Asked): Promise<Reply>;
}

/** The sandbox is closed after the test that opened it. */
export async function open(
  options: TGitOptions = {},
  repository: Parameters<TGitSandbox["repository"]>[1] = {},
): Promise<Desk> {
  const tgit = await startTGit(options);
  running.push(tgit);
  const made = tgit.repository("group/sub/app", repository);
  const root = "/projects/group%2Fsub%2Fapp";
  const at = (method: string, path: string, asked?: Asked): Promise<Reply> => ask(tgit, method, root + path, asked);
  return {
    tgit,
    repository: made,
    root,
    ask: at,
    create: (fields, asked) => at("POST", "/releases", { json: fields, ...asked }),
    put: (tag, fields, asked) => at("PUT", `/releases/${encodeURIComponent(tag)}`, { json: fields, ...asked }),
    upload: (tag, filename, content = "content", asked = {}) =>
      at("POST", `/releases/${encodeURIComponent(tag)}/attachments`, { raw: form(content, filename), ...asked }),
  };
}

export function form(content: string | Buffer, filename = "a.zip", field = "file"): FormData {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(Buffer.from(content))]), filename);
  return data;
}
