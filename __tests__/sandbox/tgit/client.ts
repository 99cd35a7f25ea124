import { startTGit, type TGitOptions, type TGitSandbox } from "../../../sandbox/tgit";
import { closedAfter, form, message, said, speaking, type Asked } from "../client";

export { form, message, said, type Asked };

export const ask = speaking({ credential: (token) => ({ "private-token": token }) });

type RepositoryOptions = Parameters<TGitSandbox["repository"]>[1];
type Fields = Record<string, unknown>;

/** A client of one repository, whose sandbox is closed after the test that opened it. */
export async function open(options: TGitOptions = {}, given: RepositoryOptions = {}) {
  const tgit = await closedAfter(startTGit(options));
  const repository = tgit.repository("group/sub/app", given);
  const root = "/projects/group%2Fsub%2Fapp";
  const at = (method: string, path: string, asked?: Asked) => ask(tgit, method, root + path, asked);
  const of = (tag: string): string => `/releases/${encodeURIComponent(tag)}`;
  const create = (json: Fields, asked?: Asked) => at("POST", "/releases", { json, ...asked });
  const put = (tag: string, json: Fields, asked?: Asked) => at("PUT", of(tag), { json, ...asked });
  const upload = (tag: string, filename: string, content: string | Buffer = "content", asked: Asked = {}) =>
    at("POST", `${of(tag)}/attachments`, { raw: form(content, filename), ...asked });
  return { tgit, repository, root, ask: at, create, put, upload };
}

export type Desk = Awaited<ReturnType<typeof open>>;
