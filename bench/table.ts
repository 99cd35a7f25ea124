import type { Contestant } from "./contestants";
import { median } from "./measure";
import type { Played, Sample } from "./play";
import { middleOf, mostOf, tableOfCosts } from "./rounds";
import type { ContestantName } from "./scenarios";

/** A table of a scenario, as Markdown. */
export function tableOf({ scenario, samples }: Played, names: ReadonlyMap<ContestantName, Contestant>): string {
  const { title, goal } = scenario;
  const beside = middleOf(samples.get(scenario.beside) ?? []);
  const called = (name: ContestantName): string => names.get(name)?.name ?? name;
  return tableOfCosts({ title, goal, beside, called, columns: COLUMNS }, samples);
}

const COLUMNS: readonly (readonly [head: string, cell: (of: readonly Sample[]) => string | number])[] = [
  ["requests", (of) => mostOf(of, ({ timeline }) => timeline.requests)],
  ["rounds of waiting", (of) => median(of.map(({ timeline }) => timeline.rounds)).toFixed(0)],
  ["uploads at once", (of) => mostOf(of, ({ timeline }) => timeline.transfersAtOnce)],
  ["first request", firstRequest],
];

function firstRequest(samples: readonly Sample[]): string {
  const firsts = samples.flatMap(({ timeline: { first }, started }) => (first === undefined ? [] : [first - started]));
  return firsts.length === 0 ? "" : `${median(firsts).toFixed(0)} ms`;
}

/** The figures of a page with newer sections in the place of older ones of the same title; the first has no title. */
export function withNewer(old: string, sections: readonly string[]): string {
  const merged = new Map<string, string>();
  for (const section of [...old.split(/^(?=### )/mu), ...sections]) {
    const text = section.trim();
    if (text !== "") merged.set(/^### .*/u.exec(text)?.[0] ?? "", text);
  }
  return [...merged.values()].join("\n\n");
}
