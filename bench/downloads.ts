import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type DownloadSetting, type DownloadStage, openDownloadStage } from "./download-stage";
import type { Downloader, DownloaderName } from "./downloaders";
import { type Cost, cost } from "./measure";
import { inTurn, middleOf, mostOf, tableOfCosts } from "./rounds";
import type { Timeline } from "./timeline";

const MIB = 1024 * 1024;

/** A release that is downloaded into a new folder, side by side. */
export interface DownloadScenario {
  /** Word for `--only`. */
  readonly id: string;
  readonly title: string;
  readonly setting: DownloadSetting;
  readonly downloaders: readonly DownloaderName[];
  /** The one that the others are ratios of. */
  readonly beside: DownloaderName;
  readonly most: number;
  readonly goal: string;
}

export const DOWNLOADS: readonly DownloadScenario[] = [
  {
    id: "download",
    title: "download: 1 × 1.9 GiB, no latency",
    setting: { files: 1, size: Math.round(1.9 * 1024 * MIB), latency: 0 },
    downloaders: ["curl", "curl-checked", "gh", "floor", "command", "before"],
    beside: "curl",
    most: 5,
    goal: "≤ 1.1 × curl, peak ≤ 100 MiB",
  },
  {
    id: "download-many",
    title: "download: 300 × 2 kB, 30 ms",
    setting: { files: 300, size: 2000, latency: 30 },
    downloaders: ["gh", "curl", "curl-checked", "floor", "command", "before", "again"],
    beside: "gh",
    most: 7,
    goal: "≤ 0.6 × gh",
  },
];

type Sample = Cost & { readonly timeline: Timeline };

/** Plays a scenario, in turn, round after round, and tells it as a table. */
export async function downloading(
  { title, goal, setting, downloaders, beside, most }: DownloadScenario,
  all: ReadonlyMap<DownloaderName, Downloader>,
  rounds: number,
): Promise<string> {
  const stage = await openDownloadStage(setting);
  try {
    const taking: Downloader[] = [];
    for (const name of downloaders) {
      const one = all.get(name);
      if (one !== undefined && (await one.absent()) === undefined) taking.push(one);
    }
    const samples = await inTurn(Math.min(rounds, most), taking, (one) => once(stage, setting, one));
    const base = taking.find((one) => one === all.get(beside));
    const columns = [
      ["requests", (of: readonly Sample[]) => mostOf(of, ({ timeline }) => timeline.requests)],
      ["downloads at once", (of: readonly Sample[]) => mostOf(of, ({ timeline }) => timeline.transfersAtOnce)],
    ] as const;
    const besides = base === undefined ? 0 : middleOf(samples.get(base) ?? []);
    return tableOfCosts({ title, goal, beside: besides, called: ({ name }) => name, columns }, samples);
  } finally {
    await stage.close();
  }
}

async function once(
  stage: DownloadStage,
  { files, size }: DownloadSetting,
  { command, again }: Downloader,
): Promise<Sample> {
  const folder = await mkdtemp(join(stage.home, "run-"));
  const into = join(folder, "files");
  if (again === true) await cost(command(stage, into));
  stage.seen();
  const spent = await cost(command(stage, into));
  // Small files stay until the end: ext4 looks for long past those that were deleted a moment ago, at the cost of the next.
  if (files * size > MIB) await rm(folder, { recursive: true });
  return { ...spent, timeline: stage.seen() };
}
