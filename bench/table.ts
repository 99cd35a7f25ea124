import type { Contestant } from "./contestants";
import { median } from "./measure";
import type { Played, Sample } from "./play";
import type { ContestantName } from "./scenarios";

const HEAD = [
  "| | median ms (min – max) | ratio | requests | rounds of waiting | uploads at once | first request | CPU s | peak MiB |",
  "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
];

/** A table of a scenario, as Markdown. */
export function tableOf({ scenario, samples }: Played, names: ReadonlyMap<ContestantName, Contestant>): string {
  const base = samples.get(scenario.beside);
  const rows = [...samples].map(([name, of]) => rowOf(names.get(name)?.name ?? name, of, base));
  const [{ length }] = [[...samples.values()][0] ?? []];
  const goal = scenario.goal === undefined ? "" : ` Goal: ${scenario.goal}.`;
  return [`### ${scenario.title}`, "", `Medians of ${length}.${goal}`, "", ...HEAD, ...rows].join("\n");
}

function rowOf(name: string, samples: readonly Sample[], base: readonly Sample[] | undefined): string {
  const times = samples.map(({ milliseconds }) => milliseconds);
  const middle = median(times);
  const beside = base === undefined ? undefined : median(base.map(({ milliseconds }) => milliseconds));
  const most = (value: (sample: Sample) => number): number => Math.max(...samples.map(value));
  const firsts = samples.flatMap(({ timeline, started }) =>
    timeline.first === undefined ? [] : [timeline.first - started],
  );
  const cells = [
    name,
    `${middle.toFixed(0)} (${Math.min(...times).toFixed(0)} – ${Math.max(...times).toFixed(0)})`,
    beside === undefined ? "" : `${(middle / beside).toFixed(2)} ×`,
    most(({ timeline }) => timeline.requests),
    median(samples.map(({ timeline }) => timeline.rounds)).toFixed(0),
    most(({ timeline }) => timeline.transfersAtOnce),
    firsts.length === 0 ? "" : `${median(firsts).toFixed(0)} ms`,
    median(samples.map(({ cpu }) => cpu)).toFixed(2),
    (most(({ peak }) => peak) / 1024 / 1024).toFixed(0),
  ];
  return `| ${cells.join(" | ")} |`;
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
