import { readdirSync } from "node:fs";
import { runInProcess } from "../__tests__/doors/in-process";
import type { Subject } from "../__tests__/forges/contract/subject";
import { inParallel } from "./parallel";
import { type Trial, openTrial } from "./trial";

export interface LoadTally {
  readonly inARow: number;
  readonly atOnce: number;
  failed: number;
  /** Open handles of this process after the first publishes and at the end. */
  readonly handles: readonly [first: number, last: number];
  /** MiB of memory in use, likewise. */
  readonly memory: readonly [first: number, last: number];
}

const FIRST = 20;

/** Publishes in one process, again and again and then at once: what it does not give back adds up. */
export async function playLoad(subject: Subject, inARow: number, atOnce: number): Promise<LoadTally> {
  const trial = await openTrial(subject);
  await trial.workspace.write("app.zip", "app ".repeat(20_000));
  let failed = 0;
  const publishOne = async (n: number): Promise<void> => {
    trial.repo.tag(`v${n}.0.0`);
    const { code, log } = await publishInside(trial, `v${n}.0.0`);
    // What git.sr.ht leaves out between two pages of its list is told, and is no fault of a run.
    if (code !== 0 && !log.includes("its list of references leaves it out")) failed += 1;
  };
  let first = { handles: 0, memory: 0 };
  for (let n = 1; n <= inARow; n++) {
    await publishOne(n);
    if (n === FIRST) first = await measure();
  }
  const last = await measure();
  await inParallel(Array.from({ length: atOnce }), atOnce, (_, n) => publishOne(inARow + 1 + n));
  await trial.close();
  return {
    inARow,
    atOnce,
    failed,
    handles: [first.handles, last.handles],
    memory: [first.memory, last.memory],
  };
}

function publishInside({ repo, host, workspace, clock }: Trial, tag: string) {
  const inputs = { INPUT_FILES: "app.zip", INPUT_TOKEN: repo.token ?? host.tokens.good, INPUT_TAG_NAME: tag };
  const env = { ...repo.environment({ tag }), GITHUB_WORKSPACE: workspace.folder, ...inputs };
  return runInProcess({ words: [], env, folder: workspace.folder, clock });
}

/** What is open and in use once nothing is under way. */
async function measure(): Promise<{ handles: number; memory: number }> {
  await new Promise((done) => setTimeout(done, 200));
  globalThis.gc?.();
  return { handles: readdirSync("/proc/self/fd").length, memory: Math.round(process.memoryUsage().heapUsed / 2 ** 20) };
}
