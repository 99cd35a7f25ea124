import { PublishError } from "../../errors";
import { TEMPORARY } from "../../model/names";
import type { Plan, Step } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import { words } from "../../model/words";
import { createRelease } from "../create";
import { finalAssets } from "../final-assets";
import { deleteOwnDraft } from "../own-drafts";
import { awaitPush, standing } from "../pushed-tag";
import type { Arrived } from "./arrive";
import { askedAtFirst, changed, draftNotes, titleFor } from "./as-draft";
import { changes } from "./files";
import { arrive, arriving, isLate } from "./late";
import type { Pushing } from "./push-tag";
import { type Asked, differences, otherTitles, requireDone, requireLinks } from "./read-back";
import { type PublishedFile, type UploadingFiles, getReady, untouched, uploadFiles } from "./upload-files";

/**
 * What a run did, in a word: made the release and published it; finished a draft, one that was there by publishing it or
 * one that is to stay one; changed what was there; found everything as it was wanted.
 */
type Result = "published" | "finished" | "updated" | "unchanged";

/** What stands at the end of a run. */
export interface Published {
  readonly result: Result;
  readonly release: Release;
  /** This run made the release that stands. */
  readonly created: boolean;
  /** This run's files, in order. */
  readonly files: readonly PublishedFile[];
  /** All assets of the release. */
  readonly assets: readonly Asset[];
  /** What was done around the files; absent where nothing of it was asked for. */
  readonly arrived?: Arrived;
}

interface Work extends UploadingFiles {
  /** How tags are pushed, where one may be. */
  readonly pushing?: Pushing | undefined;
  readonly plan: Plan;
  /** What was asked for a draft that is there, by input. */
  readonly draft: boolean | undefined;
}

const NOT_ARRIVED: Arrived = { list: undefined, verified: undefined, pruned: [] };

interface State {
  /** What the last step did, for the log. */
  readonly said?: string | undefined;
  readonly release: Release | undefined;
  /** The release that this run made is the one of its tag: see `Created`. */
  readonly stays?: Promise<void>;
  /** The release is what the last request answered, and nothing was changed after that. */
  readonly told: boolean;
  readonly files: readonly PublishedFile[];
  /** What the requests asked for that changed the release; the last one counts. */
  readonly asked: Asked;
  readonly arrived: Arrived;
}

/** Carries out a plan, step by step, and reads back what stands then. */
export async function apply(work: Work): Promise<Published> {
  const { plan, memory, log, forge } = work;
  const files = await Promise.all(plan.files.map((step) => untouched(step, work)));
  getReady(work);
  let state: State = { release: plan.release, told: false, files, asked: {}, arrived: NOT_ARRIVED };
  for (const step of plan.steps.filter((one) => !isLate(one))) {
    const started = work.clock.now();
    // The first uploads need not wait for that; everything else does.
    if (step.do !== "upload-files") await state.stays;
    state = await take(step, { ...state, said: undefined }, work);
    if (state.said !== undefined) log.info(`${state.said}, ${words.duration(work.clock.now() - started)}`);
  }
  await state.stays;
  const release = present(state);
  requireDone({ asked: state.asked, release });
  const assets = await assetsInTheEnd(work, release, state);
  requireLinks(plan, assets);
  const byName = new Map(assets.map((asset) => [asset.name, asset]));
  const published = state.files.map((file) => ({ ...file, asset: file.asset && inTheEnd(file.asset, byName) }));
  const changed = [...differences({ asked: state.asked, release, can: forge.can() }), ...otherTitles(plan, published)];
  for (const line of changed) log.notice(line);
  const created = memory.created.has(release.id);
  const { arrived, left } = await arrive(work, { release, files: published, arrived: state.arrived }, assets);
  return { result: resultOf(work, release), release, created, files: published, assets: left, arrived };
}

/** What this run did before it had to look again counts as well. */
function resultOf({ plan, memory }: Work, { id, draft }: Release): Result {
  if (memory.created.has(id)) return draft ? "finished" : "published";
  if (plan.steps.some((step) => step.do === "publish")) return "finished";
  return memory.sent.size > 0 || plan.steps.some(writes) ? "updated" : "unchanged";
}

/** Whether a step changes anything on the forge. */
export function writes(step: Step): boolean {
  return !["confirm", "await-push", "expect-files", "verify-files", "float-tags"].includes(step.do);
}

/** The list can tell less of an asset than was found out on the way. */
function inTheEnd(asset: Asset, listed: ReadonlyMap<string, Asset>): Asset {
  const last = listed.get(asset.name);
  return last === undefined ? asset : { ...last, size: last.size ?? asset.size };
}

