import type { Env, Output } from "../ci/ci";
import type { Live } from "./progress";
import type { Terminal } from "./terminal/screen";

/** Where the log of a run goes, and what is shown below it. */
export interface Told {
  readonly out: Output;
  readonly isTerminal: boolean;
  readonly live: Live | undefined;
}

/** What is known of standard error, and what a block below the log needs. */
export interface Stream {
  readonly err: Output;
  readonly env: Env;
  readonly terminal: Terminal | undefined;
  readonly clock: { readonly now: () => number };
  readonly repeat: (milliseconds: number, work: () => void) => () => void;
  readonly signal: AbortSignal;
}

/**
 * Opens standard error for the log: at a terminal where somebody sits, with a block below that shows how far transfers are.
 *
 * @param at.isWatched whether this is a shell, and no pipeline; a terminal alone does not tell, because some CIs give one
 */
export async function openStandardError(stream: Stream, at: { readonly isWatched: boolean }): Promise<Told> {
  const { err, env, terminal } = stream;
  if (terminal === undefined) return { out: err, isTerminal: false, live: undefined };
  if (!at.isWatched || env.TERM === "dumb" || isAutomatic(env)) return { out: err, isTerminal: true, live: undefined };
  const { openScreen } = await import("./terminal");
  return { ...openScreen(stream, terminal), isTerminal: true };
}

/** CIs that are not known by name say that they are one. */
function isAutomatic({ CI = "" }: Env): boolean {
  return !/^(|0|false)$/i.test(CI.trim());
}
