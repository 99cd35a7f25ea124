import { startGitCode, type GitCodeOptions, type GitCodeSandbox } from "../../../sandbox/gitcode";
import { closedAfter, said, speaking, type Asked, type Reply } from "../client";

export { said, type Reply };

export const ask = speaking({ credential: (token) => ({ authorization: `Bearer ${token}` }), apiOnly: true });

/** Closed after the test that started it. */
export const start = (options: GitCodeOptions = {}): Promise<GitCodeSandbox> => closedAfter(startGitCode(options));

export interface Ticket {
  readonly url: string;
  readonly headers: Record<string, string>;
}

export const ROOT = "/repos/octo/app";

const fieldsOf = (tag: unknown): Record<string, unknown> => ({ tag_name: tag, name: "One", body: "Notes" });

const isArchive = (asset: Record<string, unknown>): boolean =>
  asset.type === "source" || String(asset.browser_download_url).includes("/-/archive/");

type RepositoryOptions = Parameters<GitCodeSandbox["repository"]>[1];
type Fields = Record<string, unknown>;

/** A client of one repository. `assets`: of a release as the lookup by tag shows them, without generated archives. */
export async function open(options: GitCodeOptions = {}, repository: RepositoryOptions = {}) {
  const gitcode = await start(options);
  const at = (method: string, path: string, asked?: Asked) => ask(gitcode, method, ROOT + path, asked);
  const of = (tag: string): string => `/releases/${encodeURIComponent(tag)}`;
  const ticket = async (tag: string, name: string): Promise<Ticket> => {
    const { text } = await at("GET", `${of(tag)}/upload_url?file_name=${encodeURIComponent(name)}`);
    const { url, headers }: Ticket = JSON.parse(text);
    return { url, headers };
  };
  // A Buffer, because fetch gives texts a Content-Type of its own.
  const put = ({ url, headers }: Ticket, raw: string | Buffer = "bytes") =>
    ask(gitcode, "PUT", url, { raw: Buffer.from(raw), headers, token: null });
  return {
    ...{ gitcode, repo: gitcode.repository("octo/app", repository), ask: at, ticket, put },
    create: (fields: Fields = {}, asked: Asked = {}) =>
      at("POST", "/releases", { json: { ...fieldsOf("v1"), ...fields }, ...asked }),
    patch: (tag: string, fields: Fields = {}, asked: Asked = {}) =>
      at("PATCH", of(tag), { json: { ...fieldsOf(tag), ...fields }, ...asked }),
    upload: async (tag: string, name: string, raw?: string | Buffer) => put(await ticket(tag, name), raw),
    assets: async (tag: string) =>
      assetsOf(await at("GET", `/releases/tags/${encodeURIComponent(tag)}`)).filter((one) => !isArchive(one)),
  };
}

export type Desk = Awaited<ReturnType<typeof open>>;

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
