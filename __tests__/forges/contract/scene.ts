import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Env, type Options, type Ran, type Workspace, createWorkspace } from "../../doors/bundle";
import type { Kinds, Repository } from "../../../sandbox/kernel/repository";
import type { Sandbox } from "../../../sandbox/kernel/sandbox";
import { CLOCK } from "../../doors/in-process";
import type { HostOf, RepoOf } from "./host";
import type { Host, Repo, SeenRelease, StartOptions, Subject } from "./subject";

/** Where scenarios are played: one sandbox for all of them, a repository and a folder for each. */
export interface Stage<K extends Kinds = Kinds> {
  readonly subject: Subject<K>;
  /** Declares a test, which has a repository of its own. */
  scenario(title: string, play: (scene: Scene<K>) => Promise<void>, options?: StartOptions): void;
  /** Everything that ran so far. */
  readonly runs: readonly Recorded[];
  hosts(): Promise<Host[]>;
}

export interface Recorded extends Ran {
  readonly tokens: readonly string[];
}

export type Inputs = Readonly<Record<string, string>>;

export interface RunOptions extends Options {
  /** Exit code that is expected; 0 by default. */
  readonly exit?: number;
  /** Beside what the runner sets. */
  readonly env?: Env;
}

export interface Scene<K extends Kinds = Kinds> {
  readonly host: HostOf<K>;
  readonly repo: RepoOf<K>;
  /** The sandbox's own handles. */
  readonly sandbox: Sandbox<K>;
  readonly raw: Repository<K>;
  readonly workspace: Workspace;
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  /** The checkout of a job at this commit, where the CI tells it by nothing else. */
  stand(commit: string): Promise<void>;
  /** A run that the push of this tag started; the tag is made where it is not there. */
  onTag(tag: string, inputs?: Inputs, options?: RunOptions): Promise<Ran>;
  /** A run that a push to the default branch started. */
  onBranch(inputs: Inputs, options?: RunOptions): Promise<Ran>;
  /** The same once more, which writes nothing. */
  again(tag: string, inputs?: Inputs, options?: RunOptions): Promise<Ran>;
  /** The repository's only release; fails when there is none or more. */
  only(): SeenRelease;
  /** Another job: the same repository, a folder of its own. */
  beside(): Promise<Scene<K>>;
}

export function createStage<K extends Kinds>(subject: Subject<K>): Stage<K> {
  const hosts = new Map<string, Promise<HostOf<K>>>();
  const runs: Recorded[] = [];
  const hostOf = (options: StartOptions): Promise<HostOf<K>> => {
    const key = JSON.stringify(options);
    const host = hosts.get(key) ?? subject.start({ ...options, clock: CLOCK });
    hosts.set(key, host);
    return host;
  };
  afterAll(async () => {
    for (const host of hosts.values()) await (await host).close();
  });
  return {
    subject,
    runs,
    hosts: () => Promise.all(hosts.values()),
    scenario(title, play, options = {}) {
      it(title, async () => {
        const host = await hostOf(options);
        const opened: Workspace[] = [];
        try {
          await play(await openScene({ host, repo: host.repository(), runs, opened }));
        } finally {
          for (const workspace of opened) await workspace.close();
        }
      });
    },
  };
}

interface Opening<K extends Kinds> {
  readonly host: HostOf<K>;
  readonly repo: RepoOf<K>;
  readonly runs: Recorded[];
  readonly opened: Workspace[];
}

