import { startTGit, type Repo, type TGitOptions, type TGitSandbox } from "../../../sandbox/tgit";
import { closedAfter, form, message, said, speaking, type Asked, type Reply } from "../client";

export { form, message, said, type Asked };

export const ask = speaking({ credential: (token) => ({ "private-token": token }) });

/** A client of one repository. */
export interface Desk {
  readonly tgit: TGitSandbox;
  readonly repository: Repo;
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
  const tgit = await closedAfter(startTGit(options));
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
