import { resolve } from "node:path";
import { automaticTokens, recogniseCi, severalCis } from "./ci";
import type { Output, Pipeline } from "./ci/ci";
import { onlyVariables } from "./ci/variables";
import { readCheckout } from "./ci/git/checkout";
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
import { type DoorsRead, type Env, readDoors } from "./request/doors";
import { workspaceOf } from "./request/checked-out";
import { homeFolder } from "./request/home";
import { type Inputs, atOnce } from "./request/inputs";
import { retelling } from "./request/names";
import { parseInputs } from "./request/parse";
import { gather } from "./request/prepare";
import { originOf, remoteOf } from "./request/remote";
import { hideSecrets, leaks, secretsOf } from "./request/secrets";
import { type Settled, isDebug, settle } from "./request/settle";
import { tokenSources } from "./request/sources";
import { readSuspects } from "./request/suspects";
import { takenInputs } from "./request/taken";
import { locate } from "./request/target";
import type { Input } from "./request/text-file";
import { tellingToken } from "./request/token-told";

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
  const doors = readDoors(world.argv, world.env);
  if (doors.problems.length === 0 && doors.command !== "publish") {
    world.out.write(doors.command === "help" ? help(world.version) : `${world.version}\n`);
    return 0;
  }
  const found = recogniseCi(world.env, doors.given.get("forge")?.value);
  const pipeline = await found.ci.read({ env: world.env, reason: found.reason, out: world.out, now: world.clock.now });
  const redactor = createRedactor();
  const log = createLog({ voice: pipeline.voice, redactor, debug: doors.debug || isDebug(world.env) });
  const done: Done = { started: world.clock.now() };
  try {
    await story({ ...world, doors, found, pipeline, redactor, log, done });
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
  readonly doors: DoorsRead;
  readonly found: ReturnType<typeof recogniseCi>;
  readonly pipeline: Pipeline;
  readonly redactor: Redactor;
  readonly log: Log;
}

/** Read, locate, settle; then look, plan, apply; then report. */
async function story(stage: Stage): Promise<void> {
  const { pipeline, log } = stage;
  const home = homeFolder({ ...stage, ci: stage.found.ci });
  const doors = await readSuspects(stage.doors, home);
  const { inputs, problems } = parseInputs(doors);
  const several = severalCis(stage.found, inputs.forge);
  const known = { doors, inputs, env: stage.env, forges: FORGES };
  const hidden = { mask: log.hide, hide: stage.redactor.add };
  hideSecrets(secretsOf({ ...known, remotes: [pipeline.remote?.url] }), hidden);
  for (const line of takenInputs(doors)) log.info(line);
  for (const warning of doors.warnings) log.warning(warning);
  for (const notice of [...doors.notices, ...several.notices]) log.notice(notice);
  if (pipeline.event === "withdrawal" && inputs.tag_name === undefined && several.problems.length === 0) {
    log.notice("A tag or a release went away: there is nothing to publish.");
    return;
  }
  const base = resolve(home, inputs.working_directory ?? "");
  const workspace = workspaceOf(pipeline, stage);
  const checkout = await readCheckout(base, workspace);
  const origin = originOf({ pipeline, inputs, checkout });
  const secrets = secretsOf({ ...known, remotes: [pipeline.remote?.url, origin] });
  const own = secrets.filter(({ ownOnly }) => ownOnly);
  hideSecrets(own, hidden);
  const located = locate({ inputs, pipeline, origin, env: stage.env, forges: FORGES });
  const system = { ...stage.clock, stdin: stage.stdin };
  const [gathered, authorities] = await Promise.all([
    gather({
      inputs,
      pipeline,
      base,
      home,
      checkout,
      workspace,
      names: doors.names,
      system,
      signal: stage.signal,
    }),
    readAuthorities({ inputs, env: stage.env, folder: stage.folder, names: doors.names, system }),
  ]);
  for (const warning of gathered.warnings) log.warning(doors.names.words(warning));
  for (const notice of gathered.notices) log.notice(doors.names.words(notice));
  const client = openClient(stage, inputs, authorities.read);
  try {
    const { ci, others } = stage.found;
    const sources = tokenSources({
      doors,
      inputs,
      env: stage.env,
      ci: { variables: automaticTokens(ci, stage.env), runsActions: ci.runsActions === true },
      foreign: others.flatMap((other) => automaticTokens(other.ci, stage.env)),
    });
    const wrong = [
      ...[...several.problems, ...doors.problems, ...problems, ...sources.problems, ...authorities.problems],
      ...leaks({ inputs, gathered, names: doors.names, secrets }),
      ...(await deliveryProblems({ pipeline, outputsFile: gathered.outputsFile, folder: base })),
    ];
    const settled = await settle({
      inputs,
      pipeline,
      located,
      gathered,
      sources,
      checkout,
      workspace,
      forges: FORGES,
      problems: wrong,
      http: client.open,
      clock: stage.clock,
    }).catch(retelling(doors.names));
    const { module, repository } = settled.target;
    const about = { forge: module.id, title: module.title, repository, tag: settled.wanted.tag };
    stage.done.about = about;
    const outcome = await publishSettled(stage, inputs, settled, client.open());
    const milliseconds = stage.clock.now() - stage.done.started;
    await deliver({
      milliseconds,
      outcome,
      about,
      pipeline,
      folder: base,
      outputsFile: gathered.outputsFile,
      redactor: stage.redactor,
      log,
    });
    if ("planned" in outcome) log.info(planLines(outcome.planned));
    log.info(closingLine(outcome, about, milliseconds));
  } finally {
    await client.close();
  }
}

async function publishSettled(
  stage: Stage,
  inputs: Inputs,
  { target, token, wanted, told }: Settled,
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
