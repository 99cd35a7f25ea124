import { resolve } from "node:path";
import { AUTOMATIC_TOKENS, automaticTokens, recogniseCi, severalCis } from "./ci";
import type { Output, Pipeline } from "./ci/ci";
import { onlyVariables } from "./ci/variables";
import { readCheckout } from "./ci/git/checkout";
import { ConfigError, exitCodeOf, explain } from "./errors";
import { FORGES } from "./forges";
import type { Clock } from "./forges/forge";
import { type Http, type Redactor, createDispatchers, createHttp, createRedactor } from "./http";
import { createRunMemory } from "./model/run-memory";
import { describe } from "./publish/describe";
import { type Outcome, publish } from "./publish/publish";
import { deliver, deliveryProblems } from "./report/deliver";
import { type Done, tellFailure } from "./report/failure";
import { help } from "./report/help";
import { type Log, createLog } from "./report/log";
import { createProgress } from "./report/progress";
import { closingLine, planWords } from "./report/summary";
import { type DoorsRead, type Env, readDoors } from "./request/doors";
import { workspaceOf } from "./request/checked-out";
import { homeFolder, isAction } from "./request/home";
import type { Inputs } from "./request/inputs";
import { parseInputs } from "./request/parse";
import { gather } from "./request/prepare";
import { originOf, remoteOf } from "./request/remote";
import { type Settled, isDebug, settle } from "./request/settle";
import { tokenSources } from "./request/sources";
import { tellingToken } from "./request/token-told";
import { locate } from "./request/target";

/** Everything the program takes from the world; index.ts gives the real things. */
export interface World {
  readonly argv: readonly string[];
  readonly env: Env;
  /** Current folder, absolute. */
  readonly folder: string;
  readonly version: string;
  readonly out: Output;
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
  const { doors, pipeline, log } = stage;
  const { inputs, problems } = parseInputs(doors);
  const several = severalCis(stage.found, inputs.forge);
  hideTokens(stage, inputs);
  for (const warning of doors.warnings) log.warning(warning);
  for (const notice of [...doors.notices, ...several.notices]) log.notice(notice);
  if (pipeline.event === "withdrawal" && inputs.tag_name === undefined && several.problems.length === 0) {
    log.notice("A tag or a release went away: there is nothing to publish.");
    return;
  }
  const home = homeFolder({ ...stage, ci: stage.found.ci });
  const base = resolve(home, inputs.working_directory ?? "");
  const workspace = workspaceOf(pipeline, stage);
  const checkout = await readCheckout(base, workspace);
  const origin = originOf({ pipeline, inputs, checkout });
  const located = locate({ inputs, pipeline, origin, env: stage.env, forges: FORGES });
  const gathered = await gather({
    inputs,
    pipeline,
    base,
    home,
    checkout,
    workspace,
    inWorkflow: isAction({ ...stage, ci: stage.found.ci }),
    signal: stage.signal,
  });
  for (const warning of gathered.warnings) log.warning(warning);
  for (const notice of gathered.notices) log.notice(notice);
  const client = openClient(stage, inputs);
  try {
    const { ci, others } = stage.found;
    const sources = tokenSources({
      doors,
      inputs,
      env: stage.env,
      ci: { variables: automaticTokens(ci, stage.env), runsActions: ci.runsActions === true },
      foreign: others.flatMap((other) => automaticTokens(other.ci, stage.env)),
    });
    const wrong = [...several.problems, ...doors.problems, ...problems, ...sources.problems, ...client.problems()];
    wrong.push(...(await deliveryProblems({ pipeline, outputsFile: gathered.outputsFile, folder: base })));
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
    });
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
    if ("planned" in outcome) log.info(planWords(describe(outcome.planned)));
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
    const { packageName } = wanted;
    const telling = tellingToken(http, token);
    const forge = module.open({ ...target, ...token, packageName, http: telling, memory, clock, log });
    const transfer = createProgress({ log, now: clock.now, repeat: stage.repeat, live: stage.live });
    const concurrency = inputs.preserve_order ? 1 : inputs.concurrency;
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

/** Tokens are hidden before anything is said: the given one, the runner's, and every variable that may hold one. */
function hideTokens({ doors, env, log }: Stage, inputs: Inputs): void {
  const variables = FORGES.flatMap(({ tokenVariables }) => [...tokenVariables(true), ...tokenVariables(false)]);
  const named = doors.tokenEnv === undefined ? [] : [doors.tokenEnv];
  const all = [...variables, ...named, ...AUTOMATIC_TOKENS];
  const secrets = [inputs.token, inputs.job_token, ...all.map((name) => env[name])];
  for (const secret of new Set(secrets)) if (secret !== undefined && secret.trim() !== "") log.hide(secret);
}

/** Seconds for a connection to stand: longer ones stand no better. */
const LONGEST_CONNECT = 20;

/** The one client of the run. `problems` says what is wrong with how it is to connect; nothing is sent for that. */
function openClient(
  stage: Stage,
  inputs: Inputs,
): { open: () => Http; problems: () => string[]; close: () => Promise<void> } {
  const { env, clock, random, signal, log, version } = stage;
  let http: Http | undefined;
  const variable = (name: string): string | undefined => env[name.toLowerCase()] ?? env[name];
  function open(): Http {
    http ??= createHttp({
      dispatchers: createDispatchers({
        httpProxy: variable("HTTP_PROXY"),
        httpsProxy: variable("HTTPS_PROXY"),
        noProxy: variable("NO_PROXY"),
        caFile: [inputs.ca_file, env.CI_SERVER_TLS_CA_FILE, env.SSL_CERT_FILE].find((file) => (file ?? "") !== ""),
        extraCaFile: env.NODE_EXTRA_CA_CERTS,
        connectTimeout: Math.min(inputs.stall_timeout, LONGEST_CONNECT),
      }),
      patience: { retries: inputs.retries, retryDelay: inputs.retry_delay, maxWait: inputs.max_wait },
      around: { ...clock, random, waiting: log.info },
      stallTimeout: inputs.stall_timeout,
      signal,
      userAgent: `forge-release/${version}`,
      trace: log.debug,
    });
    return http;
  }
  function problems(): string[] {
    try {
      open();
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return [explain(error).join(" ")];
      throw error;
    }
  }
  return { open, problems, close: async () => http?.close() };
}
