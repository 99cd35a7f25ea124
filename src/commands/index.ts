import { readPipeline, recogniseCi } from "../ci";
import { exitCodeOf, explain, traceOf } from "../errors";
import { createRedactor } from "../http";
import { harmless, plainJson } from "../model/plain-text";
import { openStandardError } from "../report/standard-error";
import { handOnJson } from "../report/json-output";
import { commandHelp } from "../report/help";
import { translatorFor, wordsIn } from "../report/language";
import { createLog } from "../report/log";
import type { Called } from "../request/commands/line";
import type { CommandName } from "../request/commands/specs";
import { asCalled, callOf } from "../request/entries/call";
import { readEntries } from "../request/entries/entries";
import { retold } from "../request/entries/names";
import { languageOf } from "../request/language";
import type { Stage, World } from "../world";
import type { Command, Result } from "./frame";
import { completion } from "./completion";
import { copy } from "./copy";
import { deletion } from "./delete";
import { download } from "./download";
import { list } from "./list";
import { prune } from "./prune";
import { upload } from "./upload";
import { verify } from "./verify";
import { view } from "./view";

const COMMANDS: Readonly<Record<CommandName, Command>> = {
  list,
  view,
  download,
  verify,
  delete: deletion,
  prune,
  copy,
  upload,
  // Loaded when they are asked for: no run that publishes needs them.
  doctor: async (stage, called) => (await import("./doctor")).doctor(stage, called),
  init: async (stage, called) => (await import("./init")).init(stage, called),
  completion,
};

/** Runs a command beside publish: its log goes to standard error, its result to standard output. @returns the exit code */
export async function runCommand(world: World, called: Called): Promise<number> {
  const { out, clock, version } = world;
  const entries = readEntries(called.shared, called.env);
  const translate = await translatorFor(languageOf(entries, called.env));
  const word = wordsIn(translate);
  if (called.help) {
    out.write(commandHelp(called.name, version, word));
    return 0;
  }
  const ci = recogniseCi(world.env, entries.given.get("forge")?.value);
  const told = await openStandardError(world, { isWatched: ci.ci.tellsNothing === true });
  const { live } = told;
  const pipeline = await readPipeline(ci, { ...told, env: world.env, now: clock.now, word });
  const redactor = createRedactor();
  const call = callOf({ entries, env: world.env, version });
  const offer = (text: string): string => asCalled(text, call);
  const log = createLog({ logger: pipeline.logger, redactor, debug: entries.debug, translate, offer });
  const reached = { started: clock.now() };
  const stage: Stage = { ...world, entries, ci, pipeline, redactor, log, reached, live, translate };
  try {
    const result = await COMMANDS[called.name](stage, called);
    live?.end();
    const text = result.json === undefined ? undefined : redactor.hide(plainJson(result.json));
    tell(stage, called, { text, lines: result.lines });
    // Doctor writes nothing anywhere.
    if (called.calledByStep === true && text !== undefined && called.name !== "doctor")
      await handOnJson(stage, { text, folder: world.folder });
    return result.exitCode;
  } catch (thrown) {
    const error = retold(thrown, entries.names);
    live?.end();
    log.failure(explain(error));
    log.debug(traceOf(error));
    return exitCodeOf(error);
  }
}

/** One value for programs, or lines for people; nothing in them is a command for whoever reads them. */
function tell(
  { out, redactor }: Stage,
  { options }: Called,
  { text, lines }: Pick<Result, "lines"> & { readonly text: string | undefined },
): void {
  if (/^true$/i.test(options.get("json")?.value.trim() ?? "")) {
    if (text !== undefined) out.write(`${text}\n`);
    return;
  }
  for (const line of lines) out.write(`${redactor.hide(harmless(redactor.hide(line)))}\n`);
}
