import { ConfigError, PublishError } from "../errors";
import type { Clock, Forge } from "../forges/forge";
import { able } from "./able";
import { sends } from "./file-steps";
import { draftTitle } from "../model/drafts";
import { type DraftMarker, decodeNotes, encodeNotes, withoutMarkers } from "../model/notes";
import type { Plan, Step } from "../model/plan";
import type { Asset, NotesRange, Release, ReleaseChange } from "../model/release";
import type { RunMemory } from "../model/run-memory";
import { words } from "../model/words";
import { TEMPORARY } from "./match";
import { type StoredFile, storeFiles, untouched } from "./store-files";
import type { Witness } from "./witness";

/**
 * What a run did, in a word: made the release public; made a draft; made a draft public that was there; changed what was
 * there; found everything as it was wanted.
 */
export type Result = "published" | "drafted" | "finished" | "updated" | "unchanged";

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
  let state: State = { release: plan.release, files, links: [], generated: "" };
  for (const step of plan.steps) {
    const started = work.clock.now();
    state = await take(step, { ...state, said: undefined }, work);
    if (state.said !== undefined) work.witness.info(`${state.said}, ${words.duration(work.clock.now() - started)}`);
  }
  const release = standing(state);
  const assets = await finalAssets(work, release, state);
  const byName = new Map(assets.map((asset) => [asset.name, asset]));
  return {
    result: resultOf(work, release),
    release,
    created: memory.created.has(release.id),
    files: state.files.map((file) => ({ ...file, asset: file.asset && inTheEnd(file.asset, byName) })),
    assets,
  };
}

/** What this run did before it had to look again counts as well. */
function resultOf({ plan, memory }: Work, { id, draft }: Release): Result {
  if (memory.created.has(id)) return draft ? "drafted" : "published";
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

interface State {
  /** What the last step did, for the log. */
  readonly said?: string | undefined;
  readonly release: Release | undefined;
  readonly files: readonly StoredFile[];
  /** Links that were set. */
  readonly links: readonly Asset[];
  readonly generated: string;
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
      return state;
    case "create": {
      const notes = draftNotes(joined(step.fields.notes, state, forge), step.marker, forge);
      const files = state.files.flatMap(({ asset }) => (asset === undefined ? [] : [asset]));
      const title = titleFor(step);
      const release = await forge.create({ ...step.fields, title, notes }, { files, links: step.links });
      const said = `created the ${release.draft ? "draft" : "release"} ${release.tag} (id ${release.id})`;
      return { ...state, release, said };
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
      const release = await forge.update(standing(state), changed(step, state, forge));
      // The forge found nothing to write: it had cut the title, say.
      const said = release === state.release ? undefined : `updated what the release ${release.tag} says`;
      return { ...state, release, said };
    }
    case "publish": {
      const release = await able(forge.drafts, "drafts").publish(standing(state), {
        ...step.fields,
        notes: joined(step.fields.notes, state, forge),
      });
      return { ...state, release, said: `published ${release.tag}` };
    }
    case "confirm":
      return { ...state, release: await able(forge.drafts, "drafts").confirm(standing(state)) };
    case "clear-twin": {
      const cleared = await able(forge.drafts, "drafts").clearTwin(step.id, standing(state));
      if (cleared) work.memory.created.delete(step.id);
      else witness.notice(`This run's own draft ${step.id} has files that the release lacks; it was left as it is.`);
      return state;
    }
    default:
      return step satisfies never;
  }
}

async function generate(range: NotesRange, { forge, onUnsupported, witness }: Work): Promise<string> {
  const notes = await forge.notes?.generate(range);
  if (notes !== undefined) {
    witness.info(`generated notes${range.previousTag === undefined ? "" : ` since ${range.previousTag}`}`);
    return withoutMarkers(notes);
  }
  const what = "This server cannot generate release notes (generate_release_notes).";
  if (onUnsupported === "fail")
    throw new ConfigError({
      what,
      hint: "Nothing was changed. Leave generate_release_notes out, or set on_unsupported: warn.",
    });
  witness.notice(what);
  return "";
}

