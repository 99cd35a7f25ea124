import { afterEach } from "@jest/globals";
import {
  startGitCode,
  type GitCodeOptions,
  type GitCodeSandbox,
  type SandboxRepository,
} from "../../../sandbox/gitcode";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // Whatever JSON the sandbox sent: tests look into it member by member.
  readonly body: (Record<string, never> & Record<string, unknown>[]) | undefined;
  readonly text: string;
}

export interface Asked {
  readonly json?: unknown;
  readonly raw?: string | Buffer | FormData | URLSearchParams | ReadableStream;
  readonly headers?: Record<string, string>;
  /** null = none at all. Default: the sandbox's own, as a Bearer token; none for another origin than the API's. */
  readonly token?: string | null;
}

const running: GitCodeSandbox[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((gitcode) => gitcode.close()));
});

/** Closed after the test that started it. */
export async function start(options: GitCodeOptions = {}): Promise<GitCodeSandbox> {
  const gitcode = await startGitCode(options);
  running.push(gitcode);
  return gitcode;
}

function parse(text: string): Reply["body"] {
  try {
    const body: Reply["body"] = JSON.parse(text);
    return body;
  } catch {
    return undefined;
  }
}

/** One request, redirects not followed. A path is taken below the API root; a full url as it is. */
export async function ask(gitcode: GitCodeSandbox, method: string, target: string, asked: Asked = {}): Promise<Reply> {
  const url = target.startsWith("http") ? target : gitcode.apiUrl + target;
  const body = asked.json === undefined ? asked.raw : JSON.stringify(asked.json);
  const token = asked.token === undefined && url.startsWith(gitcode.apiUrl) ? gitcode.token : asked.token;
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      ...(token != null && { authorization: `Bearer ${token}` }),
      ...(asked.json !== undefined && { "content-type": "application/json" }),
      ...asked.headers,
    },
    ...(body !== undefined && { body, duplex: "half" }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text), text };
}

export interface Ticket {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** A client of one repository. */
export interface Desk {
  readonly gitcode: GitCodeSandbox;
  readonly repo: SandboxRepository;
  ask(method: string, path: string, asked?: Asked): Promise<Reply>;
  create(fields?: Record<string, unknown>, asked?: Asked): Promise<Reply>;
  patch(tag: string, fields?: Record<string, unknown>, asked?: Asked): Promise<Reply>;
  ticket(tag: string, name: string): Promise<Ticket>;
  put(ticket: Ticket, raw?: string | Buffer): Promise<Reply>;
  upload(tag: string, name: string, raw?: string | Buffer): Promise<Reply>;
  /** Assets of a release as the lookup by tag shows them, without the generated archives. */
  assets(tag: string): Promise<Record<string, unknown>[]>;
}

export const ROOT = "/repos/octo/app";

const fieldsOf = (tag: unknown): Record<string, unknown> => ({ tag_name: tag, name: "One", body: "Notes" });

const isArchive = (asset: Record<string, unknown>): boolean =>
  asset.type === "source" || String(asset.browser_download_url).includes("/-/archive/");

export async function open(
  options: GitCodeOptions = {},
  repository: Parameters<GitCodeSandbox["repository"]>[1] = {},
): Promise<Desk> {
  const gitcode = await start(options);
  const desk: Desk = {
    gitcode,
    repo: gitcode.repository("octo/app", repository),
    ask: (method, path, asked) => ask(gitcode, method, ROOT + path, asked),
    create: (fields = {}, asked = {}) =>
      desk.ask("POST", "/releases", { json: { ...fieldsOf("v1"), ...fields }, ...asked }),
    patch: (tag, fields = {}, asked = {}) =>
      desk.ask("PATCH", `/releases/${encodeURIComponent(tag)}`, { json: { ...fieldsOf(tag), ...fields }, ...asked }),
    ticket: async (tag, name) => {
      const path = `/releases/${encodeURIComponent(tag)}/upload_url?file_name=${encodeURIComponent(name)}`;
      const { text } = await desk.ask("GET", path);
      const ticket: Ticket = JSON.parse(text);
      return { url: ticket.url, headers: ticket.headers };
    },
    // A Buffer, because fetch gives texts a Content-Type of its own.
    put: (ticket, raw = "bytes") =>
      ask(gitcode, "PUT", ticket.url, { raw: Buffer.from(raw), headers: ticket.headers, token: null }),
    upload: async (tag, name, raw) => desk.put(await desk.ticket(tag, name), raw),
    assets: async (tag) => {
      const reply = await desk.ask("GET", `/releases/tags/${encodeURIComponent(tag)}`);
      return assetsOf(reply).filter((one) => !isArchive(one));
    },
  };
  return desk;
}

/** A client of a repository with one release, v1. */
export async function released(options: GitCodeOptions = {}) {
  const desk = await open(options);
  return { ...desk, release: desk.repo.release({ tag: "v1" }) };
}

/** All assets of a release as it was answered, generated archives among them. */
export function assetsOf({ text }: Reply): Record<string, unknown>[] {
  const release: { assets: Record<string, unknown>[] } = JSON.parse(text);
  return release.assets;
}

/** The body of an error that says its own code. */
export const coded = (code: number, text: string): unknown => ({
  error_code: code,
  error_code_name: "UN_KNOW",
  error_message: `${code} ${text}`,
});

/** Status and body, as most tests compare them. */
export const said = ({ status, body }: Reply): unknown[] => [status, body];
