import { type PublishError, orElse } from "../errors";
import { statusOf } from "../forges/kit/rest";
import type { Content } from "../http";
import type { Asset } from "../model/release";
import type { Gauge } from "./gauge";
import { hashed } from "./read-content";
import type { Operation } from "./operation";

/** What a content turned out to be. */
export interface ReadFound {
  /** `unknown`: nothing tells what it should be. `missing`: it should be there, and is not, or cannot be read. */
  readonly status: "ok" | "different" | "missing" | "unknown";
  /** sha256 of what came, lower-case hex; `undefined` where nothing did, or more than there may be. */
  readonly sha256: string | undefined;
  /** The sha256 that it should have; where several are told, the one that it has not. */
  readonly expected: string | undefined;
  /** What is wrong, as the end of a sentence; empty where nothing is. */
  readonly said: string;
}

/** How a content is read, and what it should be. */
export interface Reading {
  /** One try. */
  readonly open: () => Promise<Content>;
  /** All that is told of its sha256. */
  readonly sums: readonly string[];
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  readonly moved?: (bytes: number) => void;
}

/** Bytes of which no size is told; more are something else. */
const ENDLESS = 64 * 1024 ** 3;

/** Reads a content to its end when it is its turn, again where a transfer breaks, and compares it. Nothing is written. */
export function compareRead(
  operation: Pick<Operation, "forge"> & { readonly gauge: Gauge },
  { name }: Pick<Asset, "name">,
  { open, sums, size, moved }: Reading,
): Promise<ReadFound> {
  const compare = async (): Promise<ReadFound> => {
    const came = await hashed(operation, { name, size }, open, {
      most: size ?? ENDLESS,
      moved,
      gauge: operation.gauge,
    });
    const expected = sums.find((sum) => sum !== came.sha256) ?? sums[0];
    const isWhole = size === undefined || came.size === size;
    const sha256 = came.sha256 === "" ? undefined : came.sha256;
    if (expected === sha256 && expected !== undefined) return { status: "ok", sha256, expected, said: "" };
    if (expected === undefined && isWhole) return { status: "unknown", sha256, expected, said: "" };
    return { status: "different", sha256, expected, said: whatCame(came, size) };
  };
  const unread = (error: PublishError): ReadFound => ({
    ...{ status: "missing", sha256: undefined, expected: sums[0], said: whyUnread(error) },
  });
  return orElse(compare, unread);
}

/** Why a content could not be read, as the end of a sentence. */
export function whyUnread(error: PublishError): string {
  const status = statusOf(error);
  return status === undefined ? (error.said ?? error.message) : `the server answered ${status}`;
}

function whatCame(came: { readonly sha256: string; readonly size: number }, size: number | undefined): string {
  if (size === undefined || came.size === size) return `its sha256 is ${came.sha256}`;
  return came.size > size ? `more than its ${size} bytes came` : `${came.size} of ${size} bytes came`;
}
