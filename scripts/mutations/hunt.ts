import { type Atlas, createAtlas } from "./atlas";
import type { Fault } from "./faults";
import type { Failure, Order } from "./orders";
import type { Player } from "./players";
import { RINGS, ringOf } from "./rings";

export interface Hunted {
  readonly fault: Fault;
  /** Its number in the copies' sources. */
  readonly place: number;
  /** All suites that load its file. */
  readonly suites: readonly string[];
}

export interface Hunt {
  readonly players: readonly Player[];
  /** The sources, with a call in front of every fault's place. */
  readonly mapped: Readonly<Record<string, string>>;
  readonly broken: (fault: Fault) => string;
  readonly tell: (line: string) => void;
  readonly caught: (fault: Fault, by: Failure) => void;
}

/** Suites that are mapped in one run. */
const AT_ONCE = 10;
/** Milliseconds that a test may take, with and without a fault. */
const PATIENCE = 60_000;
const patienceFor = (longest: number): number => Math.min(PATIENCE, 15_000 + 5 * longest);

/**
 * Looks for a test that fails with a fault and passes without it, the nearest tests first.
 * @returns those that no test has caught
 */
export async function hunt(all: readonly Hunted[], hunt: Hunt): Promise<Hunted[]> {
  const atlas = createAtlas();
  let left = [...all];
  for (let ring = 0; ring < RINGS && left.length > 0; ring++) {
    const near = (one: Hunted): string[] => one.suites.filter((suite) => ringOf(suite, one.fault.file) === ring);
    await map([...new Set(left.flatMap(near))].sort(), { atlas, hunt });
    const escaped: Hunted[] = [];
    await share(left, hunt.players, async (one, player) => {
      const by = await tryFault(one, { suites: near(one), atlas, hunt, player });
      if (by === undefined) escaped.push(one);
      else hunt.caught(one.fault, by);
    });
    left = escaped;
  }
  return left.sort((a, b) => a.place - b.place);
}

/** Every player takes the next one when it is ready. */
async function share<Job>(
  jobs: readonly Job[],
  players: readonly Player[],
  work: (job: Job, player: Player) => Promise<void>,
): Promise<void> {
  const waiting = [...jobs];
  await Promise.all(
    players.map(async (player) => {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await work(job, player);
    }),
  );
}

/** Plays suites without any fault: what fails is told and does not count. */
async function map(wanted: readonly string[], { atlas, hunt }: { atlas: Atlas; hunt: Hunt }): Promise<void> {
  const suites = wanted.filter((suite) => !atlas.has(suite));
  const groups = Array.from({ length: Math.ceil(suites.length / AT_ONCE) }, (_, at) =>
    suites.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
  if (suites.length > 0) hunt.tell(`${suites.length} suites without a fault`);
  await share(groups, hunt.players, async (group, player) => {
    const order = { texts: hunt.mapped, suites: group.map((file) => ({ file })), looks: true, patience: PATIENCE };
    const { failure, suites: played } = await player.play(order);
    for (const suite of played) {
      atlas.add(suite);
      if (suite.error !== undefined) hunt.tell(`FAILS WITHOUT A FAULT ${suite.file}, ${suite.error}`);
    }
    if (played.length === 0) hunt.tell(`FAILS WITHOUT A FAULT ${group.join(" ")}, ${failure?.name}`);
  });
}

/** @returns what fails with the fault, and passes again without */
async function tryFault(
  { fault, place }: Hunted,
  at: { suites: readonly string[]; atlas: Atlas; hunt: Hunt; player: Player },
): Promise<Failure | undefined> {
  const { atlas, hunt, player } = at;
  for (;;) {
    const { suites, longest } = atlas.sight(place, at.suites);
    if (suites.length === 0) return undefined;
    const order: Order = {
      texts: { [fault.file]: hunt.broken(fault) },
      suites,
      looks: false,
      patience: patienceFor(longest),
    };
    const { failure } = await player.play(order);
    if (failure === undefined) return undefined;
    const same = suites.filter(({ file }) => file === failure.file);
    const without = await player.play({ ...order, texts: {}, suites: same.length > 0 ? same : suites });
    if (without.failure === undefined) return failure;
    const { file, name } = without.failure;
    if (atlas.doubt(file)) continue;
    hunt.tell(`FAILS WITHOUT A FAULT ${file}, ${name}`);
    if (same.length === 0) return undefined;
  }
}
