import { ConflictError, PublishError } from "../errors";
import { statusOf } from "../forges/kit/rest";
import { checksum, temporaryName } from "../model/names";
import type { Asset, Release } from "../model/release";
import { type Source, textSource } from "../model/source";
import { deleteAsset, listAssets, named } from "./assets";
import {
  type ChecksumList,
  type ChecksumLook,
  checksumText,
  isAlone,
  keyOf,
  lookForChecksums,
  standsAs,
} from "./checksum-list";
import { known, remember } from "./digests";
import { fixedGauge } from "./gauge";
import { type Operation, awaited } from "./operation";
import { replaceFile } from "./replace";
import { type Uploading, uploadFile } from "./upload";

/** The list as it stands on the release. */
export interface ListedChecksums {
  readonly asset: Asset;
  readonly status: "uploaded" | "replaced" | "unchanged";
  /** Files that have a line. */
  readonly files: number;
  readonly sha256: string;
}

/** How often the list is looked at and written before other runs that keep getting in between are told to people. */
const TURNS = 60;
/** How often the same refusal is believed to come from another run, though nothing has changed. */
const SAME = 4;
/** Longest pause after another run got in between, and how long one that has begun to write is waited for. Milliseconds. */
const PAUSE = 3000;
const WRITING = 60_000;

/**
 * Brings the list of checksums of a release up to date: a line for every file, read again after it was written until
 * none is missing. Runs that do this at the same moment end with one list that has everything, because each writes its
 * list after its files, and whoever writes last looks again.
 *
 * @returns `undefined` for a release without files, which gets no list
 * @throws PublishError that names a file which cannot be read, or when other runs keep getting in between
 */
export async function writeChecksums(
  operation: Operation,
  release: Release,
  list: ChecksumList,
): Promise<ListedChecksums | undefined> {
  // What a list of this run says of others is only what it had read itself.
  const written = new Set<string>();
  const { write, tidy } = createWrite(operation, release, { ...list, written });

  /** Composes the list and compares it with the one that is there; writes what differs. */
  async function round(look: ChecksumLook): Promise<Wrote | Omit<ListedChecksums, "status">> {
    const { standing, files } = look;
    const trusted = standing === undefined || written.has(keyOf(standing)) ? undefined : standing;
    try {
      const source = await textSource(list.name, await checksumText(operation, release, { look, list, trusted }));
      const asset = await standsAs(operation, release, { look, source });
      if (asset === undefined) return await write(look, source);
      if (!isAlone(look)) return await tidy(look, asset);
      return { asset, files: files.length, sha256: await source.sha256() };
    } catch (error) {
      // A file that is gone was there when the list was read.
      if (!isContention(error)) throw error;
      return { refused: error };
    }
  }

  let status: ListedChecksums["status"] = "unchanged";
  let refused = { shape: "", times: 0 };
  for (let turn = 0; turn < TURNS; turn++) {
    const look = await lookForChecksums(operation, release, list);
    if (look.files.length === 0) return undefined;
    const did = await round(look);
    if (typeof did === "object" && "asset" in did) return { ...did, status };
    if (did === "uploaded" || did === "replaced") {
      // Who has to write again is not alone.
      if (status !== "unchanged") await pause(operation, turn);
      status = status === "unchanged" ? did : status;
      continue;
    }
    const shape = JSON.stringify(look.all.map(keyOf));
    refused = { shape, times: shape === refused.shape ? refused.times + 1 : 1 };
    if (did !== "busy" && refused.times >= SAME) throw did.refused;
    await pause(operation, turn);
  }
  throw new PublishError({
    what: `${list.name} could not be brought up to date: other runs changed the release ${release.tag} each time.`,
    hint: "Run it again when they have ended: what is already uploaded is not sent again.",
  });
}

type Wrote = "uploaded" | "replaced" | "busy" | { readonly refused: unknown };

