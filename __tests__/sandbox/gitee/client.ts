import { afterEach } from "@jest/globals";
import { startGitee, type GiteeOptions, type GiteeSandbox, type SandboxRepository } from "../../../sandbox/gitee";

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
  /** null = none at all. Default: the sandbox's own, as Bearer. */
  readonly token?: string | null;
}

const running: GiteeSandbox[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((gitee) => gitee.close()));
});

/** Closed after the test that started it. */
export async function start(options: GiteeOptions = {}): Promise<GiteeSandbox> {
  const gitee = await startGitee(options);
  running.push(gitee);
  return gitee;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One request, redirects not followed. A path is taken below the API root; a full url as it is. */
export async function ask(gitee: GiteeSandbox, method: string, target: string, asked: Asked = {}): Promise<Reply> {
  const body = asked.json === undefined ? asked.raw : JSON.stringify(asked.json);
  const token = asked.token === undefined ? gitee.token : asked.token;
  const response = await fetch(target.startsWith("http") ? target : gitee.apiUrl + target, {
    method,
    redirect: "manual",
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
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

export function form(content: string | Buffer, filename = "a.zip", field = "file"): FormData {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(Buffer.from(content))]), filename);
  return data;
}

export const FIELDS = { tag_name: "v1", name: "One", body: "Notes", target_commitish: "main" };

/** A client of one repository. */
export interface Desk {
  readonly gitee: GiteeSandbox;
  readonly repository: SandboxRepository;
  readonly root: string;
  ask(method: string, path: string, asked?: Asked): Promise<Reply>;
  create(fields?: Record<string, unknown>, asked?: Asked): Promise<Reply>;
  upload(release: number, file: FormData, asked?: Asked): Promise<Reply>;
}

export async function open(
  options: GiteeOptions = {},
  repository: Parameters<GiteeSandbox["repository"]>[1] = {},
): Promise<Desk> {
  const gitee = await start(options);
  const root = "/repos/octo/app";
  const desk: Desk = {
    gitee,
    repository: gitee.repository("octo/app", repository),
    root,
    ask: (method, path, asked) => ask(gitee, method, root + path, asked),
    create: (fields, asked) => desk.ask("POST", "/releases", { json: { ...FIELDS, ...fields }, ...asked }),
    upload: (release, file, asked) => desk.ask("POST", `/releases/${release}/attach_files`, { raw: file, ...asked }),
  };
  return desk;
}
