import { CancelledError, ConflictError, PublishError } from "../errors";
import type { Forge } from "../forges/forge";
import { fileBody } from "../http";
import type { LocalFile } from "../model/file";
import type { FileStep, Plan, Title } from "../model/plan";
import type { Asset, Release } from "../model/release";
import type { WantedFile } from "../model/request";
import type { RunMemory } from "../model/run-memory";
import { words } from "../model/words";
import { eachLimited } from "./each-limited";
import { changes } from "./file-steps";
import { temporaryName } from "./match";
import { able } from "./able";
import { isTooLarge } from "./too-large";
import type { Witness } from "./witness";

/** One of this run's files as it ends up. */
export interface StoredFile {
  readonly file: LocalFile;
  readonly status: FileStep["status"];
  /** `undefined` for a file that was skipped. */
  readonly asset: Asset | undefined;
  /** sha256 of the asset's content, lower-case hex, where it is known. */
  readonly sha256: string | undefined;
}

interface Storing {
  readonly tag: string;
  readonly plan: Plan;
  readonly forge: Forge;
  readonly memory: RunMemory;
  readonly concurrency: number;
  /** What becomes of a file that turns out to be too large. */
  readonly oversizedFiles: "fail" | "skip";
  readonly witness: Witness;
}

/** A file that needs no work, or none yet, as the outputs show it. */
export function untouched(step: FileStep, memory: RunMemory): StoredFile {
  const { match, status } = step;
  const asset = status === "unchanged" || status === "kept" ? step.asset : undefined;
  const own = status === "unchanged" ? memory.hashes.get(match.file.absolute) : undefined;
  // What this run sent before it had to look again is not "unchanged".
  const sent = status === "unchanged" ? memory.sent.get(match.file.storedName) : undefined;
  return { file: match.file, status: sent ?? status, asset, sha256: own ?? asset?.sha256 };
}

/** Brings every file of the plan onto the release, several at a time; where files come first, into the store. */
export async function storeFiles(storing: Storing, release: Release | undefined): Promise<StoredFile[]> {
  const { forge, memory } = storing;
  return eachLimited(storing.plan.files, storing.concurrency, async (step) => {
    if (!changes(step)) return untouched(step, memory);
    await clear(storing, release, step.match.leftovers);
    switch (step.status) {
      case "uploaded":
        return sized(storing, step, () => upload(storing, release, step));
      case "replaced":
        return sized(storing, step, () => replace(storing, standing(release), step));
      case "unchanged": {
        const { asset, retitle, match } = step;
        await clear(storing, release, match.doubles);
        if (retitle === undefined) return untouched(step, memory);
        const change = { asset, to: { name: asset.name, ...retitle } };
        const changed = await able(forge.retitle, "names to change")(standing(release), change);
        storing.witness.info(`${asset.name}: ${retitledAs(asset, retitle)}`);
        return { ...untouched(step, memory), asset: changed };
      }
      case "kept":
      case "skipped":
        return untouched(step, memory);
      default:
        return step satisfies never;
    }
  });
}

function standing(release: Release | undefined): Release {
  return able(release, "release yet to which this file belongs");
}

async function clear({ forge }: Storing, release: Release | undefined, assets: readonly Asset[]): Promise<void> {
  for (const asset of assets) await forge.deleteAsset(standing(release), asset);
}

/** What is already there of a file that is too large now stays as it is, except where it had to go first. */
async function sized(
  storing: Storing,
  step: FileStep & { status: "uploaded" | "replaced" },
  store: () => Promise<Asset>,
): Promise<StoredFile> {
  try {
    return stored(storing, step, await store());
  } catch (error) {
    if (storing.oversizedFiles === "fail" || !isTooLarge(error)) throw error;
    const { file } = step.match;
    const said = error instanceof PublishError ? (error.said ?? error.message) : "";
    storing.witness.notice(
      `Skipped: ${file.path} has ${words.size(file.size)}, which is too large for this server. ${said}`,
    );
    return { file, status: "skipped", asset: undefined, sha256: undefined };
  }
}

