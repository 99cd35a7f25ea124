import { resolve } from "node:path";
import { recogniseCi, severalCis } from "./ci";
import type { Output, Pipeline } from "./ci/ci";
import { checkout } from "./ci/local-git";
import { exitCodeOf, explain } from "./errors";
import { FORGES } from "./forges";
import type { Clock } from "./forges/forge";
import { type Http, type Redactor, createDispatchers, createHttp, createRedactor } from "./http";
import { createRunMemory } from "./model/run-memory";
import { describe } from "./publish/describe";
import { type Outcome, publish } from "./publish/publish";
import { deliver } from "./report/deliver";
import { help } from "./report/help";
import { type Log, createLog } from "./report/log";
import { createProgress } from "./report/progress";
import { readAuthorities } from "./request/authorities";
import { type DoorsRead, type Env, readDoors } from "./request/doors";
import type { Quietly } from "./request/file-quiet";
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

/** Everything the program takes from the world; index.ts gives the real things. */
export interface World {
  readonly argv: readonly string[];
  readonly env: Env;
  /** Current folder, absolute. */
  readonly folder: string;
  readonly version: string;
  readonly out: Output;
  readonly quietly: Quietly;
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
export async function run(world: World): Promise<number> {
  const doors = readDoors(world.argv, world.env);
  if (doors.problems.length === 0 && doors.command !== "publish") {
    world.out.write(doors.command === "help" ? help(world.version) : `${world.version}\n`);
    return 0;
  }
  const found = recogniseCi(world.env);
  const pipeline = await found.ci.read({ env: world.env, reason: found.reason, out: world.out, now: world.clock.now });
  const redactor = createRedactor();
  const log = createLog({ voice: pipeline.voice, redactor, debug: doors.debug || isDebug(world.env) });
  try {
    await story({ ...world, doors, found, pipeline, redactor, log });
    return 0;
  } catch (error) {
    for (const line of explain(error)) log.error(line);
    log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return exitCodeOf(error);
  }
}

interface Stage extends World {
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
  const origin = await originOf({ pipeline, inputs, base, checkout });
  const secrets = secretsOf({ ...known, remotes: [pipeline.remote?.url, origin] });
  hideSecrets(
    secrets.filter(({ ownOnly }) => ownOnly),
    hidden,
  );
  const located = locate({ inputs, pipeline, origin, forges: FORGES });
  const system = { ...stage.clock, stdin: stage.stdin };
  const [gathered, authorities] = await Promise.all([
    gather({ inputs, pipeline, base, quietly: stage.quietly, names: doors.names, home, system }),
    readAuthorities({ inputs, env: stage.env, folder: stage.folder, names: doors.names, system }),
  ]);
  for (const notice of gathered.notices) log.notice(doors.names.words(notice));
  const client = openClient(stage, inputs, authorities.pems);
  try {
    const sources = tokenSources({ doors, inputs, env: stage.env, automatic: stage.found.ci.tokenVariables });
    const wrong = [
      ...[...several.problems, ...doors.problems, ...problems, ...sources.problems, ...authorities.problems],
      ...leaks({ inputs, gathered, names: doors.names, secrets }),
    ];
    const settled = await settle({
      inputs,
      pipeline,
      located,
      gathered,
      sources,
      base,
      checkout,
      forges: FORGES,
      problems: wrong,
      http: client.open,
    }).catch(retelling(doors.names));
    const outcome = await publishSettled(stage, inputs, settled, client.open());
    const about = { forge: settled.target.module.id, repository: settled.target.repository, tag: settled.wanted.tag };
    await deliver({
      outcome,
      about,
      pipeline,
      folder: base,
      outputsFile: gathered.outputsFile,
      redactor: stage.redactor,
      log,
    });
    log.info(closingLine(outcome, about.forge));
  } finally {
    await client.close();
  }
}

async function publishSettled(
  stage: Stage,
  inputs: Inputs,
  { target, token, wanted }: Settled,
  http: Http,
): Promise<Outcome> {
  const { log, clock, random } = stage;
  const { module, repository } = target;
  return log.section(`Publishing ${wanted.tag} to ${repository} on ${module.title}`, async () => {
    log.info(`running in ${stage.pipeline.title} (${stage.pipeline.reason})`);
    log.info(
      `forge: ${module.title} at ${target.serverUrl} (${target.because}); repository ${repository}; token: ${token.from}`,
    );
    const own = stage.pipeline.repository ?? remoteOf({ pipeline: stage.pipeline, origin: undefined })?.repository;
    if (own !== undefined && !target.ownRepository) log.info(`this is not the pipeline's own repository (${own})`);
    for (const warning of token.warnings) log.warning(warning);
    const memory = createRunMemory(Math.floor(random() * 36 ** 8).toString(36));
    const { packageName } = wanted;
    const forge = module.open({ ...target, ...token, packageName, http, memory, clock, log });
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

function closingLine(outcome: Outcome, forge: string): string {
  if ("published" in outcome) return `${forge} ${outcome.published.release.webUrl}`;
  const changes = describe(outcome.planned);
  return [
    `${forge} dry run: nothing was changed; this would be done:`,
    ...changes.map((change) => `  ${JSON.stringify(change)}`),
  ].join("\n");
}

/** The one client of the run. `problems` says what is wrong with how it is to connect; nothing is sent for that. */
function openClient(
  stage: Stage,
  inputs: Inputs,
  authorities: readonly string[],
): { open: () => Http; close: () => Promise<void> } {
  const { env, clock, random, signal, log, version } = stage;
  let http: Http | undefined;
  const variable = (name: string): string | undefined => env[name.toLowerCase()] ?? env[name];
  function open(): Http {
    http ??= createHttp({
      dispatchers: createDispatchers({
        httpProxy: variable("HTTP_PROXY"),
        httpsProxy: variable("HTTPS_PROXY"),
        noProxy: variable("NO_PROXY"),
        authorities,
        connectTimeout: inputs.stall_timeout,
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
  return { open, close: async () => http?.close() };
}
