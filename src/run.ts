import { readPipeline, recogniseCi, severalCis } from "./ci";
import type { Env, Output, Pipeline } from "./ci/ci";
import { onlyVariables } from "./ci/variables";
import { openClient } from "./client";
import { exitCodeOf, explain } from "./errors";
import { FORGES } from "./forges";
import type { Clock } from "./forges/forge";
import { type Http, type Redactor, createRedactor } from "./http";
import { createRunMemory } from "./model/run-memory";
import { type Outcome, publish } from "./publish/publish";
import { deliver, deliveryProblems } from "./report/deliver";
import { type Done, tellFailure } from "./report/failure";
import { help } from "./report/help";
import { type Log, createLog } from "./report/log";
import { createProgress } from "./report/progress";
import { planLines } from "./report/plan-told";
import { closingLine } from "./report/summary";
import { readAuthorities } from "./request/authorities";
import { readContext } from "./request/context";
import { type Entries, readEntries } from "./request/entries/entries";
import { givenInputs, retelling } from "./request/entries/names";
import { gather } from "./request/gather";
import { type Inputs, atOnce } from "./request/inputs";
import type { Input } from "./request/notes/text-file";
import { type Resolved, resolve } from "./request/resolve";
import { leaks, secretsOf } from "./request/secrets";
import { remoteOf } from "./request/target/told";
import { tellingToken } from "./request/target/token";
import { tokenSources } from "./request/target/token-sources";

/** Everything the program takes from the world; index.ts gives the real things. */
export interface World {
  readonly argv: readonly string[];
  readonly env: Env;
  /** Current folder, absolute. */
  readonly folder: string;
  readonly version: string;
  readonly out: Output;
  /** Standard input, which is opened by asking for it. */
  readonly stdin: () => Input;
  readonly clock: Clock;
  readonly random: () => number;
  readonly repeat: (milliseconds: number, work: () => void) => () => void;
  /** One line on a terminal that is written over. */
  readonly live: ((line: string) => void) | undefined;
  /** Aborted with a `CancelledError` when the run is to stop. */
  readonly signal: AbortSignal;
}

/** The whole program: from arguments and environment to an exit code. */
export async function run(given: World): Promise<number> {
  const world = { ...given, env: onlyVariables(given.env) };
  const entries = readEntries(world.argv, world.env);
  if (entries.problems.length === 0 && entries.command !== "publish") {
    world.out.write(entries.command === "help" ? help(world.version) : `${world.version}\n`);
    return 0;
  }
  const ci = recogniseCi(world.env, entries.given.get("forge")?.value);
  const pipeline = await readPipeline(ci, { env: world.env, out: world.out, now: world.clock.now });
  const redactor = createRedactor();
  const log = createLog({ logger: pipeline.logger, redactor, debug: entries.debug });
  const done: Done = { started: world.clock.now() };
  try {
    await story({ ...world, entries, ci, pipeline, redactor, log, done });
    return 0;
  } catch (error) {
    log.failure(explain(error));
    await tellFailure({ error, done, pipeline, redactor, log, now: world.clock.now() });
    log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return exitCodeOf(error);
  }
}

interface Stage extends World {
  readonly done: Done;
  readonly entries: Entries;
  readonly ci: ReturnType<typeof recogniseCi>;
  readonly pipeline: Pipeline;
  readonly redactor: Redactor;
  readonly log: Log;
}

/** Read and resolve the request; then look, plan, apply; then report. */
async function story(stage: Stage): Promise<void> {
  const { pipeline, log } = stage;
  const context = await readContext({ ...stage, forges: FORGES });
  const { entries, inputs, folders } = context;
  const secrets = secretsOf(context);
  for (const { value, ownOnly } of secrets) (ownOnly === true ? stage.redactor.add : log.hide)(value);
  const several = severalCis(stage.ci, inputs.forge);
  for (const line of givenInputs(entries)) log.info(line);
  for (const warning of stage.entries.warnings) log.warning(warning);
  for (const notice of [...stage.entries.notices, ...several.notices]) log.notice(notice);
  if (pipeline.event === "withdrawal" && inputs.tag_name === undefined && several.problems.length === 0) {
    log.notice("A tag or a release went away: there is nothing to publish.");
    return;
  }
  const [gathered, authorities] = await Promise.all([gather(context), readAuthorities(context)]);
  for (const warning of gathered.warnings) log.warning(entries.names.words(warning));
  for (const notice of gathered.notices) log.notice(entries.names.words(notice));
  const client = openClient(stage, inputs, authorities.read);
  try {
    const sources = tokenSources(context);
    const { outputsFile } = gathered;
    const problems = [
      ...[...several.problems, ...context.problems, ...sources.problems, ...authorities.problems],
      ...leaks({ ...context, gathered, secrets }),
      ...(await deliveryProblems({ pipeline, outputsFile, folder: folders.base })),
    ];
    const resolved = await resolve({
      ...context,
      problems,
      gathered,
      sources,
      http: client.open,
      clock: stage.clock,
    }).catch(retelling(entries.names));
    const { module, repository } = resolved.target;
    const about = { forge: module.id, title: module.title, repository, tag: resolved.wanted.tag };
    stage.done.about = about;
    const outcome = await publishResolved(stage, inputs, resolved, client.open());
    const milliseconds = stage.clock.now() - stage.done.started;
    await deliver({
      milliseconds,
      outcome,
      about,
      pipeline,
      folder: folders.base,
      outputsFile,
      redactor: stage.redactor,
      log,
    });
    if ("planned" in outcome) log.info(planLines(outcome.planned));
    log.info(closingLine(outcome, about, milliseconds));
  } finally {
    client.close();
  }
}

async function publishResolved(
  stage: Stage,
  inputs: Inputs,
  { target, token, wanted, told }: Resolved,
  http: Http,
): Promise<Outcome> {
  const { log, clock, random } = stage;
  const { module, repository } = target;
  return log.section(`Publishing ${wanted.tag} to ${repository} on ${module.title}`, async () => {
    log.info(`running in ${stage.pipeline.title} (${stage.pipeline.reason})`);
    log.info(
      `forge: ${module.title} at ${target.serverUrl} (${target.because}); repository ${repository}; token: ${token.from}`,
    );
    log.info(
      `chosen by: server: ${target.told.server}; repository: ${target.told.repository}; token: ${token.from}${token.automatic ? ", the runner's own" : ""}`,
    );
    const own = stage.pipeline.repository ?? remoteOf({ pipeline: stage.pipeline, origin: undefined })?.repository;
    if (own !== undefined && !target.ownRepository) log.info(`this is not the pipeline's own repository (${own})`);
    for (const line of told) log.info(line);
    for (const warning of token.warnings) log.warning(warning);
    const memory = createRunMemory(Math.floor(random() * 36 ** 8).toString(36));
    stage.done.memory = memory;
    const ways = { packageName: wanted.packageName, http: tellingToken(http, token) };
    const forge = module.open({ ...target, ...token, ...ways, memory, clock, log });
    const transfer = createProgress({ log, now: clock.now, repeat: stage.repeat, live: stage.live });
    const concurrency = inputs.preserve_order ? 1 : atOnce(inputs);
    return publish({
      forge,
      wanted,
      memory,
      concurrency,
      dryRun: inputs.dry_run,
      clock,
      random,
      witness: { ...log, transfer },
    });
  });
}
