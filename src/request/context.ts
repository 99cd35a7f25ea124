import { resolve } from "node:path";
import type { recogniseCi } from "../ci";
import type { Env, Pipeline } from "../ci/ci";
import { type Checkout, readCheckout } from "../ci/git/checkout";
import type { Clock, ForgeModule } from "../forges/forge";
import type { Entries } from "./entries/entries";
import { checkSuspects } from "./entries/words";
import type { Inputs } from "./inputs";
import type { System, TextStream } from "./notes/text-file";
import { parseInputs } from "./parse";
import { originOf } from "./target/told";

/** All that a request is read from: what was given, and everything around it. */
export interface Context {
  readonly entries: Pick<Entries, "given" | "names" | "tokenEnv" | "tokenEnvBy">;
  readonly inputs: Inputs;
  /** What is wrong with them. */
  readonly problems: readonly string[];
  /** It is the command line of another tool: what it is here is the only problem worth a word. */
  readonly isForeign?: boolean;
  readonly env: Env;
  readonly ci: ReturnType<typeof recogniseCi>;
  readonly pipeline: Pipeline;
  readonly forges: readonly ForgeModule[];
  readonly folders: Folders;
  readonly checkout: Checkout;
  /** Address of the checkout's remote `origin`, where nothing else says everything that it could tell. */
  readonly origin: string | undefined;
  readonly system: System;
  /** Aborted when the run is to stop. */
  readonly signal: AbortSignal;
}

/** Absolute. */
export interface Folders {
  readonly current: string;
  /** The folder that `working_directory` starts from: an action works in the checkout; a command where it is called. */
  readonly home: string;
  /** The folder of patterns and notes. */
  readonly base: string;
  /** The CI's workspace; one that tells none starts the program in it. A shell has none. */
  readonly workspace: string | undefined;
}

interface Surroundings extends Pick<Context, "env" | "ci" | "pipeline" | "forges" | "signal"> {
  readonly argv: readonly string[];
  /** Current folder, absolute. */
  readonly folder: string;
  readonly entries: Entries;
  readonly clock: Clock;
  readonly stdin: () => TextStream;
}

/** Reads the inputs and the checkout. Nothing is said, and nothing is sent. */
export async function readContext(at: Surroundings): Promise<Context> {
  const { folder, pipeline, ci } = at;
  const home = isAction(at) ? (pipeline.workspace ?? folder) : folder;
  const entries = await checkSuspects(at.entries, home);
  const { inputs, problems } = parseInputs(entries);
  const base = resolve(home, inputs.working_directory ?? "");
  const workspace = pipeline.workspace ?? (ci.ci.tellsNothing === true ? undefined : folder);
  const checkout = await readCheckout(base, workspace);
  return {
    ...at,
    entries,
    inputs,
    problems: entries.isForeign ? entries.problems : [...entries.problems, ...problems],
    isForeign: entries.isForeign,
    folders: { current: folder, home, base, workspace },
    checkout,
    origin: originOf({ pipeline, inputs, checkout }),
    system: { ...at.clock, stdin: at.stdin },
  };
}

/** Whether this is a step of a workflow, whose inputs a runner hands over. */
function isAction({ argv, env, ci: { ci } }: Surroundings): boolean {
  return ci.runsActions === true && argv.length === 0 && Object.keys(env).some((name) => name.startsWith("INPUT_"));
}
