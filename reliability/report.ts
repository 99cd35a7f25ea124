import { readFile, writeFile } from "node:fs/promises";
import type { CancelTally } from "./cancel";
import type { CopyTally } from "./copy";
import type { FaultTally } from "./faults";
import type { LoadTally } from "./load";
import type { RaceTally } from "./races";

type Named<T> = T & { readonly name: string };

/** What was played, and how it ended. */
export interface Report {
  readonly faults: Named<FaultTally>[];
  readonly races: Named<RaceTally>[];
  readonly matrices: Named<RaceTally>[];
  readonly copies: Named<CopyTally>[];
  readonly cancels: Named<CancelTally>[];
  readonly loads: Named<LoadTally>[];
}

/** Tables by what was played, in their order on the page; of what was not played there is none. */
export function tablesOf({ faults, races, matrices, copies, cancels, loads }: Report): ReadonlyMap<string, string> {
  const jobs = (one: Named<RaceTally>): Cell[] => [one.name, one.rounds, one.jobs, one.lost.length];
  const all = [
    table(
      ["Faults", "cases", "right in one run", "right in two", "lost"],
      faults.map(({ name, cases, inOne, inTwo, lost }) => [name, cases, inOne, inTwo, lost.length]),
    ),
    table(["Races", "rounds", "processes", "lost"], races.map(jobs)),
    table(["Matrix", "rounds", "processes", "lost"], matrices.map(jobs)),
    table(
      ["Copies from GitHub to", "releases", "files", "sent by a second run", "peak MiB", "killed", "lost"],
      copies.map(({ name, releases, files, sentAgain, peak, killed, lost }) => [
        ...[name, releases, files, sentAgain, peak === 0 ? "" : String(peak), killed, lost.length],
      ]),
    ),
    table(
      ["Signals", "moments", "over before it came", "slowest end in ms", "lost"],
      cancels.map(({ name, moments, tooLate, slowest, lost }) => [name, moments, tooLate, slowest, lost.length]),
    ),
    table(
      ["Load", "in a row", "at once", "failed", "handles after 20, at the end", "MiB after 20, at the end"],
      loads.map(({ name, inARow, atOnce, failed, handles, memory }) => [
        ...[name, inARow, atOnce, failed],
        ...[handles.join(", "), memory.join(", ")],
      ]),
    ),
  ];
  return byTitle(all.map((lines) => lines.join("\n")));
}

/** Tables by the first word of their heads. */
function byTitle(tables: readonly string[]): Map<string, string> {
  return new Map(tables.flatMap((one) => (one === "" ? [] : [[/^\| (\w+)/.exec(one)?.[1] ?? "", one]])));
}

/** Puts the tables that were made anew into a page; the others on it stay. */
export async function writeTables(page: string, made: ReadonlyMap<string, string>): Promise<void> {
  const [start, end] = ["<!-- figures -->", "<!-- /figures -->"];
  const [head = "", rest = ""] = (await readFile(page, "utf8")).split(start, 2);
  const [old = "", tail = ""] = rest.split(end, 2);
  const all = new Map([...byTitle(old.trim().split(/\n\n+/)), ...made]);
  const order = ["Faults", "Races", "Matrix", "Copies", "Signals", "Load"];
  const tables = [...all].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([, one]) => one);
  await writeFile(page, `${head}${start}\n\n${tables.join("\n\n")}\n\n${end}${tail}`);
}

type Cell = string | number;

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly Cell[]): string => `| ${cells.join(" | ")} |`;
  const numbers = rows.every((row) => row.slice(1).every((cell) => typeof cell === "number"));
  const sums = head.map((_, n) => (n === 0 ? "all" : rows.reduce((sum, row) => sum + Number(row[n]), 0)));
  const all = numbers && rows.length > 1 && !head.some((word) => word.startsWith("slowest")) ? [line(sums)] : [];
  return [line(head), line(head.map((_, n) => (n === 0 ? "---" : "---:"))), ...rows.map(line), ...all];
}
