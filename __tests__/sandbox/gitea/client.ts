import { startGitea, type GiteaOptions, type GiteaSandbox } from "../../../sandbox/gitea";
import { closedAfter, form as formOf, saying, speaking, toldMessage, type Asked } from "../client";

export { saying as said, toldMessage as told };

export const ask = speaking({ credential: (token) => ({ authorization: `token ${token}` }) });

export const form = (content: string | Buffer, filename = "a.zip", field = "attachment"): FormData =>
  formOf(content, filename, field);

type RepositoryOptions = Parameters<GiteaSandbox["repository"]>[1];

/** A client of one repository. `upload`: multipart, to the newest release. */
export async function open(options: GiteaOptions = {}, repository: RepositoryOptions = {}) {
  const gitea = await closedAfter(startGitea(options));
  const repo = gitea.repository("octo/app", repository);
  const at = (method: string, path: string, asked?: Asked) => ask(gitea, method, `/repos/octo/app${path}`, asked);
  const create = (json: Record<string, unknown>, asked?: Asked) => at("POST", "/releases", { json, ...asked });
  const upload = (content: string | Buffer, name = "a.zip", asked: Asked = {}) =>
    at("POST", `/releases/${repo.releases.at(-1)?.id ?? 0}/assets`, { raw: form(content, name), ...asked });
  return { gitea, repo, ask: at, create, upload };
}

export type Desk = Awaited<ReturnType<typeof open>>;

export const open12 = (options: GiteaOptions = {}, repository: RepositoryOptions = {}): Promise<Desk> =>
  open({ software: "forgejo", ...options }, repository);
