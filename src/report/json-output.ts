import type { Pipeline } from "../ci/ci";
import { PublishError } from "../errors";
import { words } from "../model/words";
import type { Log } from "./log";

/**
 * Bytes of all outputs of a job, of which runners count two for each unit of a text.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
 */
const MOST = 1024 * 1024;

/**
 * Hands on what a command found, as the output `json` of its step.
 *
 * @throws PublishError where it cannot be written
 */
export async function handOnJson(
  { pipeline, log }: { readonly pipeline: Pick<Pipeline, "handOn">; readonly log: Pick<Log, "warning"> },
  { text, folder }: { readonly text: string; readonly folder: string },
): Promise<void> {
  const size = 2 * text.length;
  if (size > MOST) {
    log.warning(
      `The output json is left out: it would have ${words.size(size)}, and the outputs of a job hold ${words.size(MOST)}. Ask for less (limit, patterns), or read what --json in args prints.`,
    );
    return;
  }
  try {
    await pipeline.handOn({ outputs: new Map([["json", text]]), dotenv: "", folder });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new PublishError({
      what: "What the command did stands, but its output json could not be written.",
      said,
      cause,
    });
  }
}
