import { readPipeline, recogniseCi, severalCis } from "./ci";
import type { Env, Output } from "./ci/ci";
import { onlyVariables } from "./ci/variables";
import { createClient } from "./client";
import { exitCodeOf } from "./errors";
import { FORGES } from "./forges";
import type { Clock } from "./forges/forge";
import { type Http, createRedactor } from "./http";
import { createRunMemory } from "./model/run-memory";
import { type Outcome, publish } from "./operations/publish/publish";
import { type Channels, type Reached, deliver, deliverFailure, outputProblems } from "./report/deliver";
import { help } from "./report/help";
import { createLog } from "./report/log";
import { createProgress } from "./report/progress";
import { readAuthorities } from "./request/authorities";
import { readContext } from "./request/context";
import { type Entries, readEntries } from "./request/entries/entries";
import { givenInputs, retelling } from "./request/entries/names";
import { gather } from "./request/gather";
import { type Inputs, atOnce } from "./request/inputs";
import type { TextStream } from "./request/notes/text-file";
import { type Resolved, resolve } from "./request/resolve";
import { leaks, secretsOf } from "./request/secrets";
import { remoteOf } from "./request/target/told";
import { tellingToken } from "./request/target/token";

/** Everything the program takes from the world; index.ts gives the real things. */
export interface World {
  readonly argv: readonly string[];
  readonly env: Env;
  /** Current folder, absolute. */
  readonly folder: string;
  readonly version: string;
  readonly out: Output;
  /** Standard input, which is opened by asking for it. */
  readonly stdin: () => TextStream;
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
  const { clock, out, env, version } = world;
  const entries = readEntries(world.argv, env);
  if (entries.problems.length === 0 && entries.command !== "publish") {
    out.write(entries.command === "help" ? help(version) : `${version}\n`);
    return 0;
  }
  const reached: Reached = { started: clock.now() };
  const ci = recogniseCi(env, entries.given.get("forge")?.value);
  const pipeline = await readPipeline(ci, { env, out, now: clock.now });
  const redactor = createRedactor();
  const log = createLog({ logger: pipeline.logger, redactor, debug: entries.debug });
  const stage = { ...world, entries, ci, pipeline, redactor, log, reached };
  try {
    await story(stage);
    return 0;
  } catch (error) {
    await deliverFailure({ ...stage, error, now: clock.now() });
    return exitCodeOf(error);
  }
}

interface Stage extends World, Channels {
  readonly reached: Reached;
  readonly entries: Entries;
  readonly ci: ReturnType<typeof recogniseCi>;
}

/** Read and prepare the request, resolve and publish it, report. */
async function story(stage: Stage): Promise<void> {
  const { pipeline, log, clock, reached } = stage;
  const context = await readContext({ ...stage, forges: FORGES });
  const { entries, inputs, folders } = context;
  const { words } = entries.names;
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
  for (const warning of gathered.warnings) log.warning(words(warning));
  for (const notice of gathered.notices) log.notice(words(notice));
  const to = { folder: folders.base, outputsFile: gathered.outputsFile };
  const problems = [
    ...[...several.problems, ...context.problems, ...authorities.problems],
    ...[...leaks({ ...context, gathered, secrets }), ...(await outputProblems({ pipeline, ...to }))],
  ];

  const http = createClient(stage, inputs, authorities.read);
  try {
    const resolved = await resolve({ ...context, problems, gathered, http, clock }).catch(retelling(entries.names));
    const { module, repository } = resolved.target;
    const about = { forge: module.id, title: module.title, repository, tag: resolved.wanted.tag };
    reached.about = about;
    const outcome = await log.section(`Publishing ${about.tag} to ${repository} on ${module.title}`, () =>
      publishResolved(stage, { ...resolved, inputs, http }),
    );
    await deliver({ ...stage, ...to, outcome, about, milliseconds: clock.now() - reached.started });
  } finally {
    http.close();
  }
}

async function publishResolved(
  stage: Stage,
  at: Resolved & { readonly inputs: Inputs; readonly http: Http },
): Promise<Outcome> {
  const { log, clock, random, pipeline } = stage;
  const { target, token, wanted, inputs } = at;
  const { module, repository, serverUrl, because, told } = target;
  log.info(`running in ${pipeline.title} (${pipeline.reason})`);
  log.info(`forge: ${module.title} at ${serverUrl} (${because}); repository ${repository}; token: ${token.from}`);
  log.info(
    `chosen by: server: ${told.server}; repository: ${told.repository}; token: ${token.from}${token.automatic ? ", the runner's own" : ""}`,
  );
  const own = pipeline.repository ?? remoteOf({ pipeline, origin: undefined })?.repository;
  if (own !== undefined && !target.ownRepository) log.info(`this is not the pipeline's own repository (${own})`);
  for (const line of at.told) log.info(line);
  for (const warning of token.warnings) log.warning(warning);
  const memory = createRunMemory(Math.floor(random() * 36 ** 8).toString(36));
  stage.reached.memory = memory;
  const forge = module.open({ ...target, ...token, http: tellingToken(at.http, token), log });
  const transfer = createProgress({ log, now: clock.now, repeat: stage.repeat, live: stage.live });
  return publish({
    forge,
    wanted,
    memory,
    concurrency: inputs.preserve_order ? 1 : atOnce(inputs),
    dryRun: inputs.dry_run,
    clock,
    random,
    log: { ...log, transfer },
  });
}