/**
 * All assets with their final addresses: those of the answer that ended the work where it names each that has to be
 * there, else read once more. Nothing is read where nothing was changed.
 */
async function assetsInTheEnd(
  work: Work,
  release: Release,
  { files, told, arrived }: State,
): Promise<readonly Asset[]> {
  const { plan } = work;
  const changed = plan.steps.some((step) =>
    ["upload-files", "set-links", "create", "publish", "write-checksums"].includes(step.do),
  );
  if (!changed) return work.present.filter(isPublic);
  const own = files.flatMap(({ asset }) => (asset === undefined ? [] : [asset.name]));
  const links = plan.steps.flatMap((step) => (step.do === "set-links" ? step.links.map(({ link }) => link.name) : []));
  const shown = new Set(release.assets.flatMap(({ name, label }) => [name, label]));
  const list = arrived.list?.asset.name ?? [];
  const due = [
    ...own,
    ...links,
    ...[list].flat(),
    ...(plan.files.some(changes) ? [] : work.present.map(({ name }) => name)),
  ];
  const whole = told && due.every((name) => shown.has(name));
  return (await finalAssets(work, release, { names: own, told: whole ? release.assets : undefined })).filter(isPublic);
}

/** What is half-made or waits under a temporary name is nobody's download. */
function isPublic({ complete, name }: Asset): boolean {
  return complete && !name.startsWith(TEMPORARY);
}

function present({ release }: Pick<State, "release">): Release {
  if (release !== undefined) return release;
  throw new PublishError({ what: "There is no release to work on; the plan should have made one." });
}

async function take(step: Step, state: State, work: Work): Promise<State> {
  const { forge, log } = work;
  switch (step.do) {
    case "float-tags":
      // When what stands is read back, see `publish`.
      return state;
    case "push-tag":
      return { ...state, said: await (await import("./push-tag")).pushTag(work, work.pushing, step) };
    case "await-push":
      await awaitPush(work, work.tag, state.release);
      return { ...state, said: `waited until the server had handled the push of ${work.tag}` };
    case "make-tag":
      await (await import("./push-tag")).makeTag(step, work);
      return state;
    case "create": {
      const notes = draftNotes(step.fields.notes, step.marker, forge);
      const placed = [...state.files, ...(state.arrived.list === undefined ? [] : [state.arrived.list])];
      const files = placed.flatMap(({ asset }) => (asset === undefined ? [] : [asset]));
      const fields = { ...step.fields, title: titleFor(step), notes };
      const { release, stays } = await createRelease({ ...work, fields, attached: { files, links: step.links } });
      const asked = askedAtFirst(fields, step.marker);
      requireDone({ asked, release });
      const said = `created the ${release.draft ? "draft" : "release"} ${release.tag} (id ${release.id})`;
      return { ...state, release, stays, told: true, said, asked };
    }
    case "upload-files":
      return { ...state, told: false, files: await uploadFiles(work, state) };
    case "set-links": {
      const { links } = forge.can();
      if (links === undefined) return state;
      for (const link of step.links) {
        work.memory.links.set(link.link.name, link.link.url);
        await links.set(present(state), link);
      }
      return { ...state, told: false, said: `set ${words.count(step.links.length, "link")}` };
    }
    case "update": {
      const change = changed(step, present(state), work.forge);
      const release = await forge.update(present(state), change);
      const asked = { ...(release.draft && work.draft === true ? { draft: true } : {}), ...change };
      return { ...state, release, told: true, said: `updated what the release ${release.tag} says`, asked };
    }
    case "publish": {
      const fields = { ...step.fields, draft: false };
      const release = await forge.update(present(state), fields);
      const said = release.draft ? undefined : `published ${release.tag}`;
      return { ...state, release, told: true, said, asked: fields };
    }
    case "confirm": {
      const release = await standing(work, present(state));
      const asked = work.draft === true ? { ...state.asked, draft: true } : state.asked;
      return { ...state, release, told: true, asked };
    }
    case "write-checksums":
      return { ...state, told: false, arrived: await (await arriving()).writeList(work, state, step) };
    case "expect-files":
      await (await arriving()).requireExpected(work, state, step);
      return state;
    case "prune-files":
      return {
        ...state,
        told: false,
        arrived: await (await arriving()).prune(work, { ...state, release: present(state) }, step),
      };
    case "verify-files":
      return state;
    case "delete-own-draft": {
      if (await deleteOwnDraft(work, step.id, { kept: present(state) }))
        return { ...state, said: `deleted this run's own draft ${step.id}` };
      log.notice(`This run's own draft ${step.id} has files that the release lacks; it was left as it is.`);
      return state;
    }
    default:
      return step satisfies never;
  }
}
