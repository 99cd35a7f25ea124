import { randomUUID } from "node:crypto";
import { basename, dirname } from "node:path";
import { type PartFile, newPart, openPart } from "../../disk/part-file";
import { type Finished, standingAt } from "../../disk/settle";
import { PublishError } from "../../errors";
import type { Forge } from "../../forges/forge";
import { statusOf } from "../../forges/kit/rest";
import { AnswerError, type Content } from "../../http";
import type { Asset, Release } from "../../model/release";
import { leave, requirePlain } from "../assets";
import type { Gauge } from "../gauge";
import type { Transfer } from "../operation";
import { type Leftovers, type Place, clearParts, partPath, short } from "./parts";
import type { Wanted } from "./plan";

/** A file that was brought to disk under a temporary name. */
export interface Fetched extends Finished {
  readonly size: number;
  /** Other parts of it, of which none is needed when it has its name. */
  readonly stale: readonly string[];
}

type Part = Omit<Fetched, "stale">;

/** Content that has come, of which the end may still be in memory. */
interface Received {
  readonly part: PartFile;
  readonly path: string;
  readonly resumed: boolean;
}

interface Fetching extends Wanted {
  readonly forge: Forge;
  readonly release: Release;
  /** The transfer, which begins with the first try. */
  readonly begin: () => Transfer;
  /** Each try waits for its turn. */
  readonly gauge: Gauge;
  readonly leftovers: Leftovers;
}

/** Bytes of a file of which neither the forge nor the answer tells the size. */
const ENDLESS = 64 * 1024 ** 3;

/**
 * Brings a file to disk, beside the name that it will have. A try that breaks off goes on where it was, if it is the
 * same content still: by its digest, or by the word that the server has for it.
 *
 * @throws PublishError for content of another size or sha256 than was told.
 */
export async function fetchFile(fetching: Fetching): Promise<Fetched> {
  const { path, leftovers } = fetching;
  const [folder, name] = [dirname(path), basename(path)];
  const tagged = new Map<string, string>();
  const place = { folder, name, left: leftovers.get(name) ?? [], tagged, fresh: false };
  const whole = await fetchRight(fetching, place);
  return { ...whole, stale: [...place.left, ...tagged.keys()].filter((one) => one !== whole.path) };
}

/** The content that is expected: what was gone on with may have been spoilt before. */
async function fetchRight(fetching: Fetching, place: Place): Promise<Part> {
  const { forge, asset, expected, gauge } = fetching;
  const bring = async (): Promise<Part & { readonly resumed: boolean }> => {
    const received = await forge.attempt(() => gauge.pass(asset.size, () => oneTry(fetching, place)), {
      doing: `downloading ${asset.name}`,
    });
    // The next file is asked for before this one is written: the server works meanwhile.
    await new Promise((done) => setImmediate(done));
    const { part, path, resumed } = received;
    return { part, path, size: part.size(), sha256: await part.finish(), resumed };
  };
  const first = await bring();
  if (expected === undefined || first.sha256 === expected) return first;
  // What an earlier run had left may have been spoilt; what was read in one piece is not read twice.
  place.fresh = true;
  const whole = first.resumed ? await bring() : first;
  if (whole.sha256 === expected) return whole;
  clearParts([whole.path]);
  throw new PublishError({
    what: `${asset.name} was downloaded, and is not what the release says it is.`,
    said: `Its sha256 is ${whole.sha256}; the release says ${expected}.`,
    hint: "Nothing was replaced. Is there a proxy that changes files? Was the file changed after its checksums were made?",
  });
}

/** The part to go on with: of the content that is expected, else one that the server had a word for. */
function partToGoOnWith({ expected }: Fetching, place: Place): string | undefined {
  const isTagged = (path: string): boolean => basename(path).startsWith(`.${place.name}.e`);
  const possible =
    expected === undefined
      ? [...place.tagged.keys(), ...place.left].filter(isTagged)
      : [partPath(place, `d${short(expected)}`)];
  return possible.find((path) => standingAt(path) !== "nothing");
}

