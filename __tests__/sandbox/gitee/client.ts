import { startGitee, type GiteeOptions, type GiteeSandbox, type Repo } from "../../../sandbox/gitee";
import { closedAfter, form, message, said, speaking, type Asked, type Reply } from "../client";

export { form, message, said };

export const ask = speaking({ credential: (token) => ({ authorization: `Bearer ${token}` }) });

/** Closed after the test that started it. */
export const start = (options: GiteeOptions = {}): Promise<GiteeSandbox> => closedAfter(startGitee(options));

export const FIELDS = { tag_name: "v1", name: "One", body: "Notes", target_commitish: "main" };

/** A client of one repository. */
export interface Desk {
  readonly gitee: GiteeSandbox;
  readonly repository: Repo;
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
