import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Host, Repo, Subject } from "../__tests__/forges/contract/subject";
import { type LeapingClock, createClock } from "../__tests__/doors/clock";
import { type Options, type Ran, type Workspace, createWorkspace } from "../__tests__/doors/bundle";

/** One forge of its own with one repository and one folder: nothing of another trial can be in the way. */
export interface Trial {
  readonly subject: Subject;
  readonly host: Host;
  readonly repo: Repo;
  readonly workspace: Workspace;
  /** The time of this trial, for the runs in this process and for the server. */
  readonly clock: LeapingClock;
  /** A run that the push of the tag started. */
  run(inputs: Inputs, options?: Options): Promise<Ran>;
  /** Another job: the same repository, a folder of its own. */
  beside(): Promise<Trial>;
  close(): Promise<void>;
}

export type Inputs = Readonly<Record<string, string>>;

export const TAG = "v1.0.0";

/** Waits that would be minutes on a real forge are moments here; what is waited for stays the same. */
const QUICK: Inputs = { retry_delay: "0.005", stall_timeout: "0.6" };

export interface TrialOptions extends Pick<Options, "process"> {
  readonly listLag?: number;
  /** Milliseconds that the server's clock is ahead of that of the runs. */
  readonly skew?: number;
}

export async function openTrial(
  subject: Subject,
  { process, skew = 0, ...options }: TrialOptions = {},
): Promise<Trial> {
  const clock = createClock();
  const host = await subject.start({ ...options, clock: { ...clock, now: () => clock.now() + skew } });
  const repo = host.repository();
  repo.tag(TAG);
  const usual = { clock, ...(process && { process }) };
  const trial = await openBeside({ subject, host, repo, clock, usual });
  return {
    ...trial,
    async close() {
      await trial.close();
      await host.close();
    },
  };
}

async function openBeside(
  given: Pick<Trial, "subject" | "host" | "repo" | "clock"> & { readonly usual: Options },
): Promise<Trial> {
  const { usual, ...at } = given;
  const { host, repo } = at;
  const workspace = await createWorkspace({}, usual);
  let runs = 0;
  async function run(inputs: Inputs, options: Options = {}): Promise<Ran> {
    const runner = repo.environment({ tag: TAG });
    const file = join(workspace.folder, "..", `outputs-${++runs}.json`);
    const given = { token: repo.token ?? host.tokens.good, outputs_file: file, ...QUICK, ...inputs };
    const ran = await workspace.action(runner, given, options);
    const outputs = await readFile(file, "utf8").catch(() => "{}");
    await rm(file, { force: true });
    return { ...ran, outputs: asTexts(JSON.parse(outputs)) };
  }
  return { ...at, workspace, run, beside: () => openBeside(given), close: () => workspace.close() };
}

function asTexts(values: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
