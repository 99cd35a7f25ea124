import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type DownloadSetting, type DownloadStage, openDownloadStage } from "./download-stage";
import type { Downloader, DownloaderName } from "./downloaders";
import { type Cost, cost, median } from "./measure";
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
    downloaders: ["curl", "curl-checked", "gh", "command", "before"],
    beside: "curl",
    most: 5,
    goal: "≤ 1.1 × curl, peak ≤ 100 MiB",
  },
  {
    id: "download-many",
    title: "download: 300 × 2 kB, 30 ms",
    setting: { files: 300, size: 2000, latency: 30 },
    downloaders: ["gh", "curl", "curl-checked", "command", "before", "again"],
    beside: "gh",
    most: 7,
    goal: "≤ 0.6 × gh",
  },
];

type Sample = Cost & { readonly timeline: Timeline };

/** Plays a scenario, in turn, round after round, and tells it as a table. */
export async function downloading(
  scenario: DownloadScenario,
  all: ReadonlyMap<DownloaderName, Downloader>,
  rounds: number,
): Promise<string> {
  const stage = await openDownloadStage(scenario.setting);
  const samples = new Map<DownloaderName, Sample[]>();
  try {
    for (let round = 0; round < Math.min(rounds, scenario.most); round++)
      for (const name of scenario.downloaders) {
        const downloader = all.get(name);
        if (downloader === undefined || (await downloader.absent()) !== undefined) continue;
        samples.set(name, [...(samples.get(name) ?? []), await once(stage, downloader)]);
      }
  } finally {
    await stage.close();
  }
  return tableOf(scenario, samples, (name) => all.get(name)?.name ?? name);
}

async function once(stage: DownloadStage, { command, again }: Downloader): Promise<Sample> {
  const folder = await mkdtemp(join(stage.home, "run-"));
  const into = join(folder, "files");
  try {
    if (again === true) await cost(command(stage, into));
    stage.seen();
    const spent = await cost(command(stage, into));
    return { ...spent, timeline: stage.seen() };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function tableOf(
  { title, goal, beside }: DownloadScenario,
  samples: ReadonlyMap<DownloaderName, readonly Sample[]>,
  called: (name: DownloaderName) => string,
): string {
  const middle = (of: readonly Sample[]): number => median(of.map(({ milliseconds }) => milliseconds));
  const base = middle(samples.get(beside) ?? []);
  const rows = [...samples].map(([name, of]) => {
    const times = of.map(({ milliseconds }) => milliseconds);
    const most = (value: (sample: Sample) => number): number => Math.max(...of.map(value));
    const cells = [
      called(name),
      `${middle(of).toFixed(0)} (${Math.min(...times).toFixed(0)} – ${Math.max(...times).toFixed(0)})`,
      base > 0 ? `${(middle(of) / base).toFixed(2)} ×` : "",
      most(({ timeline }) => timeline.requests),
      most(({ timeline }) => timeline.transfersAtOnce),
      median(of.map(({ cpu }) => cpu)).toFixed(2),
      (most(({ peak }) => peak) / MIB).toFixed(0),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const [{ length }] = [[...samples.values()][0] ?? []];
  return [
    `### ${title}`,
    "",
    `Medians of ${length}. Goal: ${goal}.`,
    "",
    "| | median ms (min – max) | ratio | requests | downloads at once | CPU s | peak MiB |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}
