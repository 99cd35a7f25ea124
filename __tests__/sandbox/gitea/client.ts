import { startGitea, type GiteaOptions, type GiteaSandbox, type Repo } from "../../../sandbox/gitea";
import { closedAfter, form as formOf, saying, speaking, type Asked, type Reply } from "../client";

export { saying as said };

export const ask = speaking({ credential: (token) => ({ authorization: `token ${token}` }) });

/** A client of one repository. */
export interface Desk {
  readonly gitea: GiteaSandbox;
  readonly repo: Repo;
  ask(method: string, path: string, asked?: Asked): Promise<Reply>;
  create(fields: Record<string, unknown>, asked?: Asked): Promise<Reply>;
  /** Multipart, to the newest release. */
  upload(content: string | Buffer, name?: string, asked?: Asked): Promise<Reply>;
}

type RepositoryOptions = Parameters<GiteaSandbox["repository"]>[1];

export async function open(options: GiteaOptions = {}, repository: RepositoryOptions = {}): Promise<Desk> {
  const gitea = await closedAfter(startGitea(options));
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

export const open12 = (options: GiteaOptions = {}, repository: RepositoryOptions = {}): Promise<Desk> =>
  open({ software: "forgejo", ...options }, repository);

export const form = (content: string | Buffer, filename = "a.zip", field = "attachment"): FormData =>
  formOf(content, filename, field);
