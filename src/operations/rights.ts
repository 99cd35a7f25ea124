import type { Trouble } from "../errors";
import type { Rights } from "../forges/forge";

/** Why nothing can be written to a repository; `undefined` where that is not known to be so. */
export function whyNoWrites({ archived, writes, hint }: Rights): Trouble | undefined {
  if (archived === true)
    return {
      what: "The repository is archived, and takes no changes.",
      hint: "Take it out of the archive in its settings, or name another one.",
    };
  return writes === false ? { what: "The token may read the repository and not write to it.", hint } : undefined;
}
