import { startGitCode, type GitCodeOptions, type GitCodeSandbox, type Repo } from "../../../sandbox/gitcode";
import { closedAfter, said, speaking, type Asked, type Reply } from "../client";

export { said, type Reply };

export const ask = speaking({ credential: (token) => ({ authorization: `Bearer ${token}` }), apiOnly: true });

/** Closed after the test that started it. */
export const start = (options: GitCodeOptions = {}): Promise<GitCodeSandbox> => closedAfter(startGitCode(options));

export interface Ticket {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** A client of one repository. */
export interface Desk {
  readonly gitcode: GitCodeSandbox;
  readonly repo: Repo;
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
