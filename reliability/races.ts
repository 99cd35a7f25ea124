import type { Subject } from "../__tests__/forges/contract/subject";
import { TAG, type Trial, openTrial } from "./trial";
import { wrongWith } from "./verdict";

export interface RaceTally {
  rounds: number;
  jobs: number;
  readonly lost: string[];
}

export interface Race {
  readonly subject: Subject;
  readonly rounds: number;
  /** Milliseconds for which lists do not know a new release. */
  readonly listLag?: number;
  readonly jobs?: number;
}

const process = { why: "jobs that share nothing but the server" };

/** So many processes publish the same tag with different files at the same moment. */
export async function playRaces(race: Race, tell: (line: string) => void): Promise<RaceTally> {
  const { subject, rounds, listLag = 0, jobs = 12 } = race;
  const tally: RaceTally = { rounds: 0, jobs: 0, lost: [] };
  for (let round = 1; round <= rounds; round++) {
    for (const cold of [true, false]) {
      const wrong = await playRound(subject, { listLag, jobs, cold });
      tally.rounds += 1;
      tally.jobs += jobs;
      if (wrong.length === 0) continue;
      const line = `${subject.name}, ${cold ? "cold" : "with a release"}${listLag > 0 ? `, lists lag ${listLag} ms` : ""}: ${wrong.join("; ")}`;
      tally.lost.push(line);
      tell(line);
    }
  }
  return tally;
}

async function playRound(
  subject: Subject,
  at: { readonly listLag: number; readonly jobs: number; readonly cold: boolean },
): Promise<string[]> {
  const trial = await openTrial(subject, { process, ...(at.listLag > 0 && { listLag: at.listLag }) });
  if (!at.cold) trial.repo.release({ tag: TAG, title: TAG, notes: "Notes" });
  const racers = await Promise.all(Array.from({ length: at.jobs }, () => trial.beside()));
  try {
    const files = Object.fromEntries(racers.map((_, n) => [`file-${n}.zip`, `content of file ${n}`]));
    const runs = await Promise.all(
      racers.map(async (racer, n) => {
        const name = `file-${n}.zip`;
        await racer.workspace.write(name, files[name] ?? "");
        return racer.run({ files: name, body: "Notes", stall_timeout: "30" });
      }),
    );
    const failed = runs.filter(({ code }) => code !== 0).map(({ code, log }) => `exit code ${code ?? "?"}: ${log}`);
    return [...failed, ...wrongWith(trial, { title: TAG, notes: "Notes", files })];
  } finally {
    for (const racer of racers) await racer.close();
    await trial.close();
  }
}

/** The recipe for releases that are sealed on publishing: jobs that leave a draft, one last job that publishes. */
export async function playSealed(subject: Subject, rounds: number, seal: (trial: Trial) => void): Promise<RaceTally> {
  const tally: RaceTally = { rounds: 0, jobs: 0, lost: [] };
  for (let round = 1; round <= rounds; round++) {
    const trial = await openTrial(subject, { process });
    seal(trial);
    const racers = await Promise.all(Array.from({ length: 6 }, () => trial.beside()));
    const files = Object.fromEntries(racers.map((_, n) => [`file-${n}.zip`, `content of file ${n}`]));
    const runs = await Promise.all(
      racers.map(async (racer, n) => {
        const name = `file-${n}.zip`;
        await racer.workspace.write(name, files[name] ?? "");
        return racer.run({ files: name, body: "Notes", draft: "true", stall_timeout: "30" });
      }),
    );
    const last = await trial.run({ draft: "false", stall_timeout: "30" });
    const failed = [...runs, last].filter(({ code }) => code !== 0).map(({ log }) => log);
    tally.rounds += 1;
    tally.jobs += runs.length + 1;
    tally.lost.push(...failed, ...wrongWith(trial, { title: TAG, notes: "Notes", files }));
    for (const racer of racers) await racer.close();
    await trial.close();
  }
  return tally;
}
