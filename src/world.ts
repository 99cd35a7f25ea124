import type { recogniseCi } from "./ci";
import type { Env, Output } from "./ci/ci";
import type { Clock } from "./forges/forge";
import type { Channels, Reached } from "./report/deliver";
import type { Translate } from "./report/language";
import type { Live } from "./report/progress";
import type { Terminal } from "./report/terminal/screen";
import type { Entries } from "./request/entries/entries";
import type { TextStream } from "./request/notes/text-file";

/** Everything the program takes from the world; index.ts gives the real things. */
export interface World {
  readonly argv: readonly string[];
  readonly env: Env;
  /** Current folder, absolute. */
  readonly folder: string;
  readonly version: string;
  /** Version of Node that runs it. */
  readonly node: string;
  readonly out: Output;
  /** Standard error: where a command says what it does, when its result goes to standard output. */
  readonly err: Output;
  /** Asks a person; `undefined` where nobody sits at a terminal. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
  /** Standard input, which is opened by asking for it. */
  readonly stdin: () => TextStream;
  readonly clock: Clock;
  readonly random: () => number;
  readonly repeat: (milliseconds: number, work: () => void) => () => void;
  /** Standard error, where it is a terminal. */
  readonly terminal: Terminal | undefined;
  /** Aborted with a `CancelledError` when the run is to stop. */
  readonly signal: AbortSignal;
}

/** What a command works on: the world, and what was read of it so far. */
export interface Stage extends World, Channels {
  /** Shows on a terminal how far transfers are. */
  readonly live: Live | undefined;
  readonly reached: Reached;
  readonly entries: Entries;
  readonly ci: ReturnType<typeof recogniseCi>;
  /** Says messages in the language of the run, where that is not English. */
  readonly translate: Translate | undefined;
}
