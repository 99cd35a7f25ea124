import { startGitee, type GiteeOptions, type GiteeSandbox } from "../../../sandbox/gitee";
import { closedAfter, form, message, said, speaking, type Asked } from "../client";

export { form, message, said };

export const ask = speaking({ credential: (token) => ({ authorization: `Bearer ${token}` }) });

/** Closed after the test that started it. */
export const start = (options: GiteeOptions = {}): Promise<GiteeSandbox> => closedAfter(startGitee(options));

export const FIELDS = { tag_name: "v1", name: "One", body: "Notes", target_commitish: "main" };

type RepositoryOptions = Parameters<GiteeSandbox["repository"]>[1];

/** A client of one repository. */
export async function open(options: GiteeOptions = {}, given: RepositoryOptions = {}) {
  const gitee = await start(options);
  const repository = gitee.repository("octo/app", given);
  const at = (method: string, path: string, asked?: Asked) => ask(gitee, method, `/repos/octo/app${path}`, asked);
  const create = (fields?: Record<string, unknown>, asked?: Asked) =>
    at("POST", "/releases", { json: { ...FIELDS, ...fields }, ...asked });
  const upload = (release: number, file: FormData, asked?: Asked) =>
    at("POST", `/releases/${release}/attach_files`, { raw: file, ...asked });
  return { gitee, repository, ask: at, create, upload };
}

export type Desk = Awaited<ReturnType<typeof open>>;
