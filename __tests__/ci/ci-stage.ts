import { afterEach } from "@jest/globals";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { recogniseCi } from "../../src/ci";
import type { Env, Pipeline, Result, Voice } from "../../src/ci/ci";

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
  const { ci, reason } = recogniseCi(env);
  let said = "";
  const out = { write: (text: string) => void (said += text) };
  return { pipeline: await ci.read({ env, reason, out, now: clock() }), said: () => said };
}

/** What is handed on, with the lines that go into files. */
export function result(folder: string, outputs: Readonly<Record<string, string>> = {}): Result {
  return { outputs: new Map(Object.entries(outputs)), dotenv: "RELEASE_ID=1\nRELEASE_TAG_NAME=v1\n", folder };
}

/** One of everything that can be said. */
export function sayAll(voice: Voice): void {
  voice.section("Title ::group::");
  voice.info("a");
  voice.notice("b");
  voice.warning("c");
  voice.error("d");
  voice.debug("e");
  voice.mask("secret");
  voice.endSection();
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
