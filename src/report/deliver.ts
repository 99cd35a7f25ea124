import { resolve } from "node:path";
import type { Pipeline } from "../ci/ci";
import { outputObstacle, writeOutput } from "../ci/outputs";
import { PublishError } from "../errors";
import type { Redactor } from "../http";
import type { Outcome } from "../publish/publish";
import type { Log } from "./log";
import { type About, outputsOf, toDotenv, toJson } from "./outputs";
import { summaryOf } from "./summary";

/**
 * Hands the result on: the CI's own way, the outputs file, the summary.
 *
 * @throws PublishError when the outputs cannot be written; the release stands all the same.
 */
export async function deliver(at: {
  readonly outcome: Outcome;
  readonly about: About;
  /** How long the run took. */
  readonly milliseconds?: number;
  readonly pipeline: Pipeline;
  /** Absolute working folder. */
  readonly folder: string;
  readonly outputsFile: string | undefined;
  readonly redactor: Redactor;
  readonly log: Log;
}): Promise<void> {
  const { outcome, about, pipeline, outputsFile, redactor, log } = at;
  const outputs = new Map([...outputsOf(outcome, about)].map(([name, value]) => [name, redactor.hide(value)] as const));
  try {
    await pipeline.handOn({ outputs, dotenv: toDotenv(outputs), folder: at.folder });
    if (outputsFile !== undefined)
      await writeOutput({
        file: outputsFile,
        folder: at.folder,
        how: "replace",
        text: () => (outputsFile.endsWith(".json") ? toJson(outputs) : toDotenv(outputs)),
      });
  } catch (cause) {
    throw new PublishError({
      what: "The release stands, but its outputs could not be written.",
      said: cause instanceof Error ? cause.message : String(cause),
      hint: `Is the disk full, or outputs_file not writable? The release: ${outputs.get("url") ?? about.tag}`,
      cause,
    });
  }
  try {
    await pipeline.summarise(redactor.hide(summaryOf(outcome, about, at.milliseconds)));
  } catch (error) {
    // A page that cannot be shown is no reason to fail a release that stands.
    log.debug(`no summary: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Files that outputs would go to and may not: found before anything is sent. */
export async function deliveryProblems(at: {
  readonly pipeline: Pipeline;
  readonly outputsFile: string | undefined;
  readonly folder: string;
}): Promise<string[]> {
  const { pipeline, outputsFile, folder } = at;
  const own = pipeline.outputsFile === undefined ? [] : [resolve(folder, pipeline.outputsFile)];
  const files = [...own, ...(outputsFile === undefined ? [] : [outputsFile])];
  const obstacles = await Promise.all([...new Set(files)].map((file) => outputObstacle({ file, folder })));
  return obstacles.filter((obstacle) => obstacle !== undefined);
}