async function openScene<K extends Kinds>(opening: Opening<K>): Promise<Scene<K>> {
  const { host, repo, runs, opened } = opening;
  const workspace = await createWorkspace();
  opened.push(workspace);

  async function run(runner: Env, inputs: Inputs, { exit = 0, env, ...options }: RunOptions): Promise<Ran> {
    // A runner outside the Actions family gives no file for outputs.
    const file =
      runner.GITHUB_ACTIONS === "true" ? undefined : join(workspace.folder, "..", `outputs-${runs.length}.json`);
    const given = {
      token: repo.token ?? host.tokens.good,
      ...(file === undefined ? {} : { outputs_file: file }),
      ...inputs,
    };
    const ended = await workspace.action({ ...runner, ...env }, given, options);
    const ran = file === undefined ? ended : { ...ended, outputs: await readOutputs(file) };
    runs.push({ ...ran, tokens: [...Object.values(host.tokens), given.token] });
    if (ran.code !== exit) throw new Error(`exit code ${ran.code ?? ran.signal ?? ""} instead of ${exit}:\n${ran.log}`);
    expect(host.violations).toEqual([]);
    return ran;
  }

  /** What the CI checks out, where that alone tells the commit, unless the test did so itself. */
  async function stand(commit = ""): Promise<void> {
    if (repo.remote === undefined || existsSync(join(workspace.folder, ".git", "logs"))) return;
    await workspace.write(".git/HEAD", `${commit}\n`);
    await workspace.write(".git/config", `[remote "origin"]\n\turl = ${repo.remote}\n`);
    for (const folder of ["refs", "objects"]) await workspace.write(`.git/${folder}/empty`, "");
  }

  const onTag: Scene["onTag"] = async (tag, inputs = {}, options = {}) => {
    if (repo.tagCommit(tag) === undefined) repo.tag(tag);
    if (options.env === undefined) await stand(repo.tagCommit(tag));
    return run(repo.environment({ tag }), inputs, options);
  };
  return {
    ...{ host, repo, workspace, onTag, stand, sandbox: host.sandbox, raw: repo.raw },
    async write(files) {
      for (const [path, content] of Object.entries(files)) await workspace.write(path, content);
    },
    onBranch: (inputs, options = {}) => run(repo.environment({}), inputs, options),
    async again(tag, inputs, options) {
      const before = repo.writes().length;
      const ran = await onTag(tag, inputs, options);
      expect(repo.writes()).toHaveLength(before);
      return ran;
    },
    only() {
      const [release, ...more] = repo.releases();
      if (release === undefined || more.length > 0) throw new Error(`${more.length + (release ? 1 : 0)} releases`);
      return release;
    },
    beside: () => openScene(opening),
  };
}

/** The outputs as a file of JSON has them, as texts again; none when there is no file. */
async function readOutputs(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  await rm(file, { force: true });
  const values = JSON.parse(text) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** One of the entries of the output `assets`. */
export interface AssetOutput {
  readonly id: number | string | null;
  readonly name: string;
  readonly file: string;
  readonly label: string;
  readonly size: number | null;
  readonly content_type: string;
  readonly sha256: string | null;
  readonly browser_download_url: string;
  readonly status: string;
}

export const assetsOf = (ran: Ran): AssetOutput[] => JSON.parse(ran.outputs.assets ?? "null") as AssetOutput[];
export const statusesOf = (ran: Ran): string[] => assetsOf(ran).map(({ status }) => status);

/** Inputs by their own names, whatever door they came through: how each door calls them is no matter of a forge. */
export function inOwnNames(log: string): string {
  return log.replace(
    /\bINPUT_([A-Z_]+)(=?)/g,
    (_, name: string, equals: string) => name.toLowerCase() + (equals && ": "),
  );
}

/**
 * The parts of the failure that the log tells, without what its CI puts around them: one annotation with encoded line
 * breaks, or a first line with the others below it.
 */
export function errorsOf({ log }: Ran): string[] {
  const lines = inOwnNames(log).split("\n");
  return lines.flatMap((line, at) => {
    const [, command, told = ""] = /^(::error.*?::|error: )(.*)$/.exec(line) ?? [];
    if (command === undefined) return [];
    const parts = told.split("%0A").map((part) => part.replaceAll("%0D", "").replaceAll("%25", "%"));
    if (parts.length > 1) return parts;
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((one) => one === "" || /^(failed |::|error: |debug: )/.test(one));
    const below = end < 0 ? rest : rest.slice(0, end);
    return [...parts, ...below.map((one) => one.trim())];
  });
}

/** Lines of the log that are notices, without the runner's command around them. */
export const noticesOf = ({ log }: Ran): string[] =>
  inOwnNames(log)
    .split("\n")
    .flatMap((line) => /^(?:::notice.*?::|note: )(.*)$/.exec(line)?.[1] ?? []);

/** Names of the files of the scene's only release. */
export const namesOf = ({ only }: Pick<Scene, "only">): string[] =>
  only()
    .assets.map(({ name }) => name)
    .sort();

/** Digests of them. */
export const sumsOf = ({ only }: Pick<Scene, "only">): string[] =>
  only()
    .assets.map(({ sha256: sum }) => sum)
    .sort();

/** How often requests of one kind were sent to the scene's repository. */
export const counted = ({ repo }: Scene, action: Parameters<Repo["isAction"]>[0]): number =>
  repo.requests().filter((request) => repo.isAction(action, request)).length;

/** Waits until something holds, and looks before time leaps beyond. */
export async function until(holds: () => boolean): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > 50_000) throw new Error("waited 50 s in vain");
    await CLOCK.sleep(10);
  }
}