async function oneTry(fetching: Fetching, place: Place): Promise<Received> {
  fetching.begin();
  const path = partToGoOnWith(fetching, place);
  const part = path === undefined ? undefined : await openPart(path);
  try {
    if (place.fresh) await part?.restart();
    place.fresh = false;
    const content = await openContent(fetching, { offset: part?.size() ?? 0, etag: place.tagged.get(path ?? "") });
    if ((content.from ?? 0) === 0) {
      part?.close();
      return await receiveWhole(fetching, place, content);
    }
    if (part === undefined || path === undefined || !goesOn(fetching, { path, size: part.size(), content })) {
      place.fresh = true;
      await leave(content);
      await part?.restart();
      throw new AnswerError(`GET ${fetching.asset.name}`, "the server sends a part of other content");
    }
    await receive(part, content, fetching);
    return { part, path, resumed: true };
  } catch (error) {
    part?.close();
    throw error;
  }
}

/**
 * Whether an answer is what follows a part. By a digest that is known it shows at the end whether it was; without one it
 * has to tell where the whole ends, for a server may send less than what follows.
 */
function goesOn(
  { expected, asset }: Fetching,
  { path, size, content }: { readonly path: string; readonly size: number; readonly content: Content },
): boolean {
  const { from, etag, whole } = content;
  if (from !== size) return false;
  if (expected !== undefined) return true;
  const ends = whole ?? asset.size;
  const isSame = etag !== undefined && path.endsWith(`.e${short(etag)}.part`);
  return isSame && ends !== undefined && ends === (asset.size ?? ends);
}

async function receiveWhole(fetching: Fetching, place: Place, content: Content): Promise<Received> {
  const { expected } = fetching;
  const { etag } = content;
  const key = expected !== undefined ? `d${short(expected)}` : etag !== undefined ? `e${short(etag)}` : undefined;
  // What nothing tells from another content is shared with no other run.
  const path = partPath(place, key ?? `n${short(randomUUID())}`);
  const part = await newPart(path);
  if (etag !== undefined) place.tagged.set(path, etag);
  try {
    await receive(part, content, fetching);
    return { part, path, resumed: false };
  } catch (error) {
    part.close();
    if (key === undefined) clearParts([path]);
    throw error;
  }
}

async function openContent(
  { forge, release, asset }: Fetching,
  { offset, etag }: { readonly offset: number; readonly etag: string | undefined },
): Promise<Content> {
  const whole = (): Promise<Content> => forge.read(release, asset, { offset: 0, once: true });
  if (offset === 0) return whole();
  try {
    return await forge.read(release, asset, { offset, etag, once: true });
  } catch (error) {
    // Nothing follows there: the part is of something else, or whole. Or what follows cannot be told from something else.
    if (statusOf(error) === 416 || error instanceof AnswerError) return whole();
    throw error;
  }
}

async function receive(part: PartFile, content: Content, fetching: Fetching): Promise<void> {
  const { asset, begin, forge, expected } = fetching;
  const { moved } = begin();
  requirePlain(content, asset, expected);
  const told = asset.size ?? content.whole;
  const most = told ?? Math.min(forge.can().limits.file.most, ENDLESS);
  for await (const chunk of content) {
    if (part.size() + chunk.length > most) throw tooLong(asset, most);
    part.append(chunk);
    moved(part.size());
  }
  if (told !== undefined && part.size() < told)
    throw new AnswerError(`GET ${asset.name}`, `the file ended after ${part.size()} of ${told} bytes`, {
      hint: "Nothing was replaced. Run it again: it goes on where it was.",
    });
}

function tooLong({ name }: Asset, most: number): PublishError {
  return new PublishError({
    what: `${name} is longer than the ${most} bytes that it is said to have.`,
    hint: "Nothing was replaced. Is there a proxy that changes files?",
  });
}
