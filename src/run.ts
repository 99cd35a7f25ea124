import { readPipeline, recogniseCi } from "./ci";
import { quietLogger } from "./ci/loggers";
import { onlyVariables } from "./ci/variables";
import { publishRelease } from "./commands/publish";
import { exitCodeOf } from "./errors";
import { openStandardError } from "./report/standard-error";
import { createRedactor } from "./http";
import { type Reached, deliverFailure } from "./report/deliver";
import { translatorFor, wordsIn } from "./report/language";
import { createLog } from "./report/log";
import { printer } from "./report/print";
import { readCalled } from "./request/commands/line";
import { asCalled, callOf } from "./request/entries/call";
import { readEntries } from "./request/entries/entries";
import { retold } from "./request/entries/names";
import { languageOf } from "./request/language";
import type { World } from "./world";

export type { World } from "./world";

/** The whole program: from arguments and environment to an exit code. */
export async function run(given: World): Promise<number> {
  const world = { ...given, env: onlyVariables(given.env) };
  const { clock, out, env, version } = world;
  const called = readCalled(world.argv, env);
  if (called !== undefined) return (await import("./commands")).runCommand(world, called);
  const entries = readEntries(world.argv, env);
  const translate = await translatorFor(languageOf(entries, env));
  if (entries.problems.length === 0 && entries.command !== "publish") {
    const words = wordsIn(translate);
    out.write(entries.command === "help" ? (await import("./report/help")).help(version, words) : `${version}\n`);
    return 0;
  }
  const reached: Reached = { started: clock.now() };
  const ci = recogniseCi(env, entries.given.get("forge")?.value);
  const { prints } = entries;
  // A CI reads its commands from standard output, where they do not stand in the way of a result.
  const isShell = ci.ci.tellsNothing === true;
  const told =
    isShell || prints !== undefined
      ? await openStandardError(world, { isWatched: isShell && prints !== "url" })
      : { out, isTerminal: false, live: undefined };
  const pipeline = await readPipeline(ci, { ...told, env, now: clock.now, word: wordsIn(translate) });
  const redactor = createRedactor();
  const logger = prints === "url" ? quietLogger(pipeline.logger) : pipeline.logger;
  const call = callOf({ entries, env, version: world.version });
  const offer = (text: string): string => asCalled(text, call);
  const log = createLog({ logger, redactor, debug: entries.debug, translate, offer });
  const print = prints === undefined ? undefined : printer(prints, out);
  const stage = { ...world, entries, ci, pipeline, redactor, log, reached, print, live: told.live, translate };
  try {
    return await publishRelease(stage);
  } catch (error) {
    stage.live?.end();
    await deliverFailure({ ...stage, error: retold(error, entries.names), now: clock.now() });
    return exitCodeOf(error);
  } finally {
    stage.live?.end();
  }
}
