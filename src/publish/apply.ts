import { PublishError } from "../errors";
import type { Clock, Forge } from "../forges/forge";
import { able } from "./able";
import { finalAssets, requireLinks } from "./final-assets";
import { draftTitle } from "../model/drafts";
import { type DraftMarker, decodeNotes, encodeNotes } from "../model/notes";
import type { Plan, Step } from "../model/plan";
import type { Asset, Release, ReleaseChange, ReleaseFields } from "../model/release";
import type { RunMemory } from "../model/run-memory";
import { words } from "../model/words";
import { generate } from "./generate";
import { type Asked, differences, otherTitles, requireDone } from "./read-back";
import { type StoredFile, storeFiles, untouched } from "./store-files";
import type { Witness } from "./witness";

/**
 * What a run did, in a word: made the release and published it; finished a draft, one that was there by publishing it or
 * one that is to stay one; changed what was there; found everything as it was wanted.
 */
export type Result = "published" | "finished" | "updated" | "unchanged";

/** What stands at the end of a run. */
export interface Published {
  readonly result: Result;
  readonly release: Release;
  /** This run made the release that stands. */
  readonly created: boolean;
  /** This run's files, in order. */
  readonly files: readonly StoredFile[];
  /** All assets of the release. */
  readonly assets: readonly Asset[];
}

export interface Work {
  readonly tag: string;
  readonly forge: Forge;
  readonly plan: Plan;
  /** Assets that were there before. */
  readonly present: readonly Asset[];
  readonly memory: RunMemory;
  /** Wish for a draft that is there, by input. */
  readonly draft: boolean | undefined;
  readonly concurrency: number;
  readonly oversizedFiles: "fail" | "skip";
  /** What to do when generated notes turn out to be impossible. */
  readonly onUnsupported: "warn" | "fail";
  readonly clock: Clock;
  readonly witness: Witness;
}

/** Carries out a plan, step by step. */
export async function apply(work: Work): Promise<Published> {
  const { plan, memory } = work;
  const files = plan.files.map((step) => untouched(step, memory));
  let state: State = { release: plan.release, files, links: [], generated: "", asked: {} };
  for (const step of plan.steps) {
    const started = work.clock.now();
    state = await take(step, { ...state, said: undefined }, work);
    if (state.said !== undefined) work.witness.info(`${state.said}, ${words.duration(work.clock.now() - started)}`);
  }
  const release = standing(state);
  requireDone({ ...state, release });
  const assets = await finalAssets(work, release, state);
  const byName = new Map(assets.map((asset) => [asset.name, asset]));
  requireLinks(plan, assets);
  const stored = state.files.map((file) => ({ ...file, asset: file.asset && inTheEnd(file.asset, byName) }));
  const changed = [...differences({ ...state, release, can: work.forge.can() }), ...otherTitles(plan, stored)];
  for (const line of changed) work.witness.notice(line);
  return {
    result: resultOf(work, release),
    release,
    created: memory.created.has(release.id),
    files: stored,
    assets,
  };
}

/** What this run did before it had to look again counts as well. */
function resultOf({ plan, memory }: Work, { id, draft }: Release): Result {
  if (memory.created.has(id)) return draft ? "finished" : "published";
  if (plan.steps.some((step) => step.do === "publish")) return "finished";
  return memory.sent.size > 0 || plan.steps.some(writes) ? "updated" : "unchanged";
}

/** Whether a step changes anything on the forge. */
export function writes(step: Step): boolean {
  return step.do !== "generate-notes" && step.do !== "confirm";
}

/** The list can tell less of an asset than was found out on the way. */
function inTheEnd(asset: Asset, listed: ReadonlyMap<string, Asset>): Asset {
  const last = listed.get(asset.name);
  return last === undefined ? asset : { ...last, size: last.size ?? asset.size };
}

export interface State {
  /** What the last step did, for the log. */
  readonly said?: string | undefined;
  readonly release: Release | undefined;
  readonly files: readonly StoredFile[];
  /** Links that were set. */
  readonly links: readonly Asset[];
  readonly generated: string;
  /** What the requests asked for that changed the release; the last one counts. */
  readonly asked: Asked;
}

function standing({ release }: State): Release {
  if (release === undefined)
    throw new PublishError({ what: "There is no release to work on; the plan should have made one." });
  return release;
}

