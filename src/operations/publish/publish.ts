import { ConfigError, ConflictError, PublishError } from "../../errors";
import { titleOf } from "../../model/drafts";
import { withoutMarkers } from "../../model/notes";
import type { Plan, Seen } from "../../model/plan";
import type { Release } from "../../model/release";
import type { Wanted } from "../../model/request";
import { words } from "../../model/words";
import type { Local } from "../../request/notes/local";
import { type Gauge, gaugeFor } from "../gauge";
import type { Operation } from "../operation";
import { deleteOwnDraft } from "../own-drafts";
import { mayWrite, tellOfToken } from "../rights";
import { type Ahead, lookAhead } from "./ahead";
import { type Published, apply, writes } from "./apply";
import type { ElsewhereToLook } from "./elsewhere";
import { sends } from "./files";
import { arriving } from "./late";
import { float, mayPushFirst, waitUntilTagged, withElsewhere, withTagText } from "./when-asked";
import { linkNotices } from "./linked";
import { look, withTag } from "./look";
import { notesTold } from "./remarks";
import { plan } from "./plan";
import type { Pushing } from "./push-tag";
import { noTarget } from "./tag";

export interface Publishing extends Operation {
  readonly wanted: Wanted;
  /** What this machine knows for notes; absent where nothing is. */
  readonly local?: Local | undefined;
  /** Where files may be linked to that this forge does not take. */
  readonly elsewhere?: ElsewhereToLook | undefined;
  /** Uploads at a time; `auto`: as many as the line and the forge's answers allow. */
  readonly concurrency: number | "auto";
  readonly dryRun: boolean;
  /** How tags are pushed, where one may be. */
  readonly pushing?: Pushing | undefined;
  /** 0 to 1. */
  readonly random: () => number;
}

type LookingOnce = Publishing & { readonly ahead: Ahead; readonly gauge: Gauge };

/** A run ends with what stands, or, in a dry run, with what would be done. */
export type Outcome = { readonly published: Published } | { readonly planned: Plan };

/** The release that stands, or that is there before what is planned. */
export function releaseOf(outcome: Outcome): Release | undefined {
  return "planned" in outcome ? outcome.planned.release : outcome.published.release;
}

/** Rounds of looking and planning before other runs that keep getting in between are told to people. */
const ROUNDS = 10;

/**
 * Look, plan, apply; and again from the start when something got in between: another run made the release, or took
 * it away. What this run has done is remembered across the rounds.
 */
export async function publish(given: Publishing): Promise<Outcome> {
  const asked = await withTagText(given);
  const gauge = gaugeFor(given);
  const publishing = { ...given, gauge, wanted: { ...asked, notes: asked.notes && withoutMarkers(asked.notes) } };
  const { memory, log, clock, random, wanted } = publishing;
  await waitUntilTagged(publishing);
  for (let round = 1; ; round++) {
    try {
      return await publishOnce(publishing, round === 1);
    } catch (error) {
      if (error instanceof ConfigError && (memory.created.size > 0 || memory.sent.size > 0)) throw midway(error);
      if (!(error instanceof ConflictError) || round === ROUNDS) throw explainTarget(error, wanted);
      log.info(`${error.message} Looking again.`);
      await clock.sleep(random() * Math.min(250 * 2 ** round, 4000));
    }
  }
}

async function publishOnce(given: Publishing & { readonly gauge: Gauge }, tells: boolean): Promise<Outcome> {
  const ahead = lookAhead(given);
  try {
    return await lookAndPublish({ ...given, ahead }, tells);
  } finally {
    ahead.end();
  }
}

async function lookAndPublish(publishing: LookingOnce, tells: boolean): Promise<Outcome> {
  const { memory, log, clock, wanted, dryRun } = publishing;
  const started = clock.now();
  const seen = await withElsewhere(publishing, await clearOwnDrafts(publishing, await look(publishing)));
  const planned = await planFor(publishing, seen).catch(async (error: unknown) => {
    if (error instanceof ConfigError) await clearOwnDrafts(publishing, seen, true).catch(() => undefined);
    throw error;
  });
  if (tells) tell(planned, { log, took: words.duration(clock.now() - started), notes: notesTold(seen, wanted) });
  // What the server refused on the way is linked only now.
  else for (const line of linkNotices(planned.files)) log.notice(line);
  const push = planned.steps.find((step) => step.do === "push-tag");
  if (push === undefined) await findTarget(publishing, { seen, plan: planned });
  else await mayPushFirst(publishing, push);
  if (dryRun) {
    await mayWrite(publishing, planned.steps.some(writes));
    return { planned: readable(planned, wanted.tag) };
  }
  const { tag, draft, oversizedFiles, packageName } = wanted;
  const work = { ...publishing, tag, draft, oversizedFiles, packageName, plan: planned, present: seen.assets, memory };
  const published = await apply(work);
  await float(publishing, planned);
  if (published.files.length > 0) log.info(tally(published));
  if (published.result === "unchanged") await tellOfToken(publishing);
  return { published };
}

