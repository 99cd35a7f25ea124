import type { Wanted } from "../../model/request";
import { type Early, early } from "../early";
import type { Operation } from "../operation";

interface Publishing extends Operation {
  readonly wanted: Wanted;
  readonly dryRun: boolean;
}

/** What is asked for beside the release itself, because a new one needs it before anything is changed. */
export interface Ahead {
  /** Commit of the tag, as `Forge.tagCommit` tells it. Later looks ask again. */
  tagCommit(): Promise<string | undefined>;
  /** As `Forge.commitExists` tells it. */
  commitExists(ref: string): Promise<boolean | undefined>;
  /** The looks are over; what nobody has asked for is no matter. */
  end(): void;
}

/**
 * Begins the looks that a new release is going to need. One that is there may not, and then nothing waits for them; a job
 * that ran before finds it there as a rule, and begins none.
 */
export function lookAhead({ forge, wanted, dryRun }: Publishing): Ahead {
  const { tag, target, tagIsThere, isRepeated, expectedCommit, files, draft } = wanted;
  const { tags, order } = forge.can();
  const checksTag = tags && isRepeated !== true && (!tagIsThere || expectedCommit !== undefined);
  // What the server itself refuses before anything is there needs no question.
  const late = order.first !== "release" && (files.length > 0 || draft === true);
  if (files.length > 0 && isRepeated !== true && !dryRun) forge.awaitFiles?.(tag, wanted.packageName);
  let commit = checksTag ? early(() => forge.tagCommit(tag)) : undefined;
  const exists =
    tags &&
    isRepeated !== true &&
    !tagIsThere &&
    target !== undefined &&
    (late || dryRun) &&
    forge.commitExists !== undefined
      ? begin(target, forge.commitExists)
      : undefined;
  return {
    tagCommit() {
      const begun = commit;
      commit = undefined;
      return begun?.take() ?? forge.tagCommit(tag);
    },
    commitExists: async (ref) => (ref === target ? exists : undefined)?.take() ?? forge.commitExists?.(ref),
    end() {
      commit?.drop();
      exists?.drop();
    },
  };
}

function begin(target: string, look: (ref: string) => Promise<boolean | undefined>): Early<boolean | undefined> {
  return early(() => look(target));
}
