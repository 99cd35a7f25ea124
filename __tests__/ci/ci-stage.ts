import { afterEach } from "vitest";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readPipeline, recogniseCi } from "../../src/ci";
import type { Env, Pipeline, Result } from "../../src/ci/ci";
import type { Logger } from "../../src/ci/loggers";

/** A pipeline as its environment tells it, and everything that it wrote. */
export interface Read {
  readonly pipeline: Pipeline;
  readonly said: () => string;
}

/** Ten seconds later at every look. */
export function clock(): () => number {
  let at = 1_700_000_000_000;
  return () => (at += 10_000);
}

export async function readCi(env: Env): Promise<Read> {
  let said = "";
  const out = { write: (text: string) => void (said += text) };
  return { pipeline: await readPipeline(recogniseCi(env), { env, out, now: clock() }), said: () => said };
}

/** What is handed on, with the lines that go into files. */
export function result(folder: string, outputs: Readonly<Record<string, string>> = {}): Result {
  return { outputs: new Map(Object.entries(outputs)), dotenv: "RELEASE_ID=1\nRELEASE_TAG_NAME=v1\n", folder };
}

/** One of everything that can be said. */
export function sayAll(logger: Logger): void {
  logger.section("Title ::group::");
  logger.info("a");
  logger.notice("b");
  logger.warning("c");
  logger.error("d");
  logger.debug("e");
  logger.mask("secret");
  logger.endSection();
}

const folders: string[] = [];

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

/** A folder of the test's own, removed after it. */
export async function folder(): Promise<string> {
  const made = await realpath(await mkdtemp(join(tmpdir(), "ci-")));
  folders.push(made);
  return made;
}
