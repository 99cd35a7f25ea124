import { startGitLab, type GitLabOptions, type GitLabSandbox, type Repo } from "../../../sandbox/gitlab";
import { closedAfter, form, message, said, speaking, type Asked as AskedOf, type Reply } from "../client";

export { form, message, said, type Reply };

/** `job`: the token of a job in place of another. */
export interface Asked extends AskedOf {
  readonly job?: string;
}

const asPerson = speaking({ credential: (token) => ({ "private-token": token }) });

export const ask = (gitlab: GitLabSandbox, method: string, target: string, { job, ...asked }: Asked = {}) =>
  asPerson(
    gitlab,
    method,
    target,
    job === undefined ? asked : { ...asked, token: null, headers: { ...asked.headers, "job-token": job } },
  );

/** Closed after the test that started it. */
export const start = (options: GitLabOptions = {}): Promise<GitLabSandbox> => closedAfter(startGitLab(options));

export const error = (text: string): unknown => ({ error: text });

/** A client of one project. */
export interface Desk {
  readonly gitlab: GitLabSandbox;
  readonly project: Repo;
  readonly root: string;
  ask(method: string, path: string, asked?: Asked): Promise<Reply>;
  create(fields: Record<string, unknown>, asked?: Asked): Promise<Reply>;
  put(path: string, asked?: Asked): Promise<Reply>;
}

export async function open(
  options: GitLabOptions = {},
  project: Parameters<GitLabSandbox["repository"]>[1] = {},
): Promise<Desk> {
  const gitlab = await start(options);
  const made = gitlab.repository("group/sub/app", project);
  const root = `/projects/${made.id}`;
  const desk: Desk = {
    gitlab,
    project: made,
    root,
    ask: (method, path, asked) => ask(gitlab, method, root + path, asked),
    create: (fields, asked) => desk.ask("POST", "/releases", { json: fields, ...asked }),
    put: (path, asked) => {
      const headers = { "content-type": "application/octet-stream", ...asked?.headers };
      return desk.ask("PUT", `/packages/generic/${path}`, { raw: "content", ...asked, headers });
    },
  };
  return desk;
}
