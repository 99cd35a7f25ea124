import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { actions } from "../../src/ci/actions";
import type { Env, Pipeline } from "../../src/ci/ci";

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
export async function readActions(more: Env, payload: object | string = {}): Promise<Pipeline> {
  const folder = await mkdtemp(join(tmpdir(), "event-"));
  const file = join(folder, "event.json");
  await writeFile(file, typeof payload === "string" ? payload : JSON.stringify(payload));
  const env = { ...GITHUB, GITHUB_EVENT_PATH: file, ...more };
  try {
    return await actions.read({
      env,
      reason: actions.recognise(env) ?? "",
      out: { write: (text) => process.stdout.write(text) },
      now: Date.now,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Everything that some work writes to standard output. */
export async function spoken(work: () => void | Promise<void>): Promise<string> {
  const write = process.stdout.write;
  let said = "";
  process.stdout.write = (chunk: string | Uint8Array) => {
    said += String(chunk);
    return true;
  };
  try {
    await work();
  } finally {
    process.stdout.write = write;
  }
  return said;
}

/** A file that a runner names in a variable of the process, for the time of some work; gives what is in it then. */
export async function handedOver(variable: string, work: (env: Env) => Promise<void>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "runner-"));
  const file = join(folder, "file");
  const before = process.env[variable];
  await writeFile(file, "");
  process.env[variable] = file;
  try {
    await work({ [variable]: file });
    return await readFile(file, "utf8");
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, variable);
    else process.env[variable] = before;
    await rm(folder, { recursive: true });
  }
}
