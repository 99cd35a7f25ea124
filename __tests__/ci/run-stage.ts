import type { Env } from "../../src/ci/ci";
import { run } from "../../src/run";
import { clock } from "./ci-stage";

/** One run of the whole program. */
export interface Ran {
  readonly code: number;
  /** Everything on standard output. */
  readonly said: string;
}

/** The whole program in this process, in the given environment and nothing else of ours. */
export async function runIn(at: {
  readonly env: Env;
  readonly folder: string;
  readonly argv?: readonly string[];
}): Promise<Ran> {
  let said = "";
  const now = clock();
  const code = await run({
    argv: at.argv ?? [],
    env: at.env,
    folder: at.folder,
    version: "0.0.0",
    node: process.versions.node,
    out: { write: (text) => void (said += text) },
    err: { write: (text) => void (said += text) },
    confirm: undefined,
    stdin: () => process.stdin,
    clock: { now, sleep: () => Promise.resolve() },
    random: () => 0.5,
    repeat: () => () => undefined,
    terminal: undefined,
    signal: new AbortController().signal,
  });
  return { code, said };
}