/** What an unfinished draft is called until it is published. */
function titleFor({ fields, marker }: Extract<Step, { do: "create" }>): string {
  return marker?.ends === "published" ? draftTitle({ ...fields, run: marker.run }) : fields.title;
}

/** Given notes and generated ones behind them, cut to what the forge takes. */
function joined(notes: string, { generated }: State, forge: Forge): string {
  if (generated === "") return notes;
  const all = notes === "" ? generated : `${notes}\n\n${generated}`;
  const most = forge.can().limits.notes ?? Infinity;
  return [...all].length <= most ? all : `${[...all].slice(0, most - 1).join("")}…`;
}

/** Notes of a draft with its marker. Where both are too long together the marker stands alone: publishing sends the notes. */
function draftNotes(text: string, marker: DraftMarker | undefined, forge: Forge): string {
  const notes = encodeNotes({ text, marker });
  return [...notes].length <= (forge.can().limits.notes ?? Infinity) ? notes : encodeNotes({ text: "", marker });
}

function changed({ change, marker }: Extract<Step, { do: "update" }>, state: State, forge: Forge): ReleaseChange {
  const present = standing(state);
  const text = change.notes ?? decodeNotes(present.notes).text;
  const says = change.notes !== undefined || state.generated !== "" || marker !== decodeNotes(present.notes).marker;
  return says
    ? { ...change, notes: draftNotes(joined(text, state, forge), present.draft ? marker : undefined, forge) }
    : change;
}

/**
 * All assets with their final addresses. Publishing moves the files of a draft to other addresses, and a new file may
 * get its own only after a while: the answer that ended the work names them, though not always all.
 */
async function finalAssets(
  { plan, present, forge }: Work,
  release: Release,
  { files, links }: State,
): Promise<readonly Asset[]> {
  const stored = new Set(files.flatMap(({ asset }) => (asset === undefined ? [] : [asset.name])));
  const sent = plan.files.some(sends);
  const read = async (): Promise<readonly Asset[]> =>
    (await (forge.settle?.(release, [...stored]) ?? forge.assets(release))).filter(isPublic);
  if (plan.steps.some((step) => step.do === "publish" || (step.do === "create" && !step.fields.draft && !sent))) {
    const told = release.assets.filter(isPublic);
    const names = new Set(told.map(({ name }) => name));
    const due = [...stored, ...[...links, ...present.filter(isPublic)].map(({ name }) => name)];
    return due.every((name) => names.has(name)) ? told : read();
  }
  if (forge.settle !== undefined && (sent || links.length > 0)) return read();
  if (plan.release === undefined && sent && forge.can().order === "files-first") return release.assets.filter(isPublic);
  const gone = outdated(plan, files);
  const known = new Map(present.filter(({ id }) => !gone.has(id)).map((asset) => [asset.name, asset]));
  for (const asset of [...files.map((file) => file.asset), ...links])
    if (asset !== undefined) known.set(asset.name, asset);
  return [...known.values()].filter(isPublic);
}

/** Assets in whose place others are now, maybe under another name. */
function outdated({ files, steps }: Plan, stored: readonly StoredFile[]): ReadonlySet<Asset["id"]> {
  const replaced = (at: number): boolean => stored[at]?.status === "replaced";
  const olds = files.flatMap((step, at) => (step.status === "replaced" && replaced(at) ? [step.old] : []));
  const links = steps.flatMap((step) => (step.do === "set-links" ? step.links.map(({ present }) => present) : []));
  return new Set([...olds, ...links].flatMap((asset) => (asset === undefined ? [] : [asset.id])));
}

/** What is half-made or waits under a temporary name is nobody's download. */
function isPublic({ complete, name }: Asset): boolean {
  return complete && !name.startsWith(TEMPORARY);
}
