import { words } from "../model/words";
import { type Operation, awaited } from "./operation";

/** Longest time between two looks, in milliseconds. */
const RARELY = 15_000;

/**
 * Waits until a tag is there, which a mirror has yet to pull. What becomes of one that does not come is decided where a
 * missing tag is: this only says that it was waited for.
 *
 * @param seconds how long
 */
export async function waitForTag(operation: Operation, tag: string, seconds: number): Promise<void> {
  const { forge, log, memory, clock } = operation;
  const started = clock.now();
  let told = false;
  const look = async (): Promise<string | undefined> => {
    const commit = await forge.tagCommit(tag);
    if (commit === undefined && !told)
      log.info(`waiting up to ${words.duration(seconds * 1000)} for the tag ${tag} (wait_for_tag)`);
    told = true;
    return commit;
  };
  const commit = await awaited(operation, look, { within: seconds * 1000, longest: RARELY });
  const took = words.duration(clock.now() - started);
  if (commit === undefined) {
    log.notice(`The tag ${tag} is not there after ${took} (wait_for_tag).`);
    return;
  }
  if (clock.now() > started) log.info(`the tag ${tag} is there, ${took}`);
  if (!memory.tagsSeen.has(tag)) memory.tagsSeen.set(tag, clock.now());
}
