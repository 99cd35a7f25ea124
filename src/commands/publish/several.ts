import { createClient } from "../../client";
import { explain, sentencesOf, traceOf } from "../../errors";
import { type Http, createPaces } from "../../http";
import type { LocalFile } from "../../model/request";
import type { RunMemory } from "../../model/run-memory";
import { hashedAhead } from "../../model/source";
import type { ElsewhereToLook } from "../../operations/publish/elsewhere";
import { handOn, showPage, whatStands } from "../../report/deliver";
import { type Lane, createLanes } from "../../report/lanes";
import { createLog } from "../../report/log";
import type { About } from "../../report/outputs";
import { planLines } from "../../report/plan-lines";
import {
  type TargetEnded,
  closingLines,
  exitCodeOfAll,
  failures,
  leftOut,
  outputsOfAll,
  summaryOfAll,
} from "../../report/several";
import { retold } from "../../request/entries/names";
import { InputError } from "../../request/problems";
import { type Settled, settle } from "../../request/resolve";
import { createClaims } from "../../request/targets/claims";
import type { Stage } from "../../world";
import type { Prepared, PreparedTarget } from "./prepare";
import { aboutOf, publishTo } from "./target";

/** A target on its way, with what is its own: a part of the log, a client. */
interface Journey {
  readonly target: PreparedTarget;
  readonly lane: Lane;
  /** Says what it says in that part. */
  readonly stage: Stage;
  readonly http: Http;
  readonly authorities: Prepared["authorities"];
}

/**
 * Publishes to several targets side by side. What is wrong with the inputs of any ends the run before anything is sent;
 * what goes wrong later ends its own target.
 *
 * @returns the exit code
 */
export async function publishToAll(
  stage: Stage,
  prepared: Prepared,
  targets: readonly PreparedTarget[],
): Promise<number> {
  const paces = createPaces(stage.clock);
  const lanes = createLanes(stage.pipeline.logger, targets.length);
  const journeys = shared(targets).flatMap((target, index): Journey[] => {
    const lane = lanes[index];
    if (lane === undefined) return [];
    const own = stageFor(lane, stage);
    const { authorities } = prepared;
    const http = createClient({ ...own, paces }, target.context.inputs, authorities);
    return [{ target, lane, stage: own, authorities, http }];
  });
  try {
    const settled = settleAll(stage, prepared, journeys);
    return await report(stage, prepared, await travelAll(settled));
  } finally {
    for (const { http } of journeys) http.close();
  }
}

/** How far transfers are is told only while it is heard, as all that it says is. */
function stageFor(lane: Lane, stage: Stage): Stage {
  const { redactor, translate, repeat, entries } = stage;
  const log = createLog({ logger: lane.logger, redactor, debug: entries.debug, translate });
  return { ...stage, log, repeat: (milliseconds, work) => repeat(milliseconds, lane.heard(work)) };
}

type Start = Journey & { readonly settled: Settled };

/** Side by side; those that may link to files of the first target go after it. */
function travelAll([first, ...others]: readonly Start[]): Promise<TargetEnded[]> {
  if (first === undefined) return Promise.resolve([]);
  const links = ({ target }: Start): boolean => target.context.inputs.oversized_files === "link";
  const ended = travel(first, { isLinkedTo: others.some(links) });
  const after = async (start: Start): Promise<TargetEnded> => {
    if (!links(start)) return travel(start);
    const [end, { filesOfFirst }] = await Promise.all([ended, import("./first")]);
    return travel(start, { elsewhere: filesOfFirst(end, { ...first, clock: first.stage.clock }) });
  };
  return Promise.all([ended, ...others.map(after)]);
}

