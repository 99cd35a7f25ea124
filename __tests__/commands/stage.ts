import { SANDBOXES } from "../../sandbox";
import type { Repository } from "../../sandbox/kernel/repository";
import type { Sandbox, StartOptions } from "../../sandbox/kernel/sandbox";
import { type Ran, type Workspace, createWorkspace } from "../doors/bundle";
import { CLOCK, runInProcess } from "../doors/in-process";

/** A forge with a repository, and a person in a shell who calls commands. */
export interface Stage {
  readonly name: string;
  readonly sandbox: Sandbox;
  readonly repo: Repository;
  readonly workspace: Workspace;
  /** Flags that say where the repository is. */
  readonly place: readonly string[];
  /** Calls a command there. */
  call(words: readonly string[], options?: CallOptions): Promise<Called>;
}

export interface CallOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly bundle?: string;
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Without the flags that say where. */
  readonly bare?: true;
}

export interface Called extends Pick<Ran, "code" | "stdout" | "stderr" | "log"> {
  /** What `--json` printed. */
  readonly json: unknown;
}

const endings: (() => Promise<unknown>)[] = [];

/** Ends what was started. */
export async function endAll(): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}

/** Names of all forges. */
export const NAMES = Object.keys(SANDBOXES);

export async function startSandbox(name: string, options: StartOptions = {}): Promise<Sandbox> {
  const start = SANDBOXES[name];
  if (start === undefined) throw new Error(`no sandbox ${name}`);
  const sandbox = await start({ clock: CLOCK, ...options });
  endings.push(() => sandbox.close());
  return sandbox;
}

export async function startStage(name: string, options: StartOptions = {}): Promise<Stage> {
  return stageOn(name, await startSandbox(name, options));
}

/** A repository of its own on a running sandbox. */
export async function stageOn(name: string, sandbox: Sandbox): Promise<Stage> {
  const repo = sandbox.repository(undefined, {});
  // Only administrators may delete releases of 工蜂.
  const token = name === "tgit" ? sandbox.addToken({ role: "master" } as object) : sandbox.tokens.good;
  const workspace = await createWorkspace();
  endings.push(() => workspace.close());
  const place = [
    ...["--forge", name, "--server-url", sandbox.serverUrl, "--api-url", sandbox.apiUrl],
    ...["--repository", repo.path, "--token-env", "SECRET"],
  ];
  return {
    name,
    sandbox,
    repo,
    workspace,
    place,
    async call(words, { env = {}, bundle, confirm, bare } = {}) {
      const all = bare === true ? [...words] : [...words, ...place];
      const given = { SECRET: token, INPUT_RETRY_DELAY: "0.01", ...env };
      const ran =
        bundle === undefined
          ? await runInProcess({
              words: all,
              env: { PATH: process.env.PATH, ...given },
              folder: workspace.folder,
              confirm,
            })
          : await workspace.command(all, given, { process: { why: bundle } });
      for (const secret of [token, ...Object.values(sandbox.tokens)])
        if (ran.log.includes(secret)) throw new Error(`a token is in the log:\n${ran.log}`);
      const json = words.includes("--json") && ran.code !== 2 && ran.stdout !== "" ? parsed(ran) : undefined;
      return { ...ran, json };
    },
  };
}

/** One line of JSON and nothing else. */
function parsed({ stdout, log }: Pick<Ran, "stdout" | "log">): unknown {
  if (!/^[^\n]+\n$/.test(stdout)) throw new Error(`not one line on standard output:\n${log}`);
  return JSON.parse(stdout);
}

/** A call that has to end as expected. */
export async function expectCall(calling: Promise<Called>, code: number): Promise<Called> {
  const called = await calling;
  if (called.code !== code) throw new Error(`exit code ${String(called.code)} instead of ${code}:\n${called.log}`);
  return called;
}
