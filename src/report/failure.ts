import type { Pipeline } from "../ci/ci";
import type { Redactor } from "../http";
import type { RunMemory } from "../model/run-memory";
import { words } from "../model/words";
import type { Log } from "./log";
import type { About } from "./outputs";
import { failurePage } from "./summary";

/** How far the run came, for the words at its end. */
export interface Done {
  /** Milliseconds since 1970. */
  readonly started: number;
  about?: About;
  memory?: RunMemory;
}

/** The last line of a failed run, and its page. */
export async function tellFailure(at: {
  readonly error: unknown;
  readonly done: Done;
  readonly pipeline: Pipeline;
  readonly redactor: Redactor;
  readonly log: Log;
  readonly now: number;
}): Promise<void> {
  const { about, memory, started } = at.done;
  const milliseconds = at.now - started;
  const sent = [...(memory?.sent ?? [])].map(([name, how]) => `${how} ${name}`);
  const made = [...(memory?.created ?? [])].map((id) => `created the release or draft ${id}`);
  if (about !== undefined)
    at.log.info(`failed ${about.tag} on ${about.title ?? about.forge}, ${words.duration(milliseconds)}`);
  try {
    const page = failurePage({ error: at.error, about, milliseconds, stands: [...made, ...sent] });
    await at.pipeline.summarise(at.redactor.hide(page));
  } catch (error) {
    at.log.debug(`no summary: ${error instanceof Error ? error.message : String(error)}`);
  }
}
