import { mkdtemp, realpath, rm, writeFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { fileSource } from "../../src/disk/source";
import type { Wanted, WantedFile } from "../../src/model/request";
import { type RunMemory, createRunMemory } from "../../src/model/run-memory";
import { type Outcome, publish } from "../../src/operations/publish/publish";
import type { Published } from "../../src/operations/publish/apply";
import type { Log } from "../../src/operations/operation";
import { file, wanted } from "./builders";
import { type Manners, memoryForge } from "./memory-forge";
import type { World } from "./memory-world";

/** A folder of real files, and runs that publish them to a forge in memory. */
export interface Stage {
  readonly folder: string;
  file(name: string, content: string, more?: Partial<WantedFile>): Promise<WantedFile>;
  close(): Promise<void>;
}

export async function createStage(): Promise<Stage> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "publish-")));
  return {
    folder,
    async file(name, content, more = {}) {
      await writeFile(join(folder, name), content);
      const real = join(folder, name);
      const { dev, ino } = await stat(real, { bigint: true });
      const own = { path: name, name, size: Buffer.byteLength(content), type: "application/octet-stream" };
      return file(name, { ...fileSource({ ...own, real, identity: `${dev}:${ino}` }), ...more });
    },
    close: () => rm(folder, { recursive: true }),
  };
}

export interface Ran {
  readonly outcome: Outcome;
  readonly memory: RunMemory;
  /** Infos, notices and transfers, in order. */
  readonly said: readonly string[];
  /** Milliseconds of every wait. */
  readonly slept: readonly number[];
}

/** Writes down what it hears. */
export function listener(said: string[]): Log {
  return {
    info: (line) => said.push(line),
    notice: (line) => said.push(`notice: ${line}`),
    warning: (line) => said.push(`warning: ${line}`),
    expects: () => undefined,
    transfer: () => ({
      moved: () => undefined,
      done: (line) => said.push(line),
      failed: () => said.push("failed"),
      dropped: () => undefined,
    }),
  };
}

/** One run against a world. */
export async function runs(
  world: World,
  more: Partial<Wanted>,
  how: Manners & { readonly run?: string; readonly dryRun?: boolean; readonly heard?: string[] } = {},
): Promise<Ran> {
  const memory = createRunMemory(how.run ?? "run1");
  const said: string[] = how.heard ?? [];
  const slept: number[] = [];
  let time = 0;
  const outcome = await publish({
    forge: memoryForge(world, how),
    wanted: wanted(more),
    memory,
    concurrency: 1,
    dryRun: how.dryRun ?? false,
    clock: {
      now: () => time,
      sleep: (milliseconds) => {
        slept.push(milliseconds);
        time += milliseconds;
        return Promise.resolve();
      },
    },
    random: () => 0.5,
    log: listener(said),
  });
  return { outcome, memory, said, slept };
}

/** What stands at the end; a dry run has nothing. */
export function published({ outcome }: Pick<Ran, "outcome">): Published {
  if ("published" in outcome) return outcome.published;
  throw new Error("it was a dry run");
}

export const statuses = (ran: Ran): Record<string, string> =>
  Object.fromEntries(published(ran).files.map(({ file: { name }, status }) => [name, status]));
