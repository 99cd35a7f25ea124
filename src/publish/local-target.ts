import { PublishError } from "../errors";
import type { Wanted } from "../model/request";

/**
 * The hint for a refused target that no input gave: it is HEAD of the checkout, and as a rule a commit that was made
 * in this job and never pushed.
 */
export function explainTarget(error: unknown, { target, targetIsLocal }: Wanted): unknown {
  if (targetIsLocal !== true || !(error instanceof PublishError) || error.hint?.includes("target_commitish") !== true)
    return error;
  return new PublishError({
    what: error.message,
    said: error.said,
    hint: `The tag was to be made on ${target ?? ""}, the commit that is checked out here. Was it made here and not pushed yet? Push it first (git push origin HEAD), or push the tag.`,
    cause: error.cause ?? error,
  });
}
