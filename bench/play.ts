import type { Repository } from "../sandbox/kernel/repository";
import type { Contestant } from "./contestants";
import { type Cost, cost } from "./measure";
import { inTurn } from "./rounds";
import type { ContestantName, Scenario } from "./scenarios";
import { type Stage, openStage } from "./stage";
import type { Timeline } from "./timeline";

export interface Sample extends Cost {
  readonly timeline: Timeline;
}

/** What a scenario has shown: samples by contestant, in the order of the table. */
export interface Played {
  readonly scenario: Scenario;
  readonly samples: ReadonlyMap<ContestantName, readonly Sample[]>;
}

/** Plays a scenario: every contestant in turn, round after round, against one server. */
export async function play(
  scenario: Scenario,
  contestants: ReadonlyMap<ContestantName, Contestant>,
  rounds: number,
): Promise<Played> {
  const shared = scenario.serverEach === true ? undefined : await openStage(scenario.setting);
  const names = scenario.contestants.filter((name) => contestants.has(name));
  try {
    const samples = await inTurn(Math.min(rounds, scenario.most ?? rounds), names, async (name) => {
      const contestant = contestants.get(name);
      if (contestant === undefined) throw new Error(`${name} does not take part.`);
      const stage = shared ?? (await openStage(scenario.setting));
      try {
        return await once(scenario, stage, contestant);
      } finally {
        if (stage !== shared) await stage.close();
      }
    });
    return { scenario, samples };
  } finally {
    await shared?.close();
  }
}

async function once({ how, beside }: Scenario, stage: Stage, contestant: Contestant): Promise<Sample> {
  const repository = stage.repository();
  const first = how === "first" ? undefined : await runOf(stage, contestant, repository, false);
  // What others are measured beside is their first run where only the same again is played.
  if (first !== undefined && how === "again" && contestant.name === beside) return first;
  if (typeof how === "object") await stage.change(how.changed);
  return first === undefined ? runOf(stage, contestant, repository, false) : runOf(stage, contestant, repository, true);
}

async function runOf(stage: Stage, contestant: Contestant, repository: Repository, again: boolean): Promise<Sample> {
  stage.seen();
  const spent = await cost(contestant.command(stage, repository, again));
  return { ...spent, timeline: stage.seen() };
}