function createWrite(operation: Operation, release: Release, list: ChecksumList & { readonly written: Set<string> }) {
  const { forge, clock } = operation;
  const { sameName, listsLag, labels, replace } = forge.can();
  const byName = sameName === "duplicates-by-name";
  /** When a rest of another run was seen first. */
  const restsSeen = new Map<Asset["id"], number>();
  /** Lists that this run has stored under their temporary name. */
  const stored = new Set<string>();

  /** A rest that is young may be another run at work, which is given its time; one of this run was overtaken. */
  function mayBeAtWork(rest: Asset): boolean {
    if (stored.has(keyOf(rest))) return false;
    const { id, uploadedAt } = rest;
    const since = restsSeen.get(id) ?? clock.now();
    restsSeen.set(id, since);
    return clock.now() - Math.min(since, uploadedAt ?? since) < WRITING;
  }

  /** Where a list is renamed into its place, another run may do so first: then this one is known as a rest of this run. */
  async function store(uploading: Uploading): Promise<Asset | undefined> {
    if (replace.by !== "rename") return undefined;
    const name = temporaryName(uploading.upload.name);
    const asset = await uploadFile({ ...uploading, upload: { ...uploading.upload, name, label: undefined } });
    stored.add(keyOf(asset));
    return asset;
  }

  async function send({ standing: old, lists, all }: ChecksumLook, waiting: Asset | undefined, source: Source) {
    const { name, storedName, packageName } = list;
    const label = storedName === name || labels === undefined ? undefined : name;
    const upload = { name: storedName, label, linkType: undefined, source, packageName, replaces: undefined };
    const file = { path: name, plainerNames: undefined };
    const uploading = { ...operation, gauge: fixedGauge(1), release, file, upload, present: all };
    const made =
      old !== undefined
        ? await replaceFile({
            ...{ ...uploading, old },
            match: { waiting: waiting ?? (await store(uploading)), duplicates: lists.filter((one) => one !== old) },
          })
        : waiting !== undefined && replace.by === "rename"
          ? await replace.rename(release, { asset: waiting, to: upload })
          : await uploadFile(uploading);
    list.written.add(keyOf(made));
    remember(operation, made, await source.sha256());
    if (listsLag) await awaited(operation, async () => named(await listAssets(operation, release), made.name)[0]);
    return old === undefined ? "uploaded" : "replaced";
  }

  /** By its name only the oldest can be deleted, and whoever else sees two deletes one, too: runs take turns. */
  async function leaveOne(): Promise<"busy"> {
    await clock.sleep(Number.parseInt(checksum(`${operation.memory.runId} ${clock.now()}`), 36) % PAUSE);
    const [oldest, ...more] = named(await listAssets(operation, release), list.storedName);
    if (oldest !== undefined && more.length > 0) await forge.deleteAsset(release, oldest);
    return "busy";
  }

  /** The list is right: what is beside it goes. Every run leaves the same one. */
  async function tidy({ lists, rests }: ChecksumLook, right: Asset): Promise<Wrote> {
    if (rests.some(mayBeAtWork)) return "busy";
    if (byName && lists.length > 1) return leaveOne();
    for (const one of [...rests, ...lists.filter(({ id }) => id !== right.id)])
      await deleteAsset(operation, release, one);
    return "busy";
  }

  async function write(look: ChecksumLook, source: Source): Promise<Wrote> {
    const sha256 = await source.sha256();
    const waiting = look.rests.find((rest) => rest.complete && known(operation, rest) === sha256);
    if (waiting === undefined && look.rests.some(mayBeAtWork)) return "busy";
    for (const rest of look.rests) if (rest !== waiting) await deleteAsset(operation, release, rest);
    if (byName && look.lists.length > 1) return leaveOne();
    return send(look, waiting, source);
  }

  return { write, tidy };
}

/** Whether an error can come from another run that writes the same list. A limit or a missing right cannot. */
function isContention(error: unknown): boolean {
  if (error instanceof ConflictError) return true;
  return error instanceof PublishError && [404, 409, 422].includes(statusOf(error) ?? 0);
}

/** Longer each time, and not at the same moment as the others. */
async function pause({ clock, memory }: Operation, turn: number): Promise<void> {
  const most = Math.min(200 * 2 ** Math.min(turn, 10), PAUSE);
  await clock.sleep(most / 2 + (Number.parseInt(checksum(`${memory.runId} ${turn}`), 36) % most) / 2);
}
