import { type Cost, median } from "./measure";

const MIB = 1024 * 1024;

/** Everybody in turn, round after round, so that what the machine does meanwhile strikes all of them. */
export async function inTurn<Name, Sample>(
  rounds: number,
  names: readonly Name[],
  once: (name: Name) => Promise<Sample>,
): Promise<ReadonlyMap<Name, readonly Sample[]>> {
  const samples = new Map<Name, Sample[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const name of names) samples.get(name)?.push(await once(name));
  return samples;
}

/** What samples have in the middle, in milliseconds; 0 of none. */
export const middleOf = (samples: readonly Pick<Cost, "milliseconds">[]): number =>
  median(samples.map(({ milliseconds }) => milliseconds));

/** What samples have at most. */
export const mostOf = <Sample>(samples: readonly Sample[], value: (sample: Sample) => number): number =>
  Math.max(...samples.map(value));

/** A table in Markdown of what everybody took, the times beside one of them. */
export function tableOfCosts<Name, Sample extends Cost>(
  about: {
    readonly title: string;
    readonly goal: string | undefined;
    /** Milliseconds that the others are ratios of; 0 where there are none. */
    readonly beside: number;
    readonly called: (name: Name) => string;
    /** What is told between the ratio and the processor time. */
    readonly columns: readonly (readonly [head: string, cell: (of: readonly Sample[]) => string | number])[];
  },
  samples: ReadonlyMap<Name, readonly Sample[]>,
): string {
  const { title, goal, beside, called, columns } = about;
  const rows = [...samples].map(([name, of]) => {
    const times = of.map(({ milliseconds }) => milliseconds);
    return [
      called(name),
      `${middleOf(of).toFixed(0)} (${Math.min(...times).toFixed(0)} – ${Math.max(...times).toFixed(0)})`,
      beside > 0 ? `${(middleOf(of) / beside).toFixed(2)} ×` : "",
      ...columns.map(([, cell]) => cell(of)),
      median(of.map(({ cpu }) => cpu)).toFixed(2),
      (mostOf(of, ({ peak }) => peak) / MIB).toFixed(0),
    ];
  });
  const head = ["", "median ms (min – max)", "ratio", ...columns.map(([name]) => name), "CPU s", "peak MiB"];
  const [{ length }] = [[...samples.values()][0] ?? []];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) =>
    `| ${cells.join(" | ")} |`.replace("|  |", "| |"),
  );
  return [`### ${title}`, "", `Medians of ${length}.${goal === undefined ? "" : ` Goal: ${goal}.`}`, "", ...lines].join(
    "\n",
  );
}
