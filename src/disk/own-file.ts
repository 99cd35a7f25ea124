import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { PublishError } from "../errors";
import { errorCode } from "./paths";

/** Windows knows not all of them. */
const FLAGS: Readonly<Record<string, number | undefined>> = { ...constants };

/** Not through a link, and without waiting for the other end of a pipe. */
const OWN = constants.O_RDWR | constants.O_CREAT | (FLAGS.O_NOFOLLOW ?? 0) | (FLAGS.O_NONBLOCK ?? 0);

/**
 * Opens a file to be written to, which is made where it is not there; never through a link, and never one that has
 * another name as well.
 *
 * @throws PublishError for what stands there instead, Error as the system has it
 */
export function openOwn(path: string): { readonly handle: number; readonly size: number } {
  const handle = opened(path);
  try {
    const there = fstatSync(handle);
    if (!there.isFile() || there.nlink > 1) throw inTheWay(path);
    return { handle, size: there.size };
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function opened(path: string): number {
  try {
    return openSync(path, OWN, 0o666);
  } catch (error) {
    throw /^(ELOOP|EMLINK|EISDIR|ENXIO)$/.test(errorCode(error)) ? inTheWay(path, error) : error;
  }
}

function inTheWay(path: string, cause?: unknown): PublishError {
  return new PublishError({
    what: `${path} is there, and is a link or no plain file: nothing is written through it.`,
    hint: "Take it away, and run it again.",
    cause,
  });
}

/** Somebody else has changed a file while it was written. */
export function changed(path: string): PublishError {
  return new PublishError({
    what: `${path} was changed while it was downloaded.`,
    hint: "Does another program work in this folder? Run it again.",
  });
}