function stored(
  { memory }: Storing,
  { match, status }: FileStep & { status: "uploaded" | "replaced" },
  asset: Asset,
): StoredFile {
  memory.sent.set(match.file.storedName, status);
  return { file: match.file, status, asset, sha256: memory.hashes.get(match.file.absolute) ?? asset.sha256 };
}

async function upload(
  storing: Storing,
  release: Release | undefined,
  { match, title }: Extract<FileStep, { status: "uploaded" }>,
): Promise<Asset> {
  const { file, waiting } = match;
  const name = file.storedName;
  if (waiting === undefined) return send(storing, release, { file, name, ...title });
  const change = { asset: waiting, to: { name, ...title } };
  return able(storing.forge.retitle, "names to change")(standing(release), change);
}

/**
 * Replaces an asset by the forge's own protocol. In all but the last the new bytes are stored and checked before the
 * old ones go, so that an interruption loses nothing.
 */
async function replace(
  storing: Storing,
  release: Release,
  step: Extract<FileStep, { status: "replaced" }>,
): Promise<Asset> {
  const { match, old } = step;
  const { forge } = storing;
  const name = match.file.storedName;
  const title = kept(step.title, old);
  const { replace: protocol } = forge.can();
  switch (protocol) {
    case "rename": {
      const temporary = { file: match.file, name: temporaryName(name), label: "", linkType: "" };
      const waiting = match.waiting ?? (await send(storing, release, temporary));
      await clear(storing, release, [old, ...match.doubles]);
      const change = { asset: waiting, to: { ...title, name: old.name } };
      return able(forge.retitle, "names to change")(release, change);
    }
    case "twin": {
      const twin = await send(storing, release, { file: match.file, name, ...title, replaces: old });
      const others = [old, ...match.doubles].filter(({ id }) => id !== twin.id);
      await clear(storing, release, others);
      return twin;
    }
    case "swap": {
      const asset = await send(storing, release, { file: match.file, name, ...title, replaces: old });
      await clear(storing, release, match.doubles);
      return asset;
    }
    case "delete-first":
      await clear(storing, release, [old, ...match.doubles]);
      return send(storing, release, { file: match.file, name, ...title, replaces: old });
    case "none":
      throw new PublishError({ what: `${name} cannot be replaced here; the plan should not have asked for it.` });
    default:
      return protocol satisfies never;
  }
}

/** What is not asked for stays as it was. */
function kept({ label, linkType }: Title, old: Asset): Title {
  return { label: label === "" ? old.label : label, linkType: linkType === "" ? old.linkType : linkType };
}

function retitledAs(asset: Asset, { label, linkType }: Title): string {
  const was = asset.label === "" ? "none" : `“${asset.label}”`;
  return [
    ...(label === asset.label ? [] : [`label “${label}” (was ${was})`]),
    ...(linkType === "" || linkType === asset.linkType ? [] : [`type ${linkType} (was ${asset.linkType || "none"})`]),
  ].join(", ");
}

interface Sent {
  readonly file: WantedFile;
  readonly name: string;
  readonly label: string;
  readonly linkType: string;
  readonly replaces?: Asset;
}

/** `a.zip → other.zip` for a rename that was asked for, `stored as …` for what the forge makes of it. */
function calledAs({ path, name }: LocalFile, stored: string): string {
  const renamed = path.split("/").at(-1) === name ? "" : ` → ${name}`;
  return `${path}${renamed}${stored === name ? "" : `, stored as ${stored}`}`;
}

async function send(storing: Storing, release: Release | undefined, sent: Sent): Promise<Asset> {
  const { forge, memory, witness } = storing;
  const { file } = sent;
  const transfer = witness.transfer(file);
  const body = fileBody(file, (bytes) => {
    transfer.moved(bytes);
  });
  try {
    const upload = { ...sent, replaces: sent.replaces, body };
    const asset = await (release === undefined
      ? able(forge.stock, "place for files without a release")(storing.tag, upload)
      : forge.store(release, upload));
    const sha256 = body.sha256();
    if (sha256 !== undefined) memory.hashes.set(file.absolute, sha256);
    transfer.done(
      `uploaded ${calledAs(file, sent.name === file.storedName ? asset.name : file.storedName)}, ${words.size(file.size)}`,
    );
    return asset;
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof CancelledError)) transfer.failed();
    throw error;
  }
}