/** @throws InputError with all that is wrong with any target */
function settleAll(stage: Stage, prepared: Prepared, journeys: readonly Journey[]): Start[] {
  const { words } = prepared.context.entries.names;
  const problems = [...prepared.problems, ...prepared.gathered.problems].map(words);
  const claims = createClaims();
  const starts = journeys.flatMap((journey): Start[] => {
    const { target, http } = journey;
    const { context, gathered, address } = target;
    const tell = (some: readonly string[]): unknown =>
      problems.push(...some.map((problem) => `${address}: ${context.entries.names.words(problem)}`));
    tell(gathered.problems.filter((problem) => !prepared.gathered.problems.includes(problem)));
    try {
      const own = { ...context, gathered: { ...gathered, problems: [] }, http, clock: stage.clock };
      return [{ ...journey, settled: settle({ ...own, claim: claims.of(target) }) }];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      tell(error.problems);
      return [];
    }
  });
  problems.push(...claims.problems(starts.map(({ target, settled }) => ({ ...target, ...settled }))));
  if (problems.length > 0) throw new InputError(...new Set(problems));
  return starts;
}

/** Files that are the same are read for their content once, whichever targets they go to. */
function shared(targets: readonly PreparedTarget[]): PreparedTarget[] {
  const known = new Map<string, LocalFile>();
  const once = (file: LocalFile): LocalFile => {
    const first = known.get(file.path) ?? hashedAhead(file);
    known.set(file.path, first);
    return { ...file, open: first.open, sha256: first.sha256 };
  };
  return targets.map((target) => ({
    ...target,
    gathered: { ...target.gathered, files: target.gathered.files.map(once) },
  }));
}

/** One target from the first question to its end; it never throws. */
async function travel(
  { target, lane, stage, http, authorities, settled }: Start,
  { elsewhere, isLinkedTo }: { readonly elsewhere?: ElsewhereToLook; readonly isLinkedTo?: boolean } = {},
): Promise<TargetEnded> {
  const { address, optional, gathered, context } = target;
  const { log, clock } = stage;
  const started = clock.now();
  let about: About | undefined;
  let memory: RunMemory | undefined;
  const known = settled.target;
  const place = known === undefined ? address : `${known.repository} on ${known.module.title}`;
  const work = async (): Promise<TargetEnded["end"]> => {
    try {
      const resolved = await settled.resolve();
      about = aboutOf(resolved);
      const remember = (made: RunMemory): unknown => (memory = made);
      const outcome = await publishTo(stage, {
        ...resolved,
        wanted: { ...resolved.wanted, isLinkedTo },
        inputs: context.inputs,
        http,
        context,
        authorities,
        remember,
        elsewhere,
        label: new URL(resolved.target.serverUrl).host,
      });
      if ("planned" in outcome) log.info(planLines(outcome.planned, log.say));
      return { outcome };
    } catch (thrown) {
      const error = retold(thrown, context.entries.names);
      for (const line of sentencesOf(error)) log.info(log.inLanguage(line));
      log.debug(traceOf(error));
      return { error, stands: whatStands(memory) };
    }
  };
  const end = await log.section(`Publishing ${gathered.tag ?? ""} to ${place}`, work);
  lane.end();
  return { address, tag: gathered.tag ?? "", optional, about, milliseconds: clock.now() - started, end };
}

/** Outputs, page and last lines of all. @returns the exit code */
async function report(stage: Stage, { to }: Prepared, all: readonly TargetEnded[]): Promise<number> {
  const { log } = stage;
  const [outcome] = all.flatMap(({ end }) => ("outcome" in end ? [end.outcome] : []));
  const stands =
    outcome === undefined
      ? "No release was published"
      : "planned" in outcome
        ? "Nothing was changed"
        : "The releases stand";
  const unwritten = await handOn({ ...stage, ...to, outputs: outputsOfAll(all), stands });
  await showPage(stage, summaryOfAll(all, { ...stage.redactor, inLanguage: log.inLanguage, say: log.say }));
  for (const line of leftOut(all, log.inLanguage)) log.warning(line);
  const failed = failures(all, log.inLanguage);
  if (failed.length > 0) log.failure({ told: failed, hint: undefined });
  if (unwritten !== undefined) log.failure(explain(unwritten));
  for (const { line, isGood } of closingLines(all, unwritten && "outputs")) log.last(line, isGood);
  return unwritten === undefined ? exitCodeOfAll(all) : exitCodeOfAll(all) || 1;
}
