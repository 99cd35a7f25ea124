import { startGitLab, type GitLabOptions, type GitLabSandbox } from "../../../sandbox/gitlab";
import { closedAfter, form, message, said, speaking, told, type Asked as AskedOf, type Reply } from "../client";

export { form, message, said, told };

/** `job`: the token of a job in place of another. */
export interface Asked extends AskedOf {
  readonly job?: string;
}

const asPerson = speaking({ credential: (token) => ({ "private-token": token }) });

export function ask(gitlab: GitLabSandbox, method: string, target: string, asked: Asked = {}): Promise<Reply> {
  const { job, ...plain } = asked;
  if (job === undefined) return asPerson(gitlab, method, target, plain);
  return asPerson(gitlab, method, target, { ...plain, token: null, headers: { ...plain.headers, "job-token": job } });
}

/** Closed after the test that started it. */
export const start = (options: GitLabOptions = {}): Promise<GitLabSandbox> => closedAfter(startGitLab(options));

export const error = (text: string): unknown => ({ error: text });

type ProjectOptions = Parameters<GitLabSandbox["repository"]>[1];

/** A client of one project. */
export async function open(options: GitLabOptions = {}, given: ProjectOptions = {}) {
  const gitlab = await start(options);
  const project = gitlab.repository("group/sub/app", given);
  const root = `/projects/${project.id}`;
  const at = (method: string, path: string, asked?: Asked) => ask(gitlab, method, root + path, asked);
  const create = (json: Record<string, unknown>, asked?: Asked) => at("POST", "/releases", { json, ...asked });
  const put = (path: string, asked?: Asked) => {
    const headers = { "content-type": "application/octet-stream", ...asked?.headers };
    return at("PUT", `/packages/generic/${path}`, { raw: "content", ...asked, headers });
  };
  return { gitlab, project, root, ask: at, create, put };
}

export type Desk = Awaited<ReturnType<typeof open>>;
