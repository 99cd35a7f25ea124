import { resolve } from "node:path";
import type { Pipeline } from "../ci/ci";
import { outputObstacle, writeOutput } from "../ci/outputs";
import { PublishError, explain, traceOf } from "../errors";
import type { Redactor } from "../http";
import type { RunMemory } from "../model/run-memory";
import type { Outcome } from "../operations/publish/publish";
import { fittedPage } from "./fitted-page";
import type { Log } from "./log";
import { type About, type Outputs, outputsOf, toDotenv, toJson } from "./outputs";
import { planLines } from "./plan-lines";
import { type Failure, closingLine, failureLine, failurePage, summaryOf } from "./summary";

/** Where the end of a run is told. */
export interface Channels {
  readonly pipeline: Pipeline;
  readonly redactor: Redactor;
  readonly log: Log;
  /** Prints the result on standard output, where that was asked for. */
  readonly print?: ((outputs: Outputs) => void) | undefined;
}

/**
 * Hands the result on: the CI's own way, the outputs file, the summary, the log. A release whose outputs cannot be
 * written stands all the same: the last line says both.
 *
 * @returns the exit code
 */
export async function deliver(
  at: Channels & {
    readonly outcome: Outcome;
    readonly about: About;
    /** How long the run took. */
    readonly milliseconds: number;
    /** Absolute working folder. */
    readonly folder: string;
    readonly outputsFile: string | undefined;
  },
): Promise<0 | 1> {
  const { outcome, about, milliseconds, redactor, log } = at;
  const stands = "planned" in outcome ? "Nothing was changed" : "The release stands";
  const trouble = await handOn({ ...at, outputs: outputsOf(outcome, about), stands });
  await showPage(at, redactor.hide(summaryOf(outcome, about, { milliseconds, say: log.say })));
  if ("planned" in outcome) log.info(planLines(outcome.planned, log.say));
  if (trouble !== undefined) log.failure(explain(trouble));
  log.last(closingLine(outcome, about, milliseconds, trouble && "outputs"), trouble === undefined);
  return trouble === undefined ? 0 : 1;
}

/**
 * The outputs: to the CI, in its own way, and into the outputs file.
 *
 * @param at.stands what is so although they cannot be written
 * @returns why they could not be written
 */
export async function handOn(
  at: Pick<Channels, "pipeline" | "redactor" | "print"> & {
    readonly outputs: Outputs;
    readonly folder: string;
    readonly outputsFile: string | undefined;
    readonly stands: string;
  },
): Promise<PublishError | undefined> {
  const { pipeline, folder, outputsFile, redactor } = at;
  const outputs = new Map([...at.outputs].map(([name, value]) => [name, redactor.hide(value)] as const));
  const dotenv = toDotenv(outputs);
  at.print?.(outputs);
  try {
    await pipeline.handOn({ outputs, dotenv, folder });
    const text = (): string => (outputsFile?.endsWith(".json") === true ? toJson(outputs) : dotenv);
    if (outputsFile !== undefined) await writeOutput({ file: outputsFile, folder, how: "replace", text });
    return undefined;
  } catch (cause) {
    return new PublishError({
      what: `${at.stands}, but the outputs could not be written.`,
      said: cause instanceof Error ? cause.message : String(cause),
      hint: `Is the disk full, or outputs_file not writable? The release: ${outputs.get("url") ?? outputs.get("tag_name") ?? ""}`,
      cause,
    });
  }
}

/** How far a run came, for the words at its end. */
export interface Reached {
  /** Milliseconds since 1970. */
  readonly started: number;
  about?: About;
  memory?: RunMemory;
}

/** Tells why a run failed: one annotation, the last line, and the page with what stands already. */
export async function deliverFailure(
  at: Channels & { readonly error: unknown; readonly reached: Reached; readonly now: number },
): Promise<void> {
  const { error, reached, now, log, redactor } = at;
  const { about, memory, started } = reached;
  const milliseconds = now - started;
  log.failure(explain(error));
  if (about !== undefined) log.last(failureLine(about, milliseconds), false);
  const page = failedPage(
    { error, about, milliseconds, stands: whatStands(memory) },
    { hide: redactor.hide, inLanguage: log.inLanguage, say: log.say },
  );
  await showPage(at, redactor.hideInOwn(page));
  log.debug(traceOf(error));
}

/** The page of what failed, without secrets: what comes from outside, and where it failed. */
export function failedPage(
  failed: Omit<Failure, "parts"> & { readonly error: unknown },
  { hide, inLanguage, say }: Pick<Redactor, "hide"> & Pick<Log, "inLanguage" | "say">,
): string {
  const { about, milliseconds, stands } = failed;
  const { told, hint } = explain(failed.error);
  const parts = [...told.map((part) => inLanguage(part)), ...(hint === undefined ? [] : [inLanguage(hint, "own")])];
  const where = about && { ...about, tag: hide(about.tag), repository: hide(about.repository) };
  return failurePage({ parts, about: where, milliseconds, stands: stands.map(hide), say });
}

/** What a run did before it failed. */
export function whatStands(memory: RunMemory | undefined): string[] {
  const made = [...(memory?.created ?? [])].map((id) => `created the release or draft ${id}`);
  const sent = [...(memory?.sent ?? [])].map(([name, { how }]) => `${how} ${name}`);
  return [...made, ...sent];
}

/** A page that cannot be shown is no reason to fail a release that stands. */
export async function showPage({ pipeline, log }: Channels, page: string): Promise<void> {
  try {
    await pipeline.summarise(fittedPage(page, log.say));
  } catch (error) {
    log.debug(`no summary: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Files that outputs would go to and may not: found before anything is sent. */
export async function outputProblems(at: {
  readonly pipeline: Pipeline;
  readonly outputsFile: string | undefined;
  readonly folder: string;
}): Promise<string[]> {
  const { pipeline, outputsFile, folder } = at;
  const own = pipeline.outputsFile === undefined ? undefined : resolve(folder, pipeline.outputsFile);
  const files = new Set([own, outputsFile].filter((file) => file !== undefined));
  const obstacles = await Promise.all([...files].map((file) => outputObstacle({ file, folder })));
  return obstacles.filter((obstacle) => obstacle !== undefined);
}