async function take(step: Step, state: State, work: Work): Promise<State> {
  const { forge, witness } = work;
  switch (step.do) {
    case "generate-notes":
      return { ...state, generated: await generate(step.range, work) };
    case "await-push":
      await forge.drafts?.awaitPush?.(work.tag, state.release);
      return { ...state, said: `waited until the server had handled the push of ${work.tag}` };
    case "create": {
      const notes = draftNotes(
        joined(step.fields.notes, state, work, step.marker?.ends !== "published"),
        step.marker,
        forge,
      );
      const files = state.files.flatMap(({ asset }) => (asset === undefined ? [] : [asset]));
      const title = titleFor(step);
      const fields = { ...step.fields, title, notes };
      const release = await forge.create(fields, { files, links: step.links });
      const asked = askedAtFirst(fields, step.marker);
      requireDone({ asked, release });
      const said = `created the ${release.draft ? "draft" : "release"} ${release.tag} (id ${release.id})`;
      return { ...state, release, said, asked };
    }
    case "store-files":
      return { ...state, files: await storeFiles(work, state.release) };
    case "set-links": {
      const set = able(forge.link, "links on a release");
      const links: Asset[] = [];
      for (const link of step.links) links.push(await set(standing(state), link));
      return { ...state, links, said: `set ${words.count(step.links.length, "link")}` };
    }
    case "update": {
      const change = changed(step, state, work);
      const release = await forge.update(standing(state), change);
      // The forge found nothing to write: it had cut the title, say.
      const said = release === state.release ? undefined : `updated what the release ${release.tag} says`;
      const { draft } = standing(state);
      return { ...state, release, said, asked: { ...(draft && work.draft === true ? { draft } : {}), ...change } };
    }
    case "publish": {
      const fields = { ...step.fields, notes: joined(step.fields.notes, state, work) };
      const release = await able(forge.drafts, "drafts").publish(standing(state), fields);
      const said = release.draft ? undefined : `published ${release.tag}`;
      return { ...state, release, said, asked: { ...fields, draft: false } };
    }
    case "confirm":
      return {
        ...state,
        release: await able(forge.drafts, "drafts").confirm(standing(state)),
        asked: work.draft === true ? { ...state.asked, draft: true } : state.asked,
      };
    case "clear-twin": {
      const cleared = await able(forge.drafts, "drafts").clearTwin(step.id, standing(state));
      if (cleared) {
        work.memory.created.delete(step.id);
        return { ...state, said: `deleted this run's own draft ${step.id}` };
      }
      witness.notice(`This run's own draft ${step.id} has files that the release lacks; it was left as it is.`);
      return state;
    }
    default:
      return step satisfies never;
  }
}

/**
 * What the first request asked for. An unfinished draft says everything again when it is published, and a server may
 * publish it before its time; notes that were not given leave what a plain tag says.
 */
function askedAtFirst(fields: ReleaseFields, marker: DraftMarker | undefined): Asked {
  const { notes, draft, ...others } = fields;
  if (marker?.ends === "published") return { tag: fields.tag };
  return { ...others, draft, ...(notes === "" ? {} : { notes }) };
}

/** What an unfinished draft is called until it is published. */
function titleFor({ fields, marker }: Extract<Step, { do: "create" }>): string {
  return marker?.ends === "published" ? draftTitle({ ...fields, run: marker.run }) : fields.title;
}

/** Given notes and generated ones behind them, cut to what the forge takes; told with the request that has them for good. */
function joined(notes: string, { generated }: State, { forge, witness }: Work, tells = true): string {
  if (generated === "") return notes;
  const all = notes === "" ? generated : `${notes}\n\n${generated}`;
  const most = forge.can().limits.notes ?? Infinity;
  const { length } = [...all];
  if (length <= most) return all;
  if (tells)
    witness.notice(`The notes have ${length} characters and the forge takes ${most}: ${length - most} were cut off.`);
  return `${[...all].slice(0, most - 1).join("")}…`;
}

/** Notes of a draft with its marker. Where both are too long together the marker stands alone: publishing sends the notes. */
function draftNotes(text: string, marker: DraftMarker | undefined, forge: Forge): string {
  const notes = encodeNotes({ text, marker });
  return [...notes].length <= (forge.can().limits.notes ?? Infinity) ? notes : encodeNotes({ text: "", marker });
}

function changed({ change, marker }: Extract<Step, { do: "update" }>, state: State, work: Work): ReleaseChange {
  const present = standing(state);
  const text = change.notes ?? decodeNotes(present.notes).text;
  const says = change.notes !== undefined || state.generated !== "" || marker !== decodeNotes(present.notes).marker;
  return says
    ? { ...change, notes: draftNotes(joined(text, state, work), present.draft ? marker : undefined, work.forge) }
    : change;
}
