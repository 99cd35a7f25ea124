import type { CancelTally } from "./cancel";
import type { FaultTally } from "./faults";
import type { LoadTally } from "./load";
import type { RaceTally } from "./races";

type Named<T> = T & { readonly name: string };

/** What was played, and how it ended. */
export interface Report {
  readonly faults: Named<FaultTally>[];
  readonly races: Named<RaceTally>[];
  readonly cancels: Named<CancelTally>[];
  readonly loads: Named<LoadTally>[];
}

export function toMarkdown({ faults, races, cancels, loads }: Report): string {
  return [
    ...table(
      ["Faults", "cases", "right in one run", "right in two", "lost"],
      faults.map(({ name, cases, inOne, inTwo, lost }) => [name, cases, inOne, inTwo, lost.length]),
    ),
    ...table(
      ["Races", "rounds", "processes", "lost"],
      races.map(({ name, rounds, jobs, lost }) => [name, rounds, jobs, lost.length]),
    ),
    ...table(
      ["Signals", "moments", "over before it came", "slowest end in ms", "lost"],
      cancels.map(({ name, moments, tooLate, slowest, lost }) => [name, moments, tooLate, slowest, lost.length]),
    ),
    ...table(
      ["Load", "in a row", "at once", "failed", "handles after 20, at the end", "MiB after 20, at the end"],
      loads.map(({ name, inARow, atOnce, failed, handles, memory }) => [
        name,
        inARow,
        atOnce,
        failed,
        handles.join(", "),
        memory.join(", "),
      ]),
    ),
  ].join("\n");
}

type Cell = string | number;

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly Cell[]): string => `| ${cells.join(" | ")} |`;
  const numbers = rows.every((row) => row.slice(1).every((cell) => typeof cell === "number"));
  const sums = head.map((_, n) => (n === 0 ? "all" : rows.reduce((sum, row) => sum + Number(row[n]), 0)));
  const all = numbers && rows.length > 1 && !head.some((word) => word.startsWith("slowest")) ? [line(sums)] : [];
  return [line(head), line(head.map((_, n) => (n === 0 ? "---" : "---:"))), ...rows.map(line), ...all, ""];
}
