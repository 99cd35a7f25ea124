import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readPipeline } from "../../src/ci";
import { actions } from "../../src/ci/actions";
import type { Env, Pipeline } from "../../src/ci/ci";
import type { Read } from "./ci-stage";

/** What GitHub sets in every job. */
export const GITHUB: Env = {
  GITHUB_ACTIONS: "true",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_API_URL: "https://api.github.com",
  GITHUB_REPOSITORY: "o/r",
  GITHUB_REF: "refs/tags/v1.2.0",
  GITHUB_SHA: "c0ffee1",
  GITHUB_EVENT_NAME: "push",
  GITHUB_WORKSPACE: "/workspace",
};

/** What a pipeline of the Actions family tells; `payload` is the event's, in a file as runners have it. */
export async function readActions(more: Env, payload?: object | string): Promise<Pipeline> {
  return (await hearActions(more, payload)).pipeline;
}

/** The same, and everything that it wrote. */
export async function hearActions(more: Env, payload: object | string = {}): Promise<Read> {
  const folder = await mkdtemp(join(tmpdir(), "event-"));
  const file = join(folder, "event.json");
  await writeFile(file, typeof payload === "string" ? payload : JSON.stringify(payload));
  const env = { ...GITHUB, GITHUB_EVENT_PATH: file, ...more };
  let said = "";
  const out = { write: (text: string) => void (said += text) };
  try {
    const found = { ci: actions, reason: actions.recognise(env) ?? "" };
    const pipeline = await readPipeline(found, { env, out, now: Date.now });
    return { pipeline, said: () => said };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A file that a runner names in a variable, for the time of some work; gives what is in it then. */
export async function handedOver(variable: string, work: (env: Env) => Promise<void>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "runner-"));
  const file = join(folder, "file");
  await writeFile(file, "");
  try {
    await work({ [variable]: file });
    return await readFile(file, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}
