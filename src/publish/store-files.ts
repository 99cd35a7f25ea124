import { CancelledError, ConflictError } from "../errors";
import type { Forge } from "../forges/forge";
import { fileBody } from "../http";
import type { LocalFile } from "../model/file";
import type { FileStep, Plan } from "../model/plan";
import type { Asset, Release } from "../model/release";
import type { RunMemory } from "../model/run-memory";
import { words } from "../model/words";
import { eachLimited } from "./each-limited";
import { changes } from "./file-steps";
import { temporaryName } from "./match";
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
  readonly plan: Plan;
  readonly forge: Forge;
  readonly memory: RunMemory;
  readonly concurrency: number;
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

/** Brings every file of the plan onto the release, several at a time. */
export async function storeFiles(storing: Storing, release: Release): Promise<StoredFile[]> {
  return eachLimited(storing.plan.files, storing.concurrency, async (step) => {
    if (!changes(step)) return untouched(step, storing.memory);
    for (const leftover of step.match.leftovers) await storing.forge.deleteAsset(leftover);
    switch (step.status) {
      case "uploaded":
        return stored(storing, step, await upload(storing, release, step));
      case "replaced":
        return stored(storing, step, await replace(storing, release, step));
      case "unchanged": {
        const { asset, relabel } = step;
        const title = { name: asset.name, label: relabel ?? asset.label };
        return {
          ...untouched(step, storing.memory),
          asset: relabel === undefined ? asset : await storing.forge.retitle(asset, title),
        };
      }
      case "kept":
      case "skipped":
        return untouched(step, storing.memory);
      default:
        return step satisfies never;
    }
  });
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
  release: Release,
  { match, label }: Extract<FileStep, { status: "uploaded" }>,
): Promise<Asset> {
  const { file, waiting } = match;
  const name = file.storedName;
  if (waiting !== undefined) return storing.forge.retitle(waiting, { name, label });
  return send(storing, release, { file, name, label });
}

/**
 * Replaces an asset without a gap that an interruption could make lasting: the new bytes are stored and checked under
 * a temporary name, then the old asset goes, then the new one gets its name.
 */
async function replace(
  storing: Storing,
  release: Release,
  step: Extract<FileStep, { status: "replaced" }>,
): Promise<Asset> {
  const { match, old } = step;
  const title = { name: old.name, label: step.label === "" ? old.label : step.label };
  const name = temporaryName(match.file.storedName);
  const waiting = match.waiting ?? (await send(storing, release, { file: match.file, name, label: "" }));
  await storing.forge.deleteAsset(old);
  return storing.forge.retitle(waiting, title);
}

async function send(
  { forge, memory, witness }: Storing,
  release: Release,
  sent: { file: LocalFile; name: string; label: string },
): Promise<Asset> {
  const { file } = sent;
  const transfer = witness.transfer(file);
  const body = fileBody(file, (bytes) => {
    transfer.moved(bytes);
  });
  try {
    const asset = await forge.store(release, { ...sent, body });
    const sha256 = body.sha256();
    if (sha256 !== undefined) memory.hashes.set(file.absolute, sha256);
    transfer.done(
      `uploaded ${file.path}${asset.name === file.name ? "" : ` as ${asset.name}`}, ${words.size(file.size)}`,
    );
    return asset;
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof CancelledError)) transfer.failed();
    throw error;
  }
}
