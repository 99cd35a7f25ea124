import { createHash } from "node:crypto";
import type { Subject } from "../__tests__/forges/contract/subject";
import type { Options } from "../__tests__/doors/bundle";
import type { RaceTally } from "./races";
import { TAG, type Trial, openTrial } from "./trial";
import { wrongWith } from "./verdict";

export const LIST = "SHA256SUMS";

/** Milliseconds in which jobs that are all alive come to an end; that of a dead one is left alone for a minute. */
const PATIENCE = 45_000;

export interface Matrix {
  readonly subject: Subject;
  readonly rounds: number;
  readonly jobs?: number;
  /** One job is killed in the middle, and run again when the others have ended. */
  readonly killed?: boolean;
  /** Processes of their own; in this process jobs take turns at every request. */
  readonly process?: Options["process"];
  readonly listLag?: number;
}

/** So many jobs bring a file each to one tag at the same moment, and each keeps the list of checksums. */
export async function playMatrix(matrix: Matrix, tell: (line: string) => void): Promise<RaceTally> {
  const { subject, rounds, jobs = 12 } = matrix;
  const tally: RaceTally = { rounds: 0, jobs: 0, lost: [] };
  for (let round = 1; round <= rounds; round++) {
    const wrong = await playRound({ ...matrix, jobs }, round);
    tally.rounds += 1;
    tally.jobs += jobs;
    if (wrong.length === 0) continue;
    const line = `${subject.name}, checksums${matrix.killed === true ? ", one job killed" : ""}, round ${round}: ${wrong.join("; ")}`;
    tally.lost.push(line);
    tell(line);
  }
  return tally;
}

async function playRound(matrix: Matrix & { readonly jobs: number }, round: number): Promise<string[]> {
  const { subject, process, listLag = 0, jobs, killed = false } = matrix;
  const trial = await openTrial(subject, { ...(process && { process }), ...(listLag > 0 && { listLag }) });
  if (round % 2 === 0) trial.repo.release({ tag: TAG, title: TAG, notes: "Notes" });
  const racers = await Promise.all(Array.from({ length: jobs }, () => trial.beside()));
  try {
    const files = Object.fromEntries(racers.map((_, n) => [`file-${n}.zip`, `content of file ${n}`]));
    const publish = async (racer: Trial, n: number, options?: Options) => {
      const name = `file-${n}.zip`;
      await racer.workspace.write(name, files[name] ?? "");
      return racer.run({ files: name, body: "Notes", checksums: LIST, stall_timeout: "30" }, options);
    };
    const [began, clockBegan] = [Date.now(), trial.clock.now()];
    const victim = killed ? round % jobs : -1;
    const runs = await Promise.all(
      racers.map((racer, n) =>
        n === victim ? publish(racer, n, dyingAfter(trial, 3 + (round % 12))) : publish(racer, n),
      ),
    );
    const failed = runs.filter(({ code }, n) => n !== victim && code !== 0).map(({ log }) => log);
    // Only what a killed job has left may be waited for, and a limit of the server's.
    const waited = Math.max(Date.now() - began, trial.clock.now() - clockBegan);
    const limited = trial.host.requests.some(({ status }) => status === 429);
    if (!killed && !limited && waited > PATIENCE)
      failed.push(`the jobs waited ${Math.round(waited / 1000)} s for each other`);
    const last = racers[victim];
    const again = last === undefined ? undefined : await publish(last, victim);
    if (again !== undefined && again.code !== 0) failed.push(`the second run failed: ${again.log}`);
    return [...failed, ...wrongWith(trial, { title: TAG, notes: "Notes", files: { ...files, [LIST]: listOf(files) } })];
  } finally {
    for (const racer of racers) await racer.close();
    await trial.close();
  }
}

/** Kills the process when the server has seen so many requests of all jobs. */
function dyingAfter({ host }: Trial, requests: number): Options {
  return {
    process: {
      why: "a job that is killed",
      startedAs(pid) {
        const poll = setInterval(() => {
          if (host.requests.length < requests) return;
          clearInterval(poll);
          try {
            globalThis.process.kill(pid, "SIGKILL");
          } catch {
            // It was over by then.
          }
        }, 2);
        setTimeout(() => {
          clearInterval(poll);
        }, 20_000).unref();
      },
    },
  };
}

/** The list as coreutils write it. */
function listOf(files: Readonly<Record<string, string>>): string {
  const names = Object.keys(files).sort((a, b) => (a < b ? -1 : 1));
  return names
    .map(
      (name) =>
        `${createHash("sha256")
          .update(files[name] ?? "")
          .digest("hex")}  ${name}\n`,
    )
    .join("");
}