/**
 * What is to be done. Before anything is changed, and beside whatever stands in the way, a job of a tag looks whether the
 * tag is still on its commit.
 */
async function planFor(publishing: LookingOnce, seen: Seen): Promise<Plan> {
  const { forge, wanted, memory } = publishing;
  const around = wanted.arrival === undefined ? undefined : (await arriving()).planArrival;
  const make = (at: Seen): Plan => plan({ seen: at, wanted, can: forge.can(), run: memory.runId, around });
  try {
    const planned = make(seen);
    if (!planned.steps.some(writes)) return planned;
    const tagged = await withTag(publishing, seen);
    return tagged === seen ? planned : make(tagged);
  } catch (error) {
    // A tag that is missed is not to blame where the whole repository is not there.
    if (seen.release === undefined && seen.tag === "absent") await forge.rights?.();
    const tagged = await withTag(publishing, seen);
    if (tagged === seen) throw error;
    return make(tagged);
  }
}

/**
 * Looks for the commit of a tag that has yet to be made, where the forge would refuse it only after the uploads, or when
 * a draft is published.
 *
 * @throws ConfigError when it is not there.
 */
async function findTarget(
  { forge, ahead, wanted: { tag, target }, dryRun }: LookingOnce,
  at: { readonly seen: Seen; readonly plan: Plan },
): Promise<void> {
  const drafts = at.plan.steps.some((step) => step.do === "create" && step.fields.draft);
  const late = forge.can().order.first !== "release" && (drafts || at.plan.files.some(sends));
  if (at.seen.tag !== "absent" || target === undefined || !(late || dryRun)) return;
  if ((await ahead.commitExists(target)) !== false) return;
  // Where the repository is not there, nothing in it is to blame.
  await forge.rights?.();
  throw noTarget(tag, target);
}

/** A plan for people: a release is called there as its user calls it. */
function readable(planned: Plan, tag: string): Plan {
  const { release } = planned;
  return release === undefined ? planned : { ...planned, release: { ...release, title: titleOf(release, tag) } };
}

/**
 * A draft of this run that lost is empty as a rule: it goes at once, whatever the plan will say. One with files waits
 * until they are in the release that stands, or until the run gives up because they cannot come there.
 */
async function clearOwnDrafts(publishing: Publishing, seen: Seen, givesUp = false): Promise<Seen> {
  const { release, ownDrafts } = seen;
  if (release === undefined) return seen;
  const left: (number | string)[] = [];
  for (const id of ownDrafts) if (!(await deleteOwnDraft(publishing, id, { kept: release, givesUp }))) left.push(id);
  return { ...seen, ownDrafts: left };
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

/**
 * The hint for a refused target that no input gave: it is HEAD of the checkout, and as a rule a commit that was made
 * in this job and never pushed.
 */
function explainTarget(error: unknown, { target, targetIsLocal }: Wanted): unknown {
  if (targetIsLocal !== true || !(error instanceof PublishError) || error.hint?.includes("target_commitish") !== true)
    return error;
  return new PublishError({
    what: error.message,
    said: error.said,
    hint: `The tag was to be made on ${target ?? ""}, the commit that is checked out here. Was it made here and not pushed yet? Push it first (git push origin HEAD), or push the tag.`,
    cause: error.cause ?? error,
  });
}

function tell(
  { release, reasons, notices, warnings }: Plan,
  { log, took, notes }: { readonly log: Operation["log"]; readonly took: string; readonly notes: string },
): void {
  log.info(
    release === undefined
      ? `there is no release of this tag yet, ${took}`
      : `found the ${release.draft ? "draft" : "release"} ${release.tag} (id ${release.id}), ${took}`,
  );
  log.info(notes);
  for (const reason of reasons) log.info(reason);
  for (const notice of notices) log.notice(notice);
  for (const warning of warnings) log.warning(warning);
}
