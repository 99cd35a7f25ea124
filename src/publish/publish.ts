import { ConfigError, ConflictError, PublishError } from "../errors";
import type { Clock, Forge } from "../forges/forge";
import { titleOf } from "../model/drafts";
import { withoutMarkers } from "../model/notes";
import type { Plan, Seen } from "../model/plan";
import type { Wanted } from "../model/request";
import type { RunMemory } from "../model/run-memory";
import { words } from "../model/words";
import { type Published, apply, writes } from "./apply";
import { able } from "./able";
import { explainTarget } from "./local-target";
import { sends } from "./file-steps";
import { look } from "./look";
import { notesFate } from "./notes-fate";
import { plan } from "./plan";
import { withTag } from "./tag-state";
import type { Witness } from "./witness";

export interface Publishing {
  readonly forge: Forge;
  readonly wanted: Wanted;
  readonly memory: RunMemory;
  readonly concurrency: number;
  readonly dryRun: boolean;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly witness: Witness;
}

/** A run ends with what stands, or, in a dry run, with what would be done. */
export type Outcome = { readonly published: Published } | { readonly planned: Plan };

/** Rounds of looking and planning before other runs that keep getting in between are told to people. */
const ROUNDS = 10;

/**
 * Look, plan, apply; and again from the start when something got in between: another run made the release, or took
 * it away. What this run has done is remembered across the rounds.
 */
export async function publish(publishing: Publishing): Promise<Outcome> {
  const { forge, memory, concurrency, witness } = publishing;
  const { notes } = publishing.wanted;
  const wanted = { ...publishing.wanted, notes: notes && withoutMarkers(notes) };
  for (let round = 1; ; round++) {
    try {
      const started = publishing.clock.now();
      const seen = await clearTwins(forge, memory, await look({ forge, wanted, memory, concurrency }));
      const planned = await planFor(forge, wanted, { seen, run: memory.runId });
      const took = words.duration(publishing.clock.now() - started);
      if (round === 1) tell(planned, { witness, took, notes: notesFate(planned.release, wanted) });
      await findTarget(forge, wanted, { seen, plan: planned, dryRun: publishing.dryRun });
      if (publishing.dryRun) await mayWrite(forge, planned);
      if (publishing.dryRun) return { planned: readable(planned, wanted.tag) };
      const work = {
        tag: wanted.tag,
        forge,
        plan: planned,
        present: seen.assets,
        memory,
        draft: wanted.draft,
        concurrency,
        onUnsupported: wanted.onUnsupported,
        oversizedFiles: wanted.oversizedFiles,
        clock: publishing.clock,
        witness,
      };
      const published = await apply(work);
      if (published.files.length > 0) witness.info(tally(published));
      return { published };
    } catch (error) {
      if (error instanceof ConfigError && (memory.created.size > 0 || memory.sent.size > 0)) throw midway(error);
      if (!(error instanceof ConflictError) || round === ROUNDS) throw explainTarget(error, wanted);
      witness.info(`${error.message} Looking again.`);
      await publishing.clock.sleep(publishing.random() * Math.min(250 * 2 ** round, 4000));
    }
  }
}

/**
 * What is to be done. Before anything is changed, and beside whatever stands in the way, a job of a tag looks whether the
 * tag is still on its commit.
 */
async function planFor(forge: Forge, wanted: Wanted, at: { seen: Seen; run: string }): Promise<Plan> {
  const make = (seen: Seen): Plan => plan({ seen, wanted, can: forge.can(), run: at.run });
  try {
    const planned = make(at.seen);
    if (!planned.steps.some(writes)) return planned;
    const seen = await withTag(forge, wanted, at.seen);
    return seen === at.seen ? planned : make(seen);
  } catch (error) {
    const { release, tag } = at.seen;
    // A tag that is missed is not to blame where the whole repository is not there.
    if (release === undefined && tag === "absent") await forge.rights?.();
    const seen = await withTag(forge, wanted, at.seen);
    if (seen === at.seen) throw error;
    return make(seen);
  }
}

/**
 * Looks for the commit of a tag that has yet to be made, where the forge would refuse it only after the uploads.
 *
 * @throws ConfigError when it is not there.
 */
async function findTarget(
  forge: Forge,
  { tag, target }: Wanted,
  at: { readonly seen: Seen; readonly plan: Plan; readonly dryRun: boolean },
): Promise<void> {
  const late = forge.can().order !== "release-first" && at.plan.files.some(sends);
  if (at.seen.tag !== "absent" || target === undefined || !(late || at.dryRun)) return;
  if ((await forge.knows?.(target)) !== false) return;
  // Where the repository is not there, nothing in it is to blame.
  await forge.rights?.();
  throw new ConfigError({
    what: `The tag ${tag} cannot be made: the repository has no commit or branch ${target}.`,
    hint: "Nothing was changed. Push the commit first, or set target_commitish to a branch or a commit that the server has.",
  });
}

/** @throws PublishError when the forge says that this token may not do what is planned. */
async function mayWrite(forge: Forge, { steps }: Plan): Promise<void> {
  const rights = await forge.rights?.();
  if (rights?.writes !== false || !steps.some(writes)) return;
  throw new PublishError({
    what: "This dry run found what a run could not do: the token may read the repository and not write to it.",
    hint: rights.hint,
  });
}

/** A plan for people: a release is called there as its user calls it. */
function readable(planned: Plan, tag: string): Plan {
  const { release } = planned;
  return release === undefined ? planned : { ...planned, release: { ...release, title: titleOf(release, tag) } };
}

/**
 * A draft of this run that lost is empty as a rule: it goes at once, whatever the plan will say. One with files waits
 * until they are in the release that stands.
 */
async function clearTwins(forge: Forge, memory: RunMemory, seen: Seen): Promise<Seen> {
  const { release, ownTwins } = seen;
  if (release === undefined) return seen;
  const left: (number | string)[] = [];
  for (const id of ownTwins) {
    if (await able(forge.drafts, "drafts").clearTwin(id, release)) memory.created.delete(id);
    else left.push(id);
  }
  return { ...seen, ownTwins: left };
}

/** What stands in the way was found after this run had begun to change things: no error of the inputs any more. */
function midway(error: ConfigError): PublishError {
  const hint = "What this run did so far stays; the same command goes on from there.";
  return new PublishError({ what: error.message, said: error.said, hint, cause: error });
}

/** `3 files: 2 uploaded, 1 unchanged` */
function tally({ files }: Published): string {
  const counts = new Map<string, number>();
  for (const { status } of files) counts.set(status, (counts.get(status) ?? 0) + 1);
  return `${words.count(files.length, "file")}: ${[...counts].map(([status, count]) => `${count} ${status}`).join(", ")}`;
}

function tell(
  { release, reasons, notices, warnings }: Plan,
  { witness, took, notes }: { readonly witness: Witness; readonly took: string; readonly notes: string },
): void {
  witness.info(
    release === undefined
      ? `there is no release of this tag yet, ${took}`
      : `found the ${release.draft ? "draft" : "release"} ${release.tag} (id ${release.id}), ${took}`,
  );
  witness.info(notes);
  for (const reason of reasons) witness.info(reason);
  for (const notice of notices) witness.notice(notice);
  for (const warning of warnings) witness.warning(warning);
}
